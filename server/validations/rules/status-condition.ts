import type { Field } from '../../seams/field.ts'
import type { Rule } from '../../seams/rule.ts'
import {
  gatewayApi,
  gatewayClassKind,
  gatewayKind,
  listenerSetKind,
  routeKinds,
} from './lookup/gateway-api.ts'

/** Conditions that are bad when True; all others are bad when False. */
const badWhenTrue = new Set(['Conflicted', 'Detached', 'PartiallyInvalid', 'OverlappingTLSConfig'])

/** A controller is still at it. */
const isPending = new Set(['Pending', 'Waiting', 'NotReconciled', 'Unknown'])

export const statusCondition: Rule = {
  id: 'MC422',
  aka: ['GWAPI'],
  severity: 'warning',
  title: 'A controller says that it cannot serve this',
  cause:
    'A condition in status tells what the controller found wrong with this version of the object.',
  effect: 'Part of the object, or all of it, is not in force at that controller.',
  repair:
    'The message is that of the controller; the rules beside it name the field where they know it.',
  source: 'https://gateway-api.sigs.k8s.io/concepts/conformance/',
  differs:
    'Only what is said of this version of the object; reasons that pass by themselves are left out.',
  kinds: [
    gatewayKind,
    gatewayClassKind,
    listenerSetKind,
    ...routeKinds,
    `${gatewayApi}/BackendTLSPolicy`,
  ],
  needs: [],
  *check({ root, object }) {
    for (const { conditions, who } of conditionLists(root.get('status'))) {
      for (const condition of conditions.items()) {
        if (!isBad(condition) || isOld(condition, object.metadata.generation)) continue
        const type = condition.get('type').text() ?? ''
        const reason = condition.get('reason').text() ?? ''
        const message = condition.get('message').text() ?? ''
        yield {
          field: condition,
          message: `${who}: ${type} is ${condition.get('status').text() ?? ''} (${reason})${message === '' ? '' : `: ${message}`}`,
          values: { controller: who, condition: type, reason },
        }
      }
    }
  },
}

interface ConditionList {
  readonly conditions: Field
  readonly who: string
}

/** Those of the object, of its listeners, and of each of its parents: one entry per controller. */
function conditionLists(status: Field): readonly ConditionList[] {
  const perController = ['parents', 'ancestors'].flatMap((name) => status.get(name).items())
  return [
    { conditions: status.get('conditions'), who: 'Controller' },
    ...status
      .get('listeners')
      .items()
      .map((listener) => ({
        conditions: listener.get('conditions'),
        who: `Listener ${listener.get('name').text() ?? ''}`,
      })),
    ...perController.map((parent) => ({
      conditions: parent.get('conditions'),
      who: parent.get('controllerName').text() ?? 'Controller',
    })),
  ]
}

function isBad(condition: Field): boolean {
  const type = condition.get('type').text()
  const reason = condition.get('reason').text() ?? ''
  if (type === null || isPending.has(reason)) return false
  return condition.get('status').text() === (badWhenTrue.has(type) ? 'True' : 'False')
}

/** It speaks of an older version of the object. */
function isOld(condition: Field, generation: number | undefined): boolean {
  const observed = condition.get('observedGeneration').number()
  return observed !== null && generation !== undefined && observed < generation
}
