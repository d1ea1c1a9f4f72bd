import type { Field } from '../../seams/field.ts'
import type { Rule } from '../../seams/rule.ts'
import { grpcRouteKind, httpRouteKind } from './lookup/gateway-api.ts'

/** Filters that answer themselves. */
const answering = new Set(['RequestRedirect', 'ExtensionRef'])

export const routeRuleWithoutBackend: Rule = {
  id: 'MC424',
  aka: [],
  severity: 'warning',
  title: 'A rule that sends to nobody',
  cause: 'The rule has no backendRefs, or all of them have weight 0, and no filter that answers.',
  effect: 'Whatever matches the rule gets an error (500 or 404, by controller).',
  repair: 'Add a backend, give one a weight, or redirect.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
  kinds: [httpRouteKind, grpcRouteKind],
  needs: [],
  *check({ spec }) {
    for (const rule of spec.get('rules').items()) {
      const isAnswered = rule
        .get('filters')
        .items()
        .some((filter) => answering.has(filter.get('type').text() ?? ''))
      const backends = rule.get('backendRefs').items()
      if (isAnswered || backends.some(takesTraffic)) continue
      const why = backends.length === 0 ? 'has no backend' : 'gives every backend weight 0'
      yield {
        field: backends.length === 0 ? rule : rule.get('backendRefs'),
        message: `This rule ${why}: what matches it is answered with an error`,
        values: { backends: String(backends.length) },
      }
    }
  },
}

function takesTraffic(backend: Field): boolean {
  return backend.get('weight').number() !== 0
}
