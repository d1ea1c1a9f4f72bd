import type { PodObject, WorkloadObject } from '../../seams/inventory.ts'
import { topOwner, type Intermediates } from './owners.ts'
import type { StoredPod, StoredWorkload } from './reading.ts'

/** What pods and workloads are built from. */
export interface WorkloadStores {
  /** ReplicaSets, Jobs, ReplicationControllers: workloads only when nobody owns them. */
  readonly intermediates: Intermediates
  /** Deployments, StatefulSets, DaemonSets, CronJobs. */
  readonly workloads: readonly Iterable<StoredWorkload>[]
}

/**
 * Pods with the workload at the top of their owners. A pod whose owners are as before is the same
 * object as before.
 */
export function buildPods(
  pods: Iterable<StoredPod>,
  intermediates: Intermediates,
  before: WeakMap<StoredPod, PodObject>,
): PodObject[] {
  const built: PodObject[] = []
  for (const stored of pods) {
    const workload = topOwner(intermediates, stored.namespace, stored.owner)
    const known = before.get(stored)
    const isSame =
      known?.workload?.name === workload?.name && known?.workload?.kind === workload?.kind
    if (known !== undefined && isSame) {
      built.push(known)
      continue
    }
    const pod = podOf(stored, workload)
    before.set(stored, pod)
    built.push(pod)
  }
  return built
}

function podOf(stored: StoredPod, workload: PodObject['workload']): PodObject {
  const { name, namespace, labels, annotations, phase, isReady, containers } = stored
  const { ip, serviceAccount, podSettings, node, restarts } = stored
  return {
    ...{ name, namespace, labels, annotations, phase, isReady, containers },
    ...{ ip, serviceAccount, workload },
    ...(podSettings === undefined ? {} : { podSettings }),
    ...(node === undefined ? {} : { node }),
    ...(restarts === undefined ? {} : { restarts }),
  }
}

/**
 * All workloads: those that are objects we read, and those that are only known as owners of
 * ReplicaSets or pods, such as a Rollout. The latter are summed up from what they own.
 */
export function buildWorkloads(
  { intermediates, workloads }: WorkloadStores,
  pods: readonly PodObject[],
): WorkloadObject[] {
  const byKey = new Map<string, WorkloadObject>()
  for (const store of workloads)
    for (const { workload } of store) byKey.set(keyOf(workload.kind, workload), workload)
  const known = new Set(byKey.keys())
  for (const store of intermediates.values())
    for (const stored of store.items.values()) addOwned(byKey, known, { stored, intermediates })
  addOwnersOfPods(byKey, pods)
  return [...byKey.values()]
}

function keyOf(kind: string, { namespace, name }: { namespace: string; name: string }): string {
  return `${kind}/${namespace}/${name}`
}

interface Owned {
  readonly stored: StoredWorkload
  readonly intermediates: Intermediates
}

function addOwned(
  byKey: Map<string, WorkloadObject>,
  known: ReadonlySet<string>,
  { stored: { workload, owner }, intermediates }: Owned,
): void {
  const { namespace } = workload
  const top = topOwner(intermediates, namespace, owner)
  if (top === null) {
    byKey.set(keyOf(workload.kind, workload), workload)
    return
  }
  const key = keyOf(top.kind, { namespace, name: top.name })
  if (known.has(key) || isRest(workload, top.kind)) return
  const before = byKey.get(key)
  const isCurrent = before === undefined || workload.desiredReplicas > 0
  byKey.set(key, {
    ...(isCurrent ? workload : before),
    kind: top.kind,
    name: top.name,
    namespace,
    desiredReplicas: (before?.desiredReplicas ?? 0) + workload.desiredReplicas,
    currentReplicas: (before?.currentReplicas ?? 0) + workload.currentReplicas,
    availableReplicas: (before?.availableReplicas ?? 0) + workload.availableReplicas,
  })
}

/** A ReplicaSet or Job left over by a Deployment or CronJob that is gone, or not read yet. */
function isRest(workload: WorkloadObject, ownerKind: string): boolean {
  return (ownerKind === 'Deployment' || ownerKind === 'CronJob') && workload.desiredReplicas === 0
}

/** Owners that nothing but their pods tells of. */
function addOwnersOfPods(byKey: Map<string, WorkloadObject>, pods: readonly PodObject[]): void {
  const found = new Map<string, WorkloadObject>()
  for (const pod of pods) {
    if (pod.workload === null) continue
    const { kind, name } = pod.workload
    const key = keyOf(kind, { namespace: pod.namespace, name })
    if (byKey.has(key) || isOver(pod)) continue
    const before = found.get(key) ?? { ...workloadOfPod(pod), kind, name }
    found.set(key, {
      ...before,
      desiredReplicas: before.desiredReplicas + 1,
      currentReplicas: before.currentReplicas + 1,
      availableReplicas: before.availableReplicas + (pod.isReady ? 1 : 0),
    })
  }
  for (const [key, workload] of found) byKey.set(key, workload)
}

function isOver({ phase }: PodObject): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

// Labels that a controller puts on each pod, or on each generation of pods, are not the template's.
const ofOnePod: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
])

function workloadOfPod(pod: PodObject): WorkloadObject {
  const { namespace, annotations, containers, podSettings } = pod
  const labels = Object.fromEntries(
    Object.entries(pod.labels).filter(([name]) => !ofOnePod.has(name)),
  )
  return {
    kind: '',
    name: '',
    namespace,
    labels,
    annotations: {},
    desiredReplicas: 0,
    currentReplicas: 0,
    availableReplicas: 0,
    podLabels: labels,
    podAnnotations: annotations,
    containers,
    ...(podSettings === undefined ? {} : { podSettings }),
  }
}
