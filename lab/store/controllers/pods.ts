import type { KubeObject } from '../../seams.ts'
import { isRecord, listAt, recordAt, stringAt, stringsOf } from '../json.ts'
import type { Json } from '../json.ts'
import type { ObjectStore } from '../object-store.ts'
import { capturedByAmbient, injectProxy, wantsAmbient } from './injection.ts'
import { ownerReference } from './owners.ts'

export interface PodPlaces {
  readonly random: () => number
  readonly nextAddress: () => string
}

const safeLetters = 'bcdfghjklmnpqrstvwxz2456789'

/** On a pod template: its application has been started again so often. */
export const restartsAnnotation = 'lab.alidade.dev/restarts'

export function randomSuffix(random: () => number, length = 5): string {
  return Array.from(
    { length },
    () => safeLetters[Math.floor(random() * safeLetters.length)] ?? 'x',
  ).join('')
}

/** A pod of the owner's template, not yet started. */
export function createPod(
  store: ObjectStore,
  owner: KubeObject,
  fields: { readonly name: string; readonly nodeName?: string; readonly labels?: Json },
): void {
  const template = recordAt(owner.spec, 'template')
  const metadata = recordAt(template, 'metadata')
  const namespace = owner.metadata.namespace ?? ''
  const draft = injectProxy(
    {
      labels: { ...stringsOf(metadata['labels']), ...stringsOf(fields.labels) },
      annotations: stringsOf(metadata['annotations']),
      spec: recordAt(template, 'spec'),
    },
    store.get('Namespace', '', namespace),
  )
  const nodes = store.list('Node')
  const node = fields.nodeName ?? nodes[store.revision() % Math.max(1, nodes.length)]?.metadata.name
  store.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: fields.name,
      generateName: fields.name.slice(0, fields.name.lastIndexOf('-') + 1),
      namespace,
      labels: draft.labels,
      annotations: draft.annotations,
      ownerReferences: [ownerReference(owner)],
    },
    spec: { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', ...draft.spec, nodeName: node },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  })
}

/** What a kubelet does: starts what is pending, and the ambient agent: captures what asks for it. */
export function reconcilePod(store: ObjectStore, pod: KubeObject, places: PodPlaces): void {
  const phase = stringAt(pod.status, 'phase')
  if (phase === 'Pending' || phase === '') {
    store.update({ ...pod, status: startedStatus(store, pod, places.nextAddress()) })
    return
  }
  followAmbient(store, pod)
}

function followAmbient(store: ObjectStore, pod: KubeObject): void {
  const namespace = store.get('Namespace', '', pod.metadata.namespace ?? '')
  const annotations = pod.metadata.annotations ?? {}
  if (annotations['sidecar.istio.io/status'] !== undefined) return
  const wants = wantsAmbient(pod.metadata.labels ?? {}, namespace?.metadata.labels ?? {})
  const has = annotations['ambient.istio.io/redirection'] === 'enabled'
  if (wants === has || recordAt(pod, 'spec')['hostNetwork'] === true) return
  const others = Object.entries(annotations).filter(([key]) => !(key in capturedByAmbient))
  store.update({
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: { ...Object.fromEntries(others), ...(wants ? capturedByAmbient : {}) },
    },
  })
}

function startedStatus(store: ObjectStore, pod: KubeObject, address: string): Json {
  const startedAt = pod.metadata.creationTimestamp ?? ''
  const isJob = (pod.metadata.ownerReferences ?? []).some((ref) => ref['kind'] === 'Job')
  const node = store.get('Node', '', stringAt(pod.spec, 'nodeName'))
  const nodeAddresses = listAt(node?.status, 'addresses')
  const hostIP = nodeAddresses.map((entry) => stringAt(entry, 'address'))[0] ?? '10.0.0.1'
  const isOnHost = recordAt(pod, 'spec')['hostNetwork'] === true
  const podIP = isOnHost ? hostIP : address
  const conditions = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady']
  return {
    phase: isJob ? 'Succeeded' : 'Running',
    qosClass: 'Burstable',
    hostIP,
    hostIPs: [{ ip: hostIP }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: startedAt,
    conditions: [...conditions, 'PodScheduled'].map((type) => ({
      type,
      status: isJob && type.endsWith('Ready') ? 'False' : 'True',
      lastProbeTime: null,
      lastTransitionTime: startedAt,
    })),
    ...statusesOf(pod, 'initContainers', startedAt),
    ...statusesOf(pod, 'containers', startedAt),
  }
}

function statusesOf(
  pod: KubeObject,
  field: 'containers' | 'initContainers',
  startedAt: string,
): Json {
  const isJob = (pod.metadata.ownerReferences ?? []).some((ref) => ref['kind'] === 'Job')
  const containers = listAt(pod.spec, field).filter(isRecord)
  if (containers.length === 0) return {}
  const statuses = containers.map((container) => {
    const image = stringAt(container, 'image')
    const restarts = field === 'containers' ? restartsOf(pod, stringAt(container, 'name')) : 0
    const isOver = isJob || (field === 'initContainers' && container['restartPolicy'] !== 'Always')
    return {
      name: stringAt(container, 'name'),
      image,
      imageID: `${image.split(':')[0] ?? ''}@sha256:${'0'.repeat(64)}`,
      containerID: `containerd://${pod.metadata.uid ?? ''}-${stringAt(container, 'name')}`,
      ready: !isJob,
      started: !isOver,
      restartCount: restarts,
      lastState: restarts > 0 ? { terminated: killedAt(startedAt) } : {},
      state: isOver
        ? { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: startedAt } }
        : { running: { startedAt } },
    }
  })
  return { [field === 'containers' ? 'containerStatuses' : 'initContainerStatuses']: statuses }
}

/** How often the application of a pod has been started again; its proxy never was. */
function restartsOf(pod: KubeObject, container: string): number {
  if (container === 'istio-proxy') return 0
  return Number(pod.metadata.annotations?.[restartsAnnotation] ?? 0)
}

function killedAt(startedAt: string): Json {
  const reason = 'OOMKilled'
  return { exitCode: 137, reason, startedAt, finishedAt: startedAt }
}
