import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import {
  destinationRuleKind,
  envoyFilterKind,
  gatewayKind,
  serviceEntryKind,
  sidecarKind,
  virtualServiceKind,
  workloadEntryKind,
} from '../../lookup/kinds.ts'

export const conditionNegative: Rule = {
  id: 'MC346',
  aka: ['IST0171'],
  severity: 'warning',
  title: 'istiod says that it cannot do what is written here',
  cause: 'A condition in status is False, or status has a message of validation.',
  effect: 'Part of the object is not in force; the message says which part.',
  repair: 'The message is that of istiod; the rules beside it name the field where they know it.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0171/',
  kinds: [
    'Service',
    serviceEntryKind,
    virtualServiceKind,
    destinationRuleKind,
    gatewayKind,
    sidecarKind,
    envoyFilterKind,
    workloadEntryKind,
    'security.istio.io/AuthorizationPolicy',
    'security.istio.io/PeerAuthentication',
    'security.istio.io/RequestAuthentication',
    'telemetry.istio.io/Telemetry',
    'extensions.istio.io/WasmPlugin',
  ],
  needs: [],
  *check({ root, object }) {
    const status = root.get('status')
    for (const condition of status.get('conditions').items()) {
      if (!isNegative(condition, object.metadata.generation)) continue
      const type = textIn(condition, 'type')
      const reason = textIn(condition, 'reason')
      const message = textIn(condition, 'message')
      yield {
        field: condition,
        message: `${type} is False (${reason})${message === '' ? '' : `: ${message}`}`,
        values: { condition: type, reason },
      }
    }
    for (const message of status.get('validationMessages').items()) yield hitOf(message)
  },
}

/** Of this version of the object. */
function isNegative(condition: Field, generation = 0): boolean {
  const observed = condition.get('observedGeneration').number() ?? generation
  return condition.get('status').text() === 'False' && observed >= generation
}

/** What the analysis that runs in istiod wrote. */
function hitOf(message: Field): Hit {
  const code = textIn(message.get('type'), 'code') || textIn(message.get('type'), 'name')
  const isError = textIn(message, 'level').toUpperCase() === 'ERROR'
  const page = textIn(message, 'documentationUrl')
  return {
    field: message,
    severity: isError ? 'error' : 'warning',
    message: `istiod reports ${code}; see ${page || 'its documentation'}`,
    values: { code },
  }
}

function textIn(field: Field, name: string): string {
  return field.get(name).text() ?? ''
}
