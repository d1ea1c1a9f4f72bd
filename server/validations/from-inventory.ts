import type {
  ContainerObject,
  Inventory,
  ObjectMeta,
  PodObject,
  ServiceObject,
  WorkloadObject,
} from '../seams/inventory.ts'
import type { KubeObject } from '../seams/kube-object.ts'

/**
 * The inventory as objects of Kubernetes, as rules read them. What did not change in the inventory
 * is the same object as before, so that a difference is a matter of identity. Kinds of Kubernetes
 * itself have only what the inventory keeps of them.
 */
export function objectsOfInventory(inventory: Inventory): readonly KubeObject[] {
  const { namespaces, services, workloads, pods, serviceAccounts, config } = inventory
  return [
    ...namespaces.map((one) => remember(one, () => metaObject('Namespace', one))),
    ...services.map((one) => remember(one, () => serviceObject(one))),
    ...workloads.flatMap((one) => {
      const apiVersion = versions[one.kind]
      return apiVersion === undefined ? [] : [remember(one, () => workloadObject(apiVersion, one))]
    }),
    ...pods.map((one) => remember(one, () => podObject(one))),
    ...(serviceAccounts ?? []).map((one) => remember(one, () => metaObject('ServiceAccount', one))),
    ...[...config.values()].flat(),
  ]
}

/** Kinds whose objects the inventory has only a part of. */
export function isPartlyKept({ apiVersion, kind }: KubeObject): boolean {
  return partlyKept.has(kind) && (apiVersion === 'v1' || versions[kind] === apiVersion)
}

const versions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  ReplicationController: 'v1',
}
const partlyKept = new Set([
  ...['Namespace', 'Service', 'Pod', 'ServiceAccount'],
  ...Object.keys(versions),
])

const made = new WeakMap<object, KubeObject>()

function remember(source: object, make: () => KubeObject): KubeObject {
  let object = made.get(source)
  if (object === undefined) made.set(source, (object = make()))
  return object
}

function metadataOf(meta: ObjectMeta): KubeObject['metadata'] {
  const { name, namespace, labels, annotations, createdAt } = meta
  return {
    name,
    ...(namespace === '' ? {} : { namespace }),
    ...{ labels, annotations },
    ...(createdAt === undefined ? {} : { creationTimestamp: new Date(createdAt).toISOString() }),
  }
}

function metaObject(kind: string, meta: ObjectMeta): KubeObject {
  return { apiVersion: 'v1', kind, metadata: metadataOf(meta) }
}

function serviceObject(service: ServiceObject): KubeObject {
  const { type, selector, externalName, clusterIps } = service
  const [clusterIP] = clusterIps
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(service),
    spec: {
      type,
      ...(Object.keys(selector).length === 0 ? {} : { selector }),
      ports: service.ports.map(({ appProtocol, ...port }) =>
        appProtocol === null ? port : { ...port, appProtocol },
      ),
      ...(externalName === null ? {} : { externalName }),
      ...(clusterIP === undefined ? {} : { clusterIP }),
    },
  }
}

function workloadObject(apiVersion: string, workload: WorkloadObject): KubeObject {
  const { kind, podLabels, podAnnotations, desiredReplicas } = workload
  const template = {
    metadata: { labels: podLabels, annotations: podAnnotations },
    spec: podSpecOf(workload),
  }
  return {
    apiVersion,
    kind,
    metadata: metadataOf(workload),
    spec: {
      ...(kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template }),
      ...(kind === 'Deployment' || kind === 'StatefulSet' ? { replicas: desiredReplicas } : {}),
    },
  }
}

function podObject(pod: PodObject): KubeObject {
  const { workload, phase } = pod
  const owner = workload === null ? [] : [{ ...workload, controller: true }]
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadataOf(pod),
      ...(owner.length === 0 ? {} : { ownerReferences: owner }),
    },
    spec: podSpecOf(pod),
    status: { phase },
  }
}

type PodParts = Pick<WorkloadObject, 'containers' | 'podSettings'>

/** Pods that share their containers and settings share the whole of this, too. */
const specs = new WeakMap<readonly ContainerObject[], Map<PodParts['podSettings'], object>>()

function podSpecOf({ containers, podSettings }: PodParts): object {
  let bySettings = specs.get(containers)
  if (bySettings === undefined)
    specs.set(containers, (bySettings = new Map<PodParts['podSettings'], object>()))
  let spec = bySettings.get(podSettings)
  if (spec === undefined) {
    const { runAsUser, ...settings } = podSettings ?? {}
    const initContainers = containers.filter(({ isInit }) => isInit).map(containerOf)
    spec = {
      ...settings,
      ...(runAsUser === undefined ? {} : { securityContext: { runAsUser } }),
      ...(initContainers.length === 0 ? {} : { initContainers }),
      containers: containers.filter(({ isInit }) => !isInit).map(containerOf),
    }
    bySettings.set(podSettings, spec)
  }
  return spec
}

function containerOf(container: ContainerObject) {
  const { name, image, env, ports, restartPolicy, runAsUser, command, args } = container
  const variables = Object.entries(env).map(([variable, value]) => ({ name: variable, value }))
  return {
    name,
    image,
    ...(variables.length === 0 ? {} : { env: variables }),
    ...(ports === undefined ? {} : { ports }),
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    ...(runAsUser === undefined ? {} : { securityContext: { runAsUser } }),
  }
}
