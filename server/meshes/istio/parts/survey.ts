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
  const groups = new Map<string, FoundProxies>()
  for (const pod of inventory.pods) {
    if (pod.phase !== 'Running') continue
    const plane = planeOf(pod)
    countPod(counted, pod, { plane, mode: modes.get(pod.namespace) ?? 'none' })
    if (plane !== null) addTo(groups, pod, plane)
  }
  return {
    components: findComponents(inventory),
    proxies: [...groups.values()],
    namespaces: inventory.namespaces.map(({ name, labels }) => ({
      name,
      asks: modes.get(name) ?? 'none',
      asksRevision: readRevision(labels['istio.io/rev']),
      ...(counted.get(name) ?? { pods: 0, missing: 0 }),
    })),
  }
}

type Counted = Pick<FoundNamespace, 'pods' | 'missing'>

function countPod(
  counted: Map<string, Counted>,
  pod: PodObject,
  { plane, mode }: { readonly plane: FoundPlane | null; readonly mode: Mode },
): void {
  const { pods = 0, missing = 0 } = counted.get(pod.namespace) ?? {}
  const isMissing = plane === null && isAskedToJoin(pod, mode)
  counted.set(pod.namespace, { pods: pods + 1, missing: missing + (isMissing ? 1 : 0) })
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

function addTo(groups: Map<string, FoundProxies>, pod: PodObject, plane: FoundPlane): void {
  const { namespace } = pod
  const revision = plane === 'ambient' ? null : revisionOfPod(pod)
  const version = plane === 'ambient' ? null : versionOfProxy(pod)
  const key = [namespace, plane, revision ?? '', version ?? ''].join(' ')
  const pods = (groups.get(key)?.pods ?? 0) + 1
  groups.set(key, { namespace, plane, revision, version, pods })
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
