import type { KubeObject } from '../../../seams/kube-object.ts'

/**
 * Objects in the order in which Istio lets one win over the other: by age, then by name, then by
 * namespace. What has no time of creation, as in files, is ordered by name alone.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/config.go (sortConfigByCreationTime)
 */
export function oldestFirst(objects: readonly KubeObject[]): readonly KubeObject[] {
  return objects.toSorted(
    ({ metadata: one }, { metadata: other }) =>
      compare(one.creationTimestamp ?? '', other.creationTimestamp ?? '') ||
      compare(one.name, other.name) ||
      compare(one.namespace ?? '', other.namespace ?? ''),
  )
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
