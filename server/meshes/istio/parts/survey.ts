import type {
  FoundNamespace,
  FoundPlane,
  FoundProxies,
  MeshSurvey,
} from '../../../seams/mesh-parts.ts'
import type { Inventory, PodObject } from '../../../seams/inventory.ts'
import { findComponents } from '../components.ts'
import { dataPlaneOfShape, readNamespaceModes } from '../config/data-plane.ts'
import { versionOfProxy } from '../versions.ts'

type Mode = FoundNamespace['asks']

/** What the mesh consists of in a cluster, by its workloads, its pods and the labels of namespaces. */
export function survey(inventory: Inventory): MeshSurvey {
  const modes = readNamespaceModes(inventory.namespaces)
  const counted = new Map<string, Counted>()
  const groups = new Map<string, CountedGroup>()
  for (const pod of inventory.pods) {
    if (pod.phase !== 'Running') continue
    const group = groupOf(pod)
    const mode = modes.get(pod.namespace) ?? 'none'
    countPod(counted, pod, { plane: group?.proxies.plane ?? null, mode })
    if (group !== null) addTo(groups, group)
  }
  return {
    components: findComponents(inventory),
    proxies: [...groups.values()].map(({ proxies, pods }) => ({ ...proxies, pods })),
    namespaces: inventory.namespaces.map(({ name, labels }) => ({
      name,
      asks: modes.get(name) ?? 'none',
      asksRevision: readRevision(labels['istio.io/rev']),
      ...(counted.get(name) ?? { pods: 0, missing: 0 }),
    })),
  }
}

interface Counted {
  pods: number
  missing: number
}

function countPod(
  counted: Map<string, Counted>,
  pod: PodObject,
  { plane, mode }: { readonly plane: FoundPlane | null; readonly mode: Mode },
): void {
  let own = counted.get(pod.namespace)
  if (own === undefined) counted.set(pod.namespace, (own = { pods: 0, missing: 0 }))
  own.pods += 1
  if (plane === null && isAskedToJoin(pod, mode)) own.missing += 1
}

/** Whether namespace and pod ask for a proxy. Neither webhook nor agent touches the host's network. */
function isAskedToJoin({ labels, annotations, podSettings }: PodObject, mode: Mode): boolean {
  if (podSettings?.hostNetwork === true) return false
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject']
  if (mode === 'sidecar') return inject !== 'false'
  if (inject === 'true') return true
  return mode === 'ambient' && labels['istio.io/dataplane-mode'] !== 'none'
}

function planeOf(pod: PodObject): FoundPlane | null {
  if (pod.labels['app'] === 'ztunnel') return 'nodeProxy'
  const plane = dataPlaneOfShape(pod)
  return plane === 'none' ? null : plane
}

interface Group {
  readonly key: string
  readonly proxies: Omit<FoundProxies, 'pods'>
}

const knownGroups = new WeakMap<PodObject, { readonly group: Group | null }>()

/** Where a pod belongs; null: it takes no part. Of a pod that has not changed it is known. */
function groupOf(pod: PodObject): Group | null {
  const known = knownGroups.get(pod)
  if (known !== undefined) return known.group
  const plane = planeOf(pod)
  const group = plane === null ? null : describeGroup(pod, plane)
  knownGroups.set(pod, { group })
  return group
}

function describeGroup(pod: PodObject, plane: FoundPlane): Group {
  const { namespace } = pod
  const revision = plane === 'ambient' ? null : revisionOfPod(pod)
  const version = plane === 'ambient' ? null : versionOfProxy(pod)
  const key = [namespace, plane, revision ?? '', version ?? ''].join(' ')
  return { key, proxies: { namespace, plane, revision, version } }
}

interface CountedGroup extends Pick<Group, 'proxies'> {
  pods: number
}

function addTo(groups: Map<string, CountedGroup>, { key, proxies }: Group): void {
  const before = groups.get(key)
  if (before === undefined) groups.set(key, { proxies, pods: 1 })
  else before.pods += 1
}

/** The injector writes down which revision it was; templates of gateways and ztunnel are labelled. */
function revisionOfPod({ labels, annotations }: PodObject): string | null {
  return readRevision(
    annotations['istio.io/rev'] ??
      revisionInStatus(annotations['sidecar.istio.io/status']) ??
      labels['istio.io/rev'],
  )
}

const inStatus = /"revision"\s*:\s*"([^"]+)"/

const revisionInStatus = (status: string | undefined): string | undefined =>
  inStatus.exec(status ?? '')?.[1]

/** The default revision has many names and none. */
const readRevision = (name: string | undefined): string | null =>
  name === undefined || name === '' || name === 'default' ? null : name
