import type { Rule } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { isOfRoutes, patchesOf } from './envoy-patches.ts'

/** REMOVE where it is ignored. */
export const envoyFilterRemove: Rule = {
  id: 'MC283',
  aka: ['IST0154'],
  severity: 'error',
  title: 'EnvoyFilter uses REMOVE where it is ignored',
  cause: 'A patch of ROUTE_CONFIGURATION or HTTP_ROUTE has the operation REMOVE.',
  effect: 'Istio ignores the patch, without any error.',
  repair:
    'Use MERGE to change what is there, or leave the route out of the virtual service that makes it.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0154/',
  kinds: [envoyFilterKind],
  needs: [],
  check: ({ spec }) =>
    patchesOf(spec)
      .filter((patch) => patch.operation.text() === 'REMOVE' && isOfRoutes(patch))
      .map(({ operation, applyTo }) => ({
        field: operation,
        message: `REMOVE is ignored for ${applyTo}`,
        values: { operation: 'REMOVE', applyTo },
      })),
}
