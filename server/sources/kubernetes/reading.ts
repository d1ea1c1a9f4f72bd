import type {
  ConfigObject,
  ContainerObject,
  ContainerPort,
  EndpointObject,
  ObjectMeta,
  PodObject,
  PodSettings,
  ServiceObject,
  ServicePort,
  WorkloadObject,
} from '../../seams/inventory.ts'
import { Interner } from './interner.ts'
import { isRaw, listAt, mapAt, numberAt, objectAt, textAt, textsAt, type Raw } from './raw.ts'

/** What of annotations and environment is kept; all else is left at the border. */
export interface KeepOptions {
  readonly annotationPrefixes: readonly string[]
  readonly envNames: readonly string[]
}

/** The controller that made an object, by its owner reference. */
export interface OwnerRef {
  readonly kind: string
  readonly name: string
}

export interface StoredPod extends Omit<PodObject, 'workload'> {
  readonly owner: OwnerRef | null
}

export interface StoredWorkload {
  readonly workload: WorkloadObject
  readonly owner: OwnerRef | null
}

/** Turns objects of the API server into what the inventory keeps of them. */
export interface Reading {
  readonly meta: (raw: Raw) => ObjectMeta
  readonly pod: (raw: Raw) => StoredPod
  readonly service: (raw: Raw) => ServiceObject
  readonly endpoints: (raw: Raw) => EndpointObject
  /** Deployment, StatefulSet, ReplicaSet, ReplicationController. */
  readonly replicated: (kind: string) => (raw: Raw) => StoredWorkload
  readonly daemonSet: (raw: Raw) => StoredWorkload
  readonly job: (raw: Raw) => StoredWorkload
  readonly cronJob: (raw: Raw) => StoredWorkload
  readonly config: (raw: Raw) => ConfigObject
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

export function createReading(keep: KeepOptions): Reading {
  const texts = new Interner<string>()
  const maps = new Interner<Readonly<Record<string, string>>>()
  const containerLists = new Interner<readonly ContainerObject[]>()
  const podSettings = new Interner<PodSettings>()
  const envNames = new Set(keep.envNames)

  const annotationsOf = (metadata: Raw): Readonly<Record<string, string>> => {
    const all = Object.entries(mapAt(metadata, 'annotations'))
    const kept = all.filter(([name]) =>
      keep.annotationPrefixes.some((prefix) => name.startsWith(prefix)),
    )
    return maps.share(Object.fromEntries(kept))
  }

  const metaOf = (raw: Raw): ObjectMeta => {
    const metadata = objectAt(raw, 'metadata')
    const createdAt = Date.parse(textAt(metadata, 'creationTimestamp') ?? '')
    return {
      ...(Number.isNaN(createdAt) ? {} : { createdAt }),
      name: textAt(metadata, 'name') ?? '',
      namespace: texts.share(textAt(metadata, 'namespace') ?? ''),
      labels: maps.share(mapAt(metadata, 'labels')),
      annotations: annotationsOf(metadata),
    }
  }

  const containersOf = (spec: Raw): readonly ContainerObject[] => {
    const read = (raw: Raw, isInit: boolean): ContainerObject => ({
      name: textAt(raw, 'name') ?? '',
      image: textAt(raw, 'image') ?? '',
      isInit,
      env: envOf(raw),
      ...limitsOf(raw),
    })
    return containerLists.share([
      ...listAt(spec, 'initContainers').map((raw) => read(raw, true)),
      ...listAt(spec, 'containers').map((raw) => read(raw, false)),
    ])
  }

  const settingsOf = (spec: Raw): { podSettings?: PodSettings } => {
    const account = textAt(spec, 'serviceAccountName')
    const user = numberAt(objectAt(spec, 'securityContext'), 'runAsUser')
    const settings: PodSettings = {
      ...(account === null ? {} : { serviceAccountName: account }),
      ...(spec['hostNetwork'] === true ? { hostNetwork: true } : {}),
      ...(user === null ? {} : { runAsUser: user }),
    }
    return Object.keys(settings).length === 0 ? {} : { podSettings: podSettings.share(settings) }
  }

  const envOf = (container: Raw): Record<string, string> => {
    const env: Record<string, string> = {}
    for (const variable of listAt(container, 'env')) {
      const name = textAt(variable, 'name') ?? ''
      const value = textAt(variable, 'value')
      if (value !== null && envNames.has(name)) env[name] = value
    }
    return env
  }

  interface Counts {
    readonly kind: string
    readonly desired: number
    readonly current: number
    readonly available: number
  }
  const workloadOf = (raw: Raw, template: Raw, counts: Counts): StoredWorkload => {
    const metadata = objectAt(template, 'metadata')
    return {
      owner: ownerOf(raw),
      workload: {
        ...metaOf(raw),
        kind: counts.kind,
        desiredReplicas: counts.desired,
        currentReplicas: counts.current,
        availableReplicas: counts.available,
        podLabels: maps.share(mapAt(metadata, 'labels')),
        podAnnotations: annotationsOf(metadata),
        containers: containersOf(objectAt(template, 'spec')),
        ...settingsOf(objectAt(template, 'spec')),
      },
    }
  }

  return {
    meta: metaOf,
    pod: (raw) => {
      const spec = objectAt(raw, 'spec')
      const status = objectAt(raw, 'status')
      const account = textAt(spec, 'serviceAccountName')
      const node = textAt(spec, 'nodeName')
      return {
        ...metaOf(raw),
        phase: texts.share(textAt(status, 'phase') ?? 'Unknown'),
        isReady: isConditionTrue(status, 'Ready'),
        owner: ownerOf(raw),
        containers: containersOf(spec),
        ip: textAt(status, 'podIP'),
        serviceAccount: account === null ? null : texts.share(account),
        ...settingsOf(spec),
        ...(node === null ? {} : { node: texts.share(node) }),
        ...restartsOf(status),
      }
    },
    service: (raw) => {
      const spec = objectAt(raw, 'spec')
      return {
        ...metaOf(raw),
        type: textAt(spec, 'type') ?? 'ClusterIP',
        selector: maps.share(mapAt(spec, 'selector')),
        ports: listAt(spec, 'ports').map(readPort),
        externalName: textAt(spec, 'externalName'),
        clusterIps: clusterIpsOf(spec),
      }
    },
    endpoints: (raw) => {
      const { namespace, labels } = metaOf(raw)
      const all = listAt(raw, 'endpoints')
      // A missing condition means ready, says the API.
      const ready = all.filter((endpoint) => objectAt(endpoint, 'conditions')['ready'] !== false)
      return {
        namespace,
        service: labels['kubernetes.io/service-name'] ?? '',
        addresses: all.length,
        readyAddresses: ready.length,
      }
    },
    replicated: (kind) => (raw) => {
      const spec = objectAt(raw, 'spec')
      const status = objectAt(raw, 'status')
      return workloadOf(raw, objectAt(spec, 'template'), {
        kind,
        desired: numberAt(spec, 'replicas') ?? 1,
        current: numberAt(status, 'replicas') ?? 0,
        available: numberAt(status, 'availableReplicas') ?? 0,
      })
    },
    daemonSet: (raw) => {
      const status = objectAt(raw, 'status')
      return workloadOf(raw, objectAt(objectAt(raw, 'spec'), 'template'), {
        kind: 'DaemonSet',
        desired: numberAt(status, 'desiredNumberScheduled') ?? 0,
        current: numberAt(status, 'currentNumberScheduled') ?? 0,
        available: numberAt(status, 'numberAvailable') ?? 0,
      })
    },
    job: (raw) => {
      const spec = objectAt(raw, 'spec')
      const status = objectAt(raw, 'status')
      const isOver = isConditionTrue(status, 'Complete') || isConditionTrue(status, 'Failed')
      const active = numberAt(status, 'active') ?? 0
      return workloadOf(raw, objectAt(spec, 'template'), {
        kind: 'Job',
        desired: isOver ? 0 : (numberAt(spec, 'parallelism') ?? 1),
        current: active,
        available: numberAt(status, 'ready') ?? active,
      })
    },
    cronJob: (raw) => {
      const template = objectAt(objectAt(objectAt(raw, 'spec'), 'jobTemplate'), 'spec')
      const active = listAt(objectAt(raw, 'status'), 'active').length
      return workloadOf(raw, objectAt(template, 'template'), {
        kind: 'CronJob',
        desired: active,
        current: active,
        available: active,
      })
    },
    config: readConfig,
  }
}

function ownerOf(raw: Raw): OwnerRef | null {
  const owners = listAt(objectAt(raw, 'metadata'), 'ownerReferences')
  const owner = owners.find((candidate) => candidate['controller'] === true)
  return owner === undefined
    ? null
    : { kind: textAt(owner, 'kind') ?? '', name: textAt(owner, 'name') ?? '' }
}

/** Of containers that were started again, how often. */
function restartsOf(status: Raw): { restarts?: Record<string, number> } {
  const all = [...listAt(status, 'initContainerStatuses'), ...listAt(status, 'containerStatuses')]
  const restarted = all.flatMap((one) => {
    const count = numberAt(one, 'restartCount') ?? 0
    return count > 0 ? [[textAt(one, 'name') ?? '', count] as const] : []
  })
  return restarted.length === 0 ? {} : { restarts: Object.fromEntries(restarted) }
}

function isConditionTrue(status: Raw, type: string): boolean {
  return listAt(status, 'conditions').some(
    (condition) => condition['type'] === type && condition['status'] === 'True',
  )
}

/** What a container says of its ports, its user and its life, as far as it says it. */
type Limits = Pick<ContainerObject, 'ports' | 'runAsUser' | 'restartPolicy' | 'command' | 'args'>

function limitsOf(raw: Raw): Limits {
  const ports = listAt(raw, 'ports').map(readContainerPort)
  const user = numberAt(objectAt(raw, 'securityContext'), 'runAsUser')
  const restartPolicy = textAt(raw, 'restartPolicy')
  return {
    ...(ports.length === 0 ? {} : { ports }),
    ...(user === null ? {} : { runAsUser: user }),
    ...(restartPolicy === null ? {} : { restartPolicy }),
    ...localWords(raw, 'command'),
    ...localWords(raw, 'args'),
  }
}

/** Whole, so that places stay right; most commands speak of no address and would fill the memory. */
function localWords<Name extends 'command' | 'args'>(
  raw: Raw,
  name: Name,
): Partial<Record<Name, readonly string[]>> {
  const given: unknown = raw[name]
  const words = Array.isArray(given) ? given.map(String) : []
  const found: Partial<Record<Name, readonly string[]>> = {}
  if (words.some((word) => /127\.0\.0\.1|localhost|\[::1\]/.test(word))) found[name] = words
  return found
}

function readContainerPort(raw: Raw): ContainerPort {
  const name = textAt(raw, 'name')
  const containerPort = numberAt(raw, 'containerPort') ?? 0
  return name === null ? { containerPort } : { name, containerPort }
}

function readPort(raw: Raw): ServicePort {
  const targetPort = numberAt(raw, 'targetPort') ?? textAt(raw, 'targetPort')
  return {
    name: textAt(raw, 'name') ?? '',
    port: numberAt(raw, 'port') ?? 0,
    protocol: textAt(raw, 'protocol') ?? 'TCP',
    appProtocol: textAt(raw, 'appProtocol'),
    ...(targetPort === null ? {} : { targetPort }),
  }
}

function clusterIpsOf(spec: Raw): readonly string[] {
  const all = textsAt(spec, 'clusterIPs')
  const single = textAt(spec, 'clusterIP')
  return all.length > 0 || single === null ? all : [single]
}

/** A custom resource as it is, without what only the API server needs. */
function readConfig(raw: Raw): ConfigObject {
  const metadata = objectAt(raw, 'metadata')
  const all = Object.entries(mapAt(metadata, 'annotations'))
  const annotations = Object.fromEntries(all.filter(([name]) => name !== lastApplied))
  const namespace = textAt(metadata, 'namespace')
  const createdAt = textAt(metadata, 'creationTimestamp')
  const generation = numberAt(metadata, 'generation')
  return {
    apiVersion: textAt(raw, 'apiVersion') ?? '',
    kind: textAt(raw, 'kind') ?? '',
    metadata: {
      name: textAt(metadata, 'name') ?? '',
      ...(namespace === null ? {} : { namespace }),
      labels: mapAt(metadata, 'labels'),
      annotations,
      ...(createdAt === null ? {} : { creationTimestamp: createdAt }),
      ...(generation === null ? {} : { generation }),
    },
    ...(isRaw(raw['spec']) ? { spec: raw['spec'] } : {}),
    ...(isRaw(raw['status']) ? { status: raw['status'] } : {}),
  }
}
