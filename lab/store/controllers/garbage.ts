import type { KubeObject } from '../../seams.ts'
import { groupKindOf } from '../identity.ts'
import type { ObjectStore } from '../object-store.ts'
import { isOwnedBy } from './owners.ts'

/** Kinds that somebody owns. */
const ownedKinds = [
  'Deployment.apps',
  'ReplicaSet.apps',
  'Pod',
  'Job.batch',
  'Service',
  'ServiceAccount',
  'EndpointSlice.discovery.k8s.io',
]

/** Removes what a removed object owned, and everything that lived in a removed namespace. */
export function collectGarbage(
  store: ObjectStore,
  removed: KubeObject,
  kinds: Iterable<string>,
): void {
  if (groupKindOf(removed) === 'Namespace') {
    for (const kind of kinds) removeAll(store, store.list(kind, removed.metadata.name))
    return
  }
  for (const kind of ownedKinds) {
    const namespace = removed.metadata.namespace
    removeAll(
      store,
      store.list(kind, namespace).filter((object) => isOwnedBy(object, removed)),
    )
  }
}

function removeAll(store: ObjectStore, objects: readonly KubeObject[]): void {
  for (const object of objects) {
    store.remove(groupKindOf(object), object.metadata.namespace ?? '', object.metadata.name)
  }
}
