import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Faults made on purpose, and forgotten. */
export const faultForgotten: Rule = {
  id: 'MC218',
  aka: [],
  severity: 'warning',
  title: 'Fault injected for more than a day',
  cause: 'A route delays or refuses requests on purpose, and nobody has changed it for a day.',
  effect:
    'Users wait or get errors that no service makes. While a fault is there, timeout and retries of the same route do not count.',
  repair: 'Take the fault out when the experiment is over, or say on the object why it stays.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection',
  kinds: [virtualServiceKind],
  needs: [],
  needsAlso: ['clock'],
  check: function* ({ spec, root }, view) {
    const faults = spec
      .get('http')
      .items()
      .map((rule) => rule.get('fault'))
      .filter((fault) => strikes(fault.get('delay')) || strikes(fault.get('abort')))
    if (faults.length === 0) return
    const changedAt = changedAtMs(root)
    if (changedAt === null || view.nowMs === null) return
    const days = Math.floor((view.nowMs - changedAt) / dayMs)
    if (days < 1) return
    for (const fault of faults) yield hitFor(fault, days)
  },
}

/** Without a share nothing is delayed or refused. `percent` is the older field. */
function strikes(kind: Field): boolean {
  const share = kind.get('percentage', 'value').number() ?? kind.get('percent').number()
  return share !== null && share > 0
}

/** When somebody last changed more than its status; null when the object does not say. */
function changedAtMs(root: Field): number | null {
  const times = root
    .get('metadata', 'managedFields')
    .items()
    .filter((manager) => (manager.get('subresource').text() ?? '') === '')
    .flatMap((manager) => manager.get('time').text() ?? [])
  const created = root.get('metadata', 'creationTimestamp').text()
  const known = [...times, ...(created === null ? [] : [created])]
    .map((time) => Date.parse(time))
    .filter((time) => !Number.isNaN(time))
  return known.length === 0 ? null : Math.max(...known)
}

function hitFor(fault: Field, days: number): Hit {
  const parts = [
    ...(strikes(fault.get('delay')) ? [`delays ${shareOf(fault.get('delay'))} %`] : []),
    ...(strikes(fault.get('abort')) ? [`refuses ${shareOf(fault.get('abort'))} %`] : []),
  ]
  const age = days === 1 ? 'a day' : `${days} days`
  return {
    field: fault,
    message: `This fault ${parts.join(' and ')} of the requests, and nothing here has changed for ${age}`,
    values: { days: String(days) },
  }
}

const shareOf = (kind: Field): number =>
  kind.get('percentage', 'value').number() ?? kind.get('percent').number() ?? 0
