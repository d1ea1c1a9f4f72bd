import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { readDurationMs } from './duration.ts'

/** Tries that the time-out cuts off. */
export const retriesDoNotFit: Rule = {
  id: 'MC217',
  aka: [],
  severity: 'warning',
  title: 'Retries do not fit into the time-out',
  cause:
    'The first try and all retries, each as long as perTryTimeout allows, take longer than timeout.',
  effect:
    'timeout holds for all tries together. When the service is slow, requests fail with 504 before the retries that are asked for have been made.',
  repair:
    'Give timeout at least (attempts + 1) × perTryTimeout, or ask for fewer or shorter tries.',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
  kinds: [virtualServiceKind],
  needs: [],
  check: function* ({ spec }) {
    for (const rule of spec.get('http').items()) {
      const hit = judge(rule)
      if (hit !== null) yield hit
    }
  },
}

function judge(rule: Field): Hit | null {
  const timeout = rule.get('timeout').text() ?? ''
  const perTryTimeout = rule.get('retries', 'perTryTimeout').text() ?? ''
  const field = rule.get('retries', 'attempts')
  const attempts = field.number() ?? 0
  const fitting = triesWithin(timeout, perTryTimeout)
  if (attempts < 1 || fitting === null || fitting > attempts) return null
  const tries = `${attempts + 1} tries (${attempts} of them retries) of up to ${perTryTimeout}`
  const fit = fitting === 0 ? 'not even one fits' : fitting === 1 ? '1 fits' : `${fitting} fit`
  return {
    field,
    message: `${tries} are asked for, of which ${fit} into the time-out of ${timeout}`,
    values: { attempts: String(attempts), perTryTimeout, timeout },
    // Some retries are better than none.
    severity: fitting < 2 ? 'warning' : 'info',
  }
}

/** Null when there is no limit: no time is none. */
function triesWithin(timeout: string, perTryTimeout: string): number | null {
  const totalMs = readDurationMs(timeout) ?? 0
  const perTryMs = readDurationMs(perTryTimeout) ?? 0
  return totalMs === 0 || perTryMs === 0 ? null : Math.floor(totalMs / perTryMs)
}
