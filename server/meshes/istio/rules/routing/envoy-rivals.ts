import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, View } from '../../../../seams/rule.ts'
import { envoyFilterKind } from '../../lookup/kinds.ts'
import { patchesOf, type EnvoyPatch } from './envoy-patches.ts'
import { isSame } from './virtual-service.ts'

const byVersionedFilter: Index = {
  id: 'EnvoyFilters by the filters that they patch for some proxy versions',
  kinds: [envoyFilterKind],
  keysOf: ({ spec }) =>
    patchesOf(new Field(spec)).flatMap(({ filter, hasProxyVersion }) =>
      filter !== null && hasProxyVersion ? [filter] : [],
    ),
}

/** Other EnvoyFilters that patch the same filter for some proxy versions. */
export function versionedRivals(
  view: View,
  object: KubeObject,
  { filter }: EnvoyPatch,
): readonly KubeObject[] {
  if (filter === null) return []
  return view.find(byVersionedFilter, filter).filter((other) => !isSame(other, object))
}

/** Whether what the patch finds depends on the version of the proxy. */
export function dependsOnVersions(view: View, object: KubeObject, patch: EnvoyPatch): boolean {
  if (patch.hasProxyVersion || versionedRivals(view, object, patch).length > 0) return true
  return patchesOf(new Field(object.spec)).some(
    ({ filter, hasProxyVersion }) => hasProxyVersion && filter !== null && filter === patch.filter,
  )
}
