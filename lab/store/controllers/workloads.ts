import { createHash } from 'node:crypto'
import type { KubeObject } from '../../seams.ts'
import { isEqual, numberAt, recordAt, stringAt } from '../json.ts'
import type { Json } from '../json.ts'
import type { ObjectStore } from '../object-store.ts'
import { ownedBy, ownerReference } from './owners.ts'
import { createPod, randomSuffix } from './pods.ts'

const revisionKey = 'deployment.kubernetes.io/revision'

/** One ReplicaSet per template; the newest gets all replicas at once, older ones none. */
export function reconcileDeployment(store: ObjectStore, deployment: KubeObject): void {
  const replicas = numberAt(deployment.spec, 'replicas') ?? 1
  const hash = hashOf(recordAt(deployment.spec, 'template'))
  const owned = ownedBy(store, 'ReplicaSet.apps', deployment)
  const name = `${deployment.metadata.name}-${hash}`
  const current = owned.find((set) => set.metadata.name === name)
  const revisions = owned.map((set) => Number(set.metadata.annotations?.[revisionKey] ?? 0))
  const revision = current?.metadata.annotations?.[revisionKey] ?? Math.max(0, ...revisions) + 1
  if (current === undefined) {
    store.create(replicaSetOf(deployment, { name, hash, replicas, revision: String(revision) }))
  }
  for (const set of owned) scaleTo(store, set, set === current ? replicas : 0)
  const sets = ownedBy(store, 'ReplicaSet.apps', deployment)
  const ready = sum(sets.map((set) => numberAt(set.status, 'readyReplicas') ?? 0))
  const now = sets.find((set) => set.metadata.name === name)
  const updated = numberAt(now?.status, 'replicas') ?? 0
  store.update({
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: { ...deployment.metadata.annotations, [revisionKey]: String(revision) },
    },
    status: {
      observedGeneration: deployment.metadata['generation'],
      ...countsOf({ replicas: sum(sets.map((s) => numberAt(s.status, 'replicas') ?? 0)), ready }),
      updatedReplicas: updated,
      ...(ready < replicas ? { unavailableReplicas: replicas - ready } : {}),
      conditions: deploymentConditions(deployment, ready >= replicas),
    },
  })
}

export function reconcileReplicaSet(
  store: ObjectStore,
  set: KubeObject,
  random: () => number,
): void {
  const wanted = numberAt(set.spec, 'replicas') ?? 1
  const pods = ownedBy(store, 'Pod', set)
  for (const pod of pods.slice(wanted)) removePod(store, pod)
  for (let made = pods.length; made < wanted; made += 1) {
    createPod(store, set, { name: `${set.metadata.name}-${randomSuffix(random)}` })
  }
  writeStatus(store, set, {
    observedGeneration: set.metadata['generation'],
    fullyLabeledReplicas: wanted,
    ...countsOf(podCounts(store, set)),
  })
}

/** Pods `name-0`, `name-1`, … */
export function reconcileStatefulSet(store: ObjectStore, set: KubeObject): void {
  const wanted = numberAt(set.spec, 'replicas') ?? 1
  const byName = new Map(ownedBy(store, 'Pod', set).map((pod) => [pod.metadata.name, pod]))
  for (let ordinal = 0; ordinal < wanted; ordinal += 1) {
    const name = `${set.metadata.name}-${ordinal}`
    const labels = {
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
    }
    if (!byName.has(name)) createPod(store, set, { name, labels })
    byName.delete(name)
  }
  for (const pod of byName.values()) removePod(store, pod)
  const counts = podCounts(store, set)
  writeStatus(store, set, {
    observedGeneration: set.metadata['generation'],
    ...countsOf(counts),
    currentReplicas: counts.replicas,
    updatedReplicas: counts.replicas,
  })
}

/** One pod per node. */
export function reconcileDaemonSet(
  store: ObjectStore,
  set: KubeObject,
  random: () => number,
): void {
  const nodes = store.list('Node').map((node) => node.metadata.name)
  const pods = ownedBy(store, 'Pod', set)
  const served = new Set(pods.map((pod) => stringAt(pod.spec, 'nodeName')))
  for (const nodeName of nodes.filter((name) => !served.has(name))) {
    createPod(store, set, { name: `${set.metadata.name}-${randomSuffix(random)}`, nodeName })
  }
  const { ready } = podCounts(store, set)
  writeStatus(store, set, {
    observedGeneration: set.metadata['generation'],
    desiredNumberScheduled: nodes.length,
    currentNumberScheduled: nodes.length,
    updatedNumberScheduled: nodes.length,
    numberMisscheduled: 0,
    numberReady: ready,
    numberAvailable: ready,
  })
}

/** One pod that succeeds as soon as it starts. */
export function reconcileJob(store: ObjectStore, job: KubeObject, random: () => number): void {
  if (ownedBy(store, 'Pod', job).length === 0) {
    createPod(store, job, { name: `${job.metadata.name}-${randomSuffix(random)}` })
    return
  }
  const at = job.metadata.creationTimestamp
  writeStatus(store, job, {
    succeeded: 1,
    startTime: at,
    completionTime: at,
    conditions: ['SuccessCriteriaMet', 'Complete'].map((type) => ({
      type,
      status: 'True',
      lastTransitionTime: at,
    })),
  })
}

function replicaSetOf(
  deployment: KubeObject,
  fields: { name: string; hash: string; replicas: number; revision: string },
): KubeObject {
  const template = recordAt(deployment.spec, 'template')
  const metadata = recordAt(template, 'metadata')
  const labels = { ...recordAt(metadata, 'labels'), 'pod-template-hash': fields.hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: fields.name,
      namespace: deployment.metadata.namespace ?? '',
      labels,
      annotations: { [revisionKey]: fields.revision },
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: fields.replicas,
      selector: {
        matchLabels: {
          ...recordAt(recordAt(deployment.spec, 'selector'), 'matchLabels'),
          'pod-template-hash': fields.hash,
        },
      },
      template: { ...template, metadata: { ...metadata, labels } },
    },
    status: { replicas: 0 },
  }
}

function scaleTo(store: ObjectStore, set: KubeObject, replicas: number): void {
  if (numberAt(set.spec, 'replicas') === replicas) return
  store.update({ ...set, spec: { ...set.spec, replicas } })
}

function deploymentConditions(deployment: KubeObject, isAvailable: boolean): readonly Json[] {
  const at = deployment.metadata.creationTimestamp
  return [
    {
      type: 'Available',
      status: isAvailable ? 'True' : 'False',
      reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
      message: `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`,
      lastUpdateTime: at,
      lastTransitionTime: at,
    },
    {
      type: 'Progressing',
      status: 'True',
      reason: isAvailable ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
      message: 'ReplicaSet has successfully progressed.',
      lastUpdateTime: at,
      lastTransitionTime: at,
    },
  ]
}

function podCounts(store: ObjectStore, owner: KubeObject): { replicas: number; ready: number } {
  const pods = ownedBy(store, 'Pod', owner)
  const ready = pods.filter((pod) => stringAt(pod.status, 'phase') === 'Running').length
  return { replicas: pods.length, ready }
}

/** Zero counts are left out, as the API server does. */
function countsOf({ replicas, ready }: { replicas: number; ready: number }): Json {
  return {
    replicas,
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
  }
}

function writeStatus(store: ObjectStore, object: KubeObject, status: Json): void {
  const latest = store.get(
    `${object.kind}.${object.apiVersion.split('/')[0] ?? ''}`,
    object.metadata.namespace ?? '',
    object.metadata.name,
  )
  if (latest !== null && !isEqual(latest.status, status)) store.update({ ...latest, status })
}

function removePod(store: ObjectStore, pod: KubeObject): void {
  store.remove('Pod', pod.metadata.namespace ?? '', pod.metadata.name)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function hashOf(template: Json): string {
  const digest = createHash('sha1').update(JSON.stringify(template)).digest()
  const letters = 'bcdfghjklmnpqrstvwxz2456789'
  return [...digest.subarray(0, 9)].map((byte) => letters[byte % letters.length] ?? 'b').join('')
}
