import type { Rule } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { hasPriority, isRelative, patchesOf } from './envoy-patches.ts'
import { dependsOnVersions } from './envoy-rivals.ts'

/** A patch that depends on others, in no order. */
export const envoyFilterRelative: Rule = {
  id: 'MC280',
  aka: ['IST0151'],
  severity: 'warning',
  title: 'EnvoyFilter depends on others without a priority',
  cause:
    'A patch inserts beside, removes or replaces what another EnvoyFilter may have put there, and the object has no priority.',
  effect:
    'EnvoyFilters of the same priority are applied by their age: the patch may come before what it is about, and then does nothing.',
  repair: 'Set spec.priority; lower ones are applied first. INSERT_FIRST and ADD need none.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0151/',
  kinds: [envoyFilterKind],
  needs: [],
  check: ({ spec, object }, view) => {
    if (hasPriority(spec)) return []
    return patchesOf(spec)
      .filter((patch) => isRelative(patch) && !dependsOnVersions(view, object, patch))
      .map(({ operation, applyTo }) => ({
        field: operation,
        message: `${operation.text() ?? ''} of ${applyTo} depends on what other EnvoyFilters did before, and spec.priority is not set`,
        values: { operation: operation.text() ?? '', applyTo },
      }))
  },
}
