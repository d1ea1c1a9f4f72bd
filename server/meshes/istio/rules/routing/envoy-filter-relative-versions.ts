import type { Rule } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { hasPriority, isRelative, patchesOf } from './envoy-patches.ts'
import { versionedRivals } from './envoy-rivals.ts'
import { writeList, writeName } from './virtual-service.ts'

/** The same filter patched per version, in no order. */
export const envoyFilterRelativeVersions: Rule = {
  id: 'MC284',
  aka: ['IST0155'],
  severity: 'warning',
  title: 'EnvoyFilter depends on patches for some proxy versions, without a priority',
  cause:
    'A patch inserts beside, removes or replaces a filter that other patches touch for some proxy versions only, and the object has no priority.',
  effect:
    'What the patch finds depends on the version of the proxy and on the age of the EnvoyFilters: it works for some proxies and does nothing for others.',
  repair: 'Set spec.priority, and confine the patch to the proxy versions that it is for.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0155/',
  kinds: [envoyFilterKind],
  needs: [envoyFilterKind],
  check: ({ spec, object }, view) => {
    if (hasPriority(spec)) return []
    return patchesOf(spec)
      .filter(isRelative)
      .flatMap((patch) => {
        const rivals = versionedRivals(view, object, patch)
        if (rivals.length === 0) return []
        const filter = patch.filter ?? ''
        return {
          field: patch.operation,
          message: `${patch.operation.text() ?? ''} of ${filter} depends on patches for some proxy versions (${writeList(rivals.map(writeName))}), and spec.priority is not set`,
          values: { operation: patch.operation.text() ?? '', filter },
          related: rivals.filter((rival) => rival !== object),
        }
      })
  },
}
