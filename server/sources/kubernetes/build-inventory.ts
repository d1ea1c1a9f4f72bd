import type { ConfigObject, Inventory, PodObject } from '../../seams/inventory.ts'
import { buildPods, buildWorkloads } from './build-workloads.ts'
import { kindKeyOf, type KindKey } from '../../seams/kube-object.ts'
import { builtIns, type Stores } from './kinds.ts'
import type { ObjectStore } from './object-store.ts'
import type { StoredPod } from './reading.ts'
import type { Resource } from './resource.ts'

/**
 * Makes snapshots. A part whose kinds did not change since the last snapshot is the same array as
 * there, so that a change of one service costs one list of services.
 */
export function createInventoryBuilder(cluster: string, stores: Stores): InventoryBuilder {
  const podsBefore = new WeakMap<StoredPod, PodObject>()
  const intermediates = new Map([
    ['ReplicaSet', stores.replicaSets],
    ['Job', stores.jobs],
    ['ReplicationController', stores.replicationControllers],
  ])
  const tops = [stores.deployments, stores.statefulSets, stores.daemonSets, stores.cronJobs]
  const inBetween = [...intermediates.values()]

  const namespaces = once([stores.namespaces], () => [...stores.namespaces.items.values()])
  const services = once([stores.services], () => [...stores.services.items.values()])
  const endpoints = once([stores.endpoints], () => [...stores.endpoints.items.values()])
  const serviceAccounts = once([stores.serviceAccounts], () =>
    stores.serviceAccounts.isKnown ? [...stores.serviceAccounts.items.values()] : null,
  )
  const pods = once([stores.pods, ...inBetween], () =>
    buildPods(stores.pods.items.values(), intermediates, podsBefore),
  )
  const workloads = once([stores.pods, ...inBetween, ...tops], () =>
    buildWorkloads(
      { intermediates, workloads: tops.map(({ items }) => [...items.values()]) },
      pods(),
    ),
  )
  const builtInResources = builtIns(stores).map(({ resource }) => resource)
  return (revision, { unreadable, behind, served }) => ({
    cluster,
    revision,
    namespaces: namespaces(),
    workloads: workloads(),
    services: services(),
    pods: pods(),
    endpoints: endpoints(),
    serviceAccounts: serviceAccounts(),
    config: readConfig(stores),
    resources: readResources(stores, builtInResources),
    unreadable,
    ...(behind.length === 0 ? {} : { behind }),
    ...(served === null ? {} : { served }),
  })
}

export type InventoryBuilder = (
  revision: number,
  told: Required<Pick<Inventory, 'unreadable' | 'behind'>> & {
    readonly served: ReadonlySet<KindKey> | null
  },
) => Inventory

/** Builds again only after one of the stores has changed. */
function once<T>(
  stores: readonly Pick<ObjectStore<unknown>, 'revision'>[],
  build: () => T,
): () => T {
  let known: { readonly revisions: string; readonly value: T } | null = null
  return () => {
    const revisions = stores.map(({ revision }) => revision).join()
    if (known?.revisions !== revisions) known = { revisions, value: build() }
    return known.value
  }
}

/** By kind; two groups may have a kind of the same name, which `apiVersion` tells apart. */
function readConfig(stores: Stores): ReadonlyMap<string, readonly ConfigObject[]> {
  const byKind = new Map<string, ConfigObject[]>()
  for (const store of stores.config.values())
    for (const object of store.items.values()) {
      const list = byKind.get(object.kind)
      if (list === undefined) byKind.set(object.kind, [object])
      else list.push(object)
    }
  return byKind
}

/** Plural names of the kinds of which there are objects. */
function readResources(
  { config }: Stores,
  builtIn: readonly Resource[],
): ReadonlyMap<KindKey, string> {
  const resources = new Map(
    builtIn.map(({ group, kind, plural }) => [group === '' ? kind : `${group}/${kind}`, plural]),
  )
  for (const [qualified, { items }] of config) {
    const [object] = items.values()
    const [plural = ''] = qualified.split('.')
    if (object !== undefined) resources.set(kindKeyOf(object), plural)
  }
  return resources
}
