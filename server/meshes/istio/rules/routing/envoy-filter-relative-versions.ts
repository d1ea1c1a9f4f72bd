import type { Rule } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { hasPriority, isRelative, patchesOf } from './envoy-patches.ts'
import { dependsOnVersions, versionedRivals } from './envoy-rivals.ts'
import { writeList, writeName } from './virtual-service.ts'

/** The same filter patched per version, in no order. */
export const envoyFilterRelativeVersions: Rule = {
  id: 'MC284',
  aka: ['IST0155'],
  severity: 'warning',
  title: 'EnvoyFilter depends on proxy versions and on others without a priority',
  cause:
    'A patch inserts beside, removes or replaces a filter for some proxy versions only, or one that other patches touch so, and the object has no priority.',
  effect:
    'What the patch finds depends on the version of the proxy and on the age of the EnvoyFilters: after an upgrade it may do nothing.',
  repair: 'Set spec.priority, and confine the patch to the proxy versions that it is for.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0155/',
  kinds: [envoyFilterKind],
  needs: [envoyFilterKind],
  check: ({ spec, object }, view) => {
    if (hasPriority(spec)) return []
    return patchesOf(spec)
      .filter((patch) => isRelative(patch) && dependsOnVersions(view, object, patch))
      .map(({ operation, filter, ...patch }) => {
        const rivals = versionedRivals(view, object, { operation, filter, ...patch })
        const others = rivals.length === 0 ? '' : `, as do ${writeList(rivals.map(writeName))}`
        return {
          field: operation,
          message: `${operation.text() ?? ''} of ${filter ?? 'a filter'} depends on the proxy version${others}, and spec.priority is not set`,
          values: { operation: operation.text() ?? '', filter: filter ?? '' },
          related: rivals,
        }
      })
  },
}
