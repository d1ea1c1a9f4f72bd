import type {
  ConfigObject,
  EndpointObject,
  NamespaceObject,
  ObjectMeta,
  ServiceObject,
} from '../../seams/inventory.ts'
import { ObjectStore, type Sink } from './object-store.ts'
import type { Reading, StoredPod, StoredWorkload } from './reading.ts'
import type { Resource } from './resource.ts'

/** All that is known of a cluster, kind by kind. */
export interface Stores {
  readonly namespaces: ObjectStore<NamespaceObject>
  readonly pods: ObjectStore<StoredPod>
  readonly services: ObjectStore<ServiceObject>
  readonly endpoints: ObjectStore<EndpointObject>
  readonly serviceAccounts: ObjectStore<ObjectMeta>
  readonly deployments: ObjectStore<StoredWorkload>
  readonly statefulSets: ObjectStore<StoredWorkload>
  readonly daemonSets: ObjectStore<StoredWorkload>
  readonly cronJobs: ObjectStore<StoredWorkload>
  readonly replicaSets: ObjectStore<StoredWorkload>
  readonly jobs: ObjectStore<StoredWorkload>
  readonly replicationControllers: ObjectStore<StoredWorkload>
  /** Custom resources, by plural and group. */
  readonly config: Map<string, ObjectStore<ConfigObject>>
}

export function createStores(reading: Reading, changed: () => void): Stores {
  const store = <T>(read: (raw: Readonly<Record<string, unknown>>) => T): ObjectStore<T> =>
    new ObjectStore(read, changed)
  return {
    namespaces: store(reading.meta),
    pods: store(reading.pod),
    services: store(reading.service),
    endpoints: store(reading.endpoints),
    serviceAccounts: store(reading.meta),
    deployments: store(reading.replicated('Deployment')),
    statefulSets: store(reading.replicated('StatefulSet')),
    daemonSets: store(reading.daemonSet),
    cronJobs: store(reading.cronJob),
    replicaSets: store(reading.replicated('ReplicaSet')),
    jobs: store(reading.job),
    replicationControllers: store(reading.replicated('ReplicationController')),
    config: new Map(),
  }
}

export interface BuiltIn {
  readonly resource: Resource
  readonly sink: Sink
  readonly isOptional: boolean
}

/** The kinds that every cluster has. */
export function builtIns(stores: Stores): readonly BuiltIn[] {
  const core = { group: '', version: 'v1' }
  const apps = { group: 'apps', version: 'v1' }
  const batch = { group: 'batch', version: 'v1' }
  const discovery = { group: 'discovery.k8s.io', version: 'v1' }
  const needed = (resource: Resource, sink: Sink): BuiltIn => ({
    resource,
    sink,
    isOptional: false,
  })
  const helpful = (resource: Resource, sink: Sink): BuiltIn => ({
    resource,
    sink,
    isOptional: true,
  })
  return [
    needed({ ...core, plural: 'namespaces', kind: 'Namespace' }, stores.namespaces),
    needed({ ...core, plural: 'pods', kind: 'Pod' }, stores.pods),
    needed({ ...core, plural: 'services', kind: 'Service' }, stores.services),
    needed({ ...discovery, plural: 'endpointslices', kind: 'EndpointSlice' }, stores.endpoints),
    needed({ ...apps, plural: 'deployments', kind: 'Deployment' }, stores.deployments),
    needed({ ...apps, plural: 'replicasets', kind: 'ReplicaSet' }, stores.replicaSets),
    needed({ ...apps, plural: 'statefulsets', kind: 'StatefulSet' }, stores.statefulSets),
    needed({ ...apps, plural: 'daemonsets', kind: 'DaemonSet' }, stores.daemonSets),
    needed({ ...batch, plural: 'jobs', kind: 'Job' }, stores.jobs),
    needed({ ...batch, plural: 'cronjobs', kind: 'CronJob' }, stores.cronJobs),
    helpful(
      { ...core, plural: 'replicationcontrollers', kind: 'ReplicationController' },
      stores.replicationControllers,
    ),
    helpful({ ...core, plural: 'serviceaccounts', kind: 'ServiceAccount' }, stores.serviceAccounts),
  ]
}
