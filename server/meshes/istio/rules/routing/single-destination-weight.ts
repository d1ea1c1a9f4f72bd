import type { Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { takeOut } from '../../../../seams/fix.ts'
import { routesOf, rulesOf } from './virtual-service.ts'

/** A share for the only one there is. */
export const singleDestinationWeight: Rule = {
  id: 'MC202',
  aka: ['KIA1104'],
  severity: 'warning',
  title: 'Weight below 100 for the only destination',
  cause: 'A route has one destination, and that one has a weight between 1 and 99.',
  effect:
    'It gets all requests, as Istio divides by the sum of the weights. The rest that somebody had in mind goes nowhere else.',
  repair: 'Name the destination that gets the rest, or leave the weight out.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  kinds: [virtualServiceKind],
  needs: [],
  check: function* ({ spec }) {
    for (const rule of rulesOf(spec)) {
      const [only, ...others] = routesOf(rule.field)
      if (only === undefined || others.length > 0) continue
      const field = only.get('weight')
      const weight = field.number()
      if (weight === null || weight < 1 || weight > 99) continue
      const host = only.get('destination', 'host').text() ?? 'The destination'
      yield {
        field,
        message: `${host} is the only destination: it gets all requests, not ${weight} %`,
        values: { host, weight: String(weight) },
        fix: takeOut(field, 'Leave the weight out'),
      }
    }
  },
}
