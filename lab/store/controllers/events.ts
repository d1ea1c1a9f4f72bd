import type { KubeObject } from '../../seams.ts'
import type { StoreEvent } from '../history.ts'
import { listAt, numberAt, stringAt } from '../json.ts'
import type { ObjectStore } from '../object-store.ts'
import { controllerOf } from './owners.ts'
import { randomSuffix } from './pods.ts'

/** Something that a component of the cluster says about an object. */
interface Remark {
  readonly about: KubeObject
  readonly reason: string
  readonly message: string
  readonly component: string
}

export interface EventOptions {
  readonly nowMs: () => number
  readonly random: () => number
  readonly retentionMs?: number // default one hour, as an API server keeps them
}

/**
 * Writes the Events that scheduler, kubelet and controllers leave when pods come and go. Returns what
 * ends it.
 */
export function recordEvents(store: ObjectStore, options: EventOptions): () => void {
  const retentionMs = options.retentionMs ?? 3_600_000
  const forgetOld = (): void => {
    const oldestMs = options.nowMs() - retentionMs
    for (const { metadata } of store.list('Event')) {
      if (Date.parse(metadata.creationTimestamp ?? '') >= oldestMs) continue
      store.remove('Event', metadata.namespace ?? '', metadata.name)
    }
  }
  return store.subscribe((change) => {
    const remarks = remarksOn(store, change)
    if (remarks.length > 0) forgetOld()
    for (const remark of remarks) store.create(eventOf(remark, options))
  })
}

function remarksOn(store: ObjectStore, change: StoreEvent): readonly Remark[] {
  if (change.groupKind === 'Pod') return [...aboutPod(change), ...aboutItsOwner(store, change)]
  return change.groupKind === 'ReplicaSet.apps' ? aboutScaling(store, change) : []
}

function aboutPod({ type, object, previous }: StoreEvent): readonly Remark[] {
  const remark = (component: string, reason: string, message: string): Remark => ({
    ...{ about: object, component, reason, message },
  })
  const { namespace = '', name } = object.metadata
  const containers = listAt(object.spec, 'containers')
  if (type === 'ADDED') {
    const message = `Successfully assigned ${namespace}/${name} to ${stringAt(object.spec, 'nodeName')}`
    return [remark('default-scheduler', 'Scheduled', message)]
  }
  if (type === 'DELETED') {
    return containers.map((container) =>
      remark('kubelet', 'Killing', `Stopping container ${stringAt(container, 'name')}`),
    )
  }
  const isStarted =
    stringAt(object.status, 'phase') === 'Running' &&
    stringAt(previous?.status, 'phase') !== 'Running'
  if (!isStarted) return []
  return [...listAt(object.spec, 'initContainers'), ...containers].flatMap((container) => {
    const own = stringAt(container, 'name')
    const image = stringAt(container, 'image')
    return [
      remark('kubelet', 'Pulled', `Container image "${image}" already present on machine`),
      remark('kubelet', 'Created', `Created container: ${own}`),
      remark('kubelet', 'Started', `Started container ${own}`),
    ]
  })
}

const components: Readonly<Record<string, string>> = {
  'ReplicaSet.apps': 'replicaset-controller',
  'DaemonSet.apps': 'daemonset-controller',
  'Job.batch': 'job-controller',
}

function aboutItsOwner(store: ObjectStore, { type, object }: StoreEvent): readonly Remark[] {
  const owner = controllerOf(object)
  const component = owner === null ? undefined : components[owner.groupKind]
  if (owner === null || component === undefined || type === 'MODIFIED') return []
  const { namespace = '', name } = object.metadata
  const about = store.get(owner.groupKind, namespace, owner.name)
  if (about === null) return []
  return type === 'ADDED'
    ? [{ about, component, reason: 'SuccessfulCreate', message: `Created pod: ${name}` }]
    : [{ about, component, reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` }]
}

function aboutScaling(store: ObjectStore, change: StoreEvent): readonly Remark[] {
  const { type, object, previous } = change
  const owner = controllerOf(object)
  if (owner === null || type === 'DELETED') return []
  const before = numberAt(previous?.spec, 'replicas') ?? 0
  const after = numberAt(object.spec, 'replicas') ?? 0
  const about = store.get(owner.groupKind, object.metadata.namespace ?? '', owner.name)
  if (about === null || before === after) return []
  const direction = after > before ? 'up' : 'down'
  const message = `Scaled ${direction} replica set ${object.metadata.name} from ${before} to ${after}`
  return [{ about, component: 'deployment-controller', reason: 'ScalingReplicaSet', message }]
}

function eventOf({ about, reason, message, component }: Remark, options: EventOptions): KubeObject {
  const { namespace = '', name, uid, resourceVersion } = about.metadata
  const time = `${new Date(options.nowMs()).toISOString().slice(0, 19)}Z`
  const host = component === 'kubelet' ? { host: stringAt(about.spec, 'nodeName') } : {}
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${randomSuffix(options.random, 16)}`, namespace },
    involvedObject: {
      ...{ apiVersion: about.apiVersion, kind: about.kind, namespace, name, uid, resourceVersion },
    },
    ...{ type: 'Normal', reason, message, count: 1, eventTime: null },
    ...{ firstTimestamp: time, lastTimestamp: time },
    source: { component, ...host },
    reportingComponent: component,
    reportingInstance: stringAt(about.spec, 'nodeName'),
  }
}
