import type { ObjectStore } from './object-store.ts'
import type { OwnerRef, StoredWorkload } from './reading.ts'

/** Kinds that stand between a pod and its workload, by their stores. */
export type Intermediates = ReadonlyMap<string, ObjectStore<StoredWorkload>>

/**
 * The workload at the top of a pod's owners: a Deployment behind its ReplicaSet, a CronJob behind
 * its Job, a Rollout behind its ReplicaSet. An intermediate that is not known (it may not be
 * read, or is already gone) is itself the answer.
 */
export function topOwner(
  intermediates: Intermediates,
  namespace: string,
  owner: OwnerRef | null,
): OwnerRef | null {
  let top = owner
  // Owners are a few levels deep; a circle of references must not hang us.
  for (let level = 0; top !== null && level < 5; level += 1) {
    const next: OwnerRef | null =
      intermediates.get(top.kind)?.items.get(`${namespace}/${top.name}`)?.owner ?? null
    if (next === null) return top
    top = next
  }
  return top
}
