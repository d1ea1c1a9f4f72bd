import type { Rule } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { isOfRoutes, patchesOf } from './envoy-patches.ts'

/** ADD where it is ignored. */
export const envoyFilterAdd: Rule = {
  id: 'MC282',
  aka: ['IST0153'],
  severity: 'error',
  title: 'EnvoyFilter uses ADD where it is ignored',
  cause: 'A patch of ROUTE_CONFIGURATION or HTTP_ROUTE has the operation ADD.',
  effect: 'Istio ignores the patch, without any error.',
  repair:
    'Use MERGE to change what is there; for HTTP_ROUTE also INSERT_FIRST, INSERT_BEFORE or INSERT_AFTER.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0153/',
  kinds: [envoyFilterKind],
  needs: [],
  check: ({ spec }) =>
    patchesOf(spec)
      .filter((patch) => patch.operation.text() === 'ADD' && isOfRoutes(patch))
      .map(({ operation, applyTo }) => ({
        field: operation,
        message: `ADD is ignored for ${applyTo}`,
        values: { operation: 'ADD', applyTo },
      })),
}
