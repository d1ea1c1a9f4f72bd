import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, View } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { patchesOf, type EnvoyPatch } from './envoy-patches.ts'

const byVersionedFilter: Index = {
  id: 'EnvoyFilters by the filters that they patch for some proxy versions',
  kinds: [envoyFilterKind],
  keysOf: ({ spec }) =>
    patchesOf(new Field(spec)).flatMap(({ filter, hasProxyVersion }) =>
      filter !== null && hasProxyVersion ? [filter] : [],
    ),
}

/** EnvoyFilters that patch the same filter for some proxy versions; its own patches count but this. */
export function versionedRivals(
  view: View,
  object: KubeObject,
  patch: EnvoyPatch,
): readonly KubeObject[] {
  const { filter } = patch
  if (filter === null) return []
  return view.find(byVersionedFilter, filter).filter((other) => {
    const patches = patchesOf(new Field(other.spec))
    const same = patches.filter((one) => one.filter === filter && one.hasProxyVersion)
    return other !== object || same.length > (patch.hasProxyVersion ? 1 : 0)
  })
}
