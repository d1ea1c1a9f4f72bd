import type {
  Inventory,
  PodObject,
  ServiceObject,
  WorkloadObject,
} from '../../server/seams/inventory.ts'

/** One cluster with nothing in it. */
export function anInventory(fields: Partial<Inventory> = {}): Inventory {
  return {
    cluster: 'east',
    revision: 1,
    namespaces: [],
    workloads: [],
    services: [],
    pods: [],
    endpoints: [],
    config: new Map(),
    unreadable: [],
    ...fields,
  }
}

/** `bookinfo/reviews-v1` → a healthy deployment of one replica, labelled by its name. */
export function aWorkloadObject(
  path: string,
  fields: Partial<WorkloadObject> = {},
): WorkloadObject {
  const [namespace = '', name = ''] = path.split('/')
  const [, app = name, version = 'v1'] = /^(.+)-(v\d+)$/.exec(name) ?? []
  const labels = { app, version }
  return {
    name,
    namespace,
    labels,
    annotations: {},
    kind: 'Deployment',
    desiredReplicas: 1,
    currentReplicas: 1,
    availableReplicas: 1,
    podLabels: labels,
    podAnnotations: {},
    containers: [],
    ...fields,
  }
}

/** `bookinfo/reviews` → a service that selects by app. */
export function aServiceObject(path: string, fields: Partial<ServiceObject> = {}): ServiceObject {
  const [namespace = '', name = ''] = path.split('/')
  return {
    name,
    namespace,
    labels: {},
    annotations: {},
    type: 'ClusterIP',
    selector: { app: name },
    ports: [{ name: 'http', port: 80, protocol: 'TCP', appProtocol: null }],
    externalName: null,
    clusterIps: ['10.0.0.1'],
    ...fields,
  }
}

/** `bookinfo/reviews-v1-abc` → a running pod of nobody. */
export function aPod(path: string, fields: Partial<PodObject> = {}): PodObject {
  const [namespace = '', name = ''] = path.split('/')
  return {
    name,
    namespace,
    labels: {},
    annotations: {},
    phase: 'Running',
    isReady: true,
    workload: null,
    containers: [],
    ip: null,
    serviceAccount: null,
    ...fields,
  }
}
