import { writePointer, type Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { routesOf, rulesOf, writeList } from './virtual-service.ts'

/** Weights that look like percent and are none. */
export const weightsUnlikePercent: Rule = {
  id: 'MC215',
  aka: [],
  severity: 'warning',
  title: 'Weights do not add up to what they seem to mean',
  cause:
    'The weights of a route look like percent and do not add up to 100, or one destination has none while others have.',
  effect:
    'Istio divides each weight by their sum: the shares are others than written. A destination without a weight gets nothing.',
  repair: 'Make the weights add up to 100, and give every destination one.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  kinds: [virtualServiceKind],
  needs: [],
  check: function* ({ spec }) {
    for (const rule of rulesOf(spec)) yield* judge(routesOf(rule.field))
  },
}

function* judge(routes: readonly Field[]): Iterable<Hit> {
  const [first] = routes
  if (first === undefined || routes.length < 2) return
  const weights = routes.map((route) => route.get('weight').number() ?? 0)
  const sum = weights.reduce((one, other) => one + other, 0)
  if (sum <= 0) return
  for (const route of routes) {
    if (route.get('weight').isAbsent) yield withoutWeight(route)
  }
  if (!looksLikePercent(weights, sum)) return
  const shares = weights.map((weight) => `${Math.round((weight / sum) * 1000) / 10} %`)
  yield {
    field: first.get('weight'),
    message: `The weights ${weights.join(', ')} add up to ${sum}, not 100: the destinations get ${writeList(shares, shares.length)}`,
    values: { sum: String(sum), shares: shares.join(', ') },
    fix: {
      title: 'Write the shares as they are, in percent',
      patch: inPercent(weights, sum).map((value, index) => ({
        op: 'add',
        path: writePointer([...(routes[index]?.path ?? []), 'weight']),
        value,
      })),
    },
  }
}

function withoutWeight(route: Field): Hit {
  const host = route.get('destination', 'host').text() ?? 'This destination'
  const subset = route.get('destination', 'subset').text()
  return {
    field: route.get('weight'),
    message: `${host}${subset === null ? '' : ` (${subset})`} has no weight while others have: it gets no requests`,
    values: { host },
    fix: {
      title: 'Say that it gets nothing',
      patch: [{ op: 'add', path: writePointer(route.get('weight').path), value: 0 }],
    },
  }
}

/** Whole numbers that add up to 100; what rounding loses goes to those that lose most. */
function inPercent(weights: readonly number[], sum: number): number[] {
  const exact = weights.map((weight) => (weight / sum) * 100)
  const whole = exact.map(Math.floor)
  const missing = 100 - whole.reduce((one, other) => one + other, 0)
  const byLoss = exact
    .map((share, index) => ({ index, loss: share % 1 }))
    .sort((one, other) => other.loss - one.loss)
  const raised = new Set(byLoss.slice(0, missing).map(({ index }) => index))
  return whole.map((share, index) => share + (raised.has(index) ? 1 : 0))
}

/**
 * Small numbers (1 and 3) and equal ones are ratios. A sum that is off by less than one for each
 * destination was rounded (33, 33, 33).
 */
function looksLikePercent(weights: readonly number[], sum: number): boolean {
  if (sum <= 50 || sum >= 150) return false
  if (new Set(weights.filter((weight) => weight > 0)).size < 2) return false
  return Math.abs(sum - 100) >= weights.length
}
