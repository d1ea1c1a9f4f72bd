import type { Inventory } from '../seams/inventory.ts'
import type { SpanOrigin, SpanRecord } from '../seams/span.ts'
import type { Place } from './assemble.ts'

/** What an inventory tells of the pods that made spans. */
export interface PodIndex {
  readonly workloadOf: (namespace: string, pod: string) => string | null
  readonly hasNamespace: (name: string) => boolean
}

const indexes = new WeakMap<Inventory, PodIndex>()

/** Made once per inventory. Pods that are gone are known by what their controllers name them. */
export function podIndexOf(inventory: Inventory): PodIndex {
  const known = indexes.get(inventory)
  if (known !== undefined) return known
  const index = buildIndex(inventory)
  indexes.set(inventory, index)
  return index
}

function buildIndex({ pods, workloads, namespaces }: Inventory): PodIndex {
  const byPod = new Map(
    pods.map(({ namespace, name, workload }) => [`${namespace}/${name}`, workload?.name ?? name]),
  )
  const workloadKeys = new Set(workloads.map(({ namespace, name }) => `${namespace}/${name}`))
  const namespaceNames = new Set(namespaces.map(({ name }) => name))
  return {
    hasNamespace: (name) => namespaceNames.has(name),
    workloadOf: (namespace, pod) =>
      byPod.get(`${namespace}/${pod}`) ??
      [withoutHashes(pod), withoutOrdinal(pod)].find((name) =>
        workloadKeys.has(`${namespace}/${name}`),
      ) ??
      null,
  }
}

/** `reviews-v1-7d9c5b8f6-x2x4k` of a Deployment, `agent-x2x4k` of a DaemonSet. */
const withoutHashes = (pod: string): string => pod.replace(/(-[a-z0-9]{6,10})?-[a-z0-9]{5}$/, '')
/** `db-0` of a StatefulSet. */
const withoutOrdinal = (pod: string): string => pod.replace(/-\d+$/, '')

/** Where a span was made: as the mesh's proxy says, or by OpenTelemetry's names for Kubernetes. */
export function placeOf(span: SpanRecord, origin: SpanOrigin | null, pods: PodIndex): Place {
  if (origin === null) return placeOfApp(span, pods)
  const { role, app, version, pod } = origin
  // A waypoint's span belongs under the workload that it served.
  if (origin.servedFor !== null) return { ...origin.servedFor, app: null, version: null, pod, role }
  const { namespace } = origin
  const workload = namespace === null || pod === null ? null : pods.workloadOf(namespace, pod)
  return { namespace, workload, app, version, pod, role }
}

function placeOfApp({ service, resource, attributes }: SpanRecord, pods: PodIndex): Place {
  const said = (name: string): string | null => {
    const value = resource[name] ?? attributes[name]
    return value === undefined || value === '' ? null : String(value)
  }
  const byName = splitName(service, pods)
  const namespace = said('k8s.namespace.name') ?? byName.namespace ?? said('service.namespace')
  const pod = said('k8s.pod.name')
  const workload =
    ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job']
      .map((kind) => said(`k8s.${kind}.name`))
      .find((name) => name !== null) ?? null
  return {
    namespace,
    workload:
      workload ?? (namespace === null || pod === null ? null : pods.workloadOf(namespace, pod)),
    app: byName.app,
    version: said('service.version'),
    pod,
    role: 'app',
  }
}

/** The same object for equal places: a trace has few, and they are counted and told apart by span. */
export function sharePlaces(): (place: Place) => Place {
  const known = new Map<string | null, Place[]>()
  return (place) => {
    const near = known.get(place.pod ?? place.app)
    const first = near?.find((one) => isSame(one, place))
    if (first !== undefined) return first
    if (near === undefined) known.set(place.pod ?? place.app, [place])
    else near.push(place)
    return place
  }
}

const isSame = (one: Place, other: Place): boolean =>
  one.namespace === other.namespace &&
  one.workload === other.workload &&
  one.app === other.app &&
  one.version === other.version &&
  one.pod === other.pod &&
  one.role === other.role

/** `reviews.bookinfo` where bookinfo is a namespace. */
function splitName(
  service: string,
  pods: PodIndex,
): { readonly app: string; readonly namespace: string | null } {
  const dot = service.lastIndexOf('.')
  const namespace = service.slice(dot + 1)
  if (dot <= 0 || !pods.hasNamespace(namespace)) return { app: service, namespace: null }
  return { app: service.slice(0, dot), namespace }
}
