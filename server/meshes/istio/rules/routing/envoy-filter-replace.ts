import type { Rule } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { isOfFilters, patchesOf } from './envoy-patches.ts'

/** REPLACE of what is no filter. */
export const envoyFilterReplace: Rule = {
  id: 'MC281',
  aka: ['IST0152'],
  severity: 'error',
  title: 'EnvoyFilter uses REPLACE where it is not allowed',
  cause: 'A patch of something else than HTTP_FILTER or NETWORK_FILTER has the operation REPLACE.',
  effect: 'The patch is refused or ignored: only filters can be replaced.',
  repair: 'Use MERGE, or REMOVE and ADD.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation',
  kinds: [envoyFilterKind],
  needs: [],
  check: ({ spec }) =>
    patchesOf(spec)
      .filter((patch) => patch.operation.text() === 'REPLACE' && !isOfFilters(patch))
      .map(({ operation, applyTo }) => ({
        field: operation,
        message: `REPLACE is for HTTP_FILTER and NETWORK_FILTER, not for ${applyTo === '' ? 'no applyTo at all' : applyTo}`,
        values: { operation: 'REPLACE', applyTo },
      })),
}
