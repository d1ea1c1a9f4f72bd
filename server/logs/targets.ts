import type { ContainerRole, LogAsk } from '#contract/logs.ts'
import type { ContainerObject, Inventory, PodObject } from '../seams/inventory.ts'
import type { MeshLogs } from '../seams/mesh-logs.ts'

export interface LogSubject {
  readonly namespace: string
  readonly kind: 'apps' | 'services' | 'workloads' | 'pods'
  readonly name: string
}

/** One container whose log is read. */
export interface LogTarget {
  readonly source: string // namespace/pod/container
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly role: ContainerRole
  /** Null: all its lines; else those that it lets through are about the subject. */
  readonly mentions: ((text: string) => boolean) | null
  readonly isOver: boolean // writes no more
}

const appLabels = ['app.kubernetes.io/name', 'app', 'k8s-app']
const podsByNamespace = new WeakMap<readonly PodObject[], ReadonlyMap<string, PodObject[]>>()

/** The pods of a namespace; filed once per state of the cluster. */
function podsIn({ pods }: Inventory, namespace: string): readonly PodObject[] {
  let filed = podsByNamespace.get(pods)
  if (filed === undefined) {
    filed = Map.groupBy(pods, (pod) => pod.namespace)
    podsByNamespace.set(pods, filed)
  }
  return filed.get(namespace) ?? []
}

/** The pods behind an app, a service, a workload or a pod's name, by name. */
export function findPods(inventory: Inventory, subject: LogSubject): readonly PodObject[] {
  const isOf = membershipOf(inventory, subject)
  return podsIn(inventory, subject.namespace)
    .filter(isOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function membershipOf(
  { services }: Inventory,
  { namespace, kind, name }: LogSubject,
): (pod: PodObject) => boolean {
  if (kind === 'pods') return (pod) => pod.name === name
  if (kind === 'workloads') return (pod) => (pod.workload?.name ?? pod.name) === name
  if (kind === 'apps') return ({ labels }) => appLabels.some((label) => labels[label] === name)
  const service = services.find((one) => one.namespace === namespace && one.name === name)
  const selector = Object.entries(service?.selector ?? {})
  return ({ labels }) =>
    selector.length > 0 && selector.every(([label, value]) => labels[label] === value)
}

export function roleOf(
  pod: PodObject,
  container: ContainerObject,
  meshes: readonly MeshLogs[],
): ContainerRole {
  if (meshes.some((mesh) => mesh.isProxy(pod, container.name))) return 'proxy'
  return container.isInit && container.restartPolicy !== 'Always' ? 'init' : 'app'
}

export type TargetAsk = Pick<LogAsk, 'pods' | 'containers' | 'init' | 'node' | 'waypoint'>

/** The containers that a question is about, of all pods that are there now. */
export function findTargets(
  inventory: Inventory,
  of: {
    readonly subject: LogSubject
    readonly ask: TargetAsk
    readonly meshes: readonly MeshLogs[]
  },
): readonly LogTarget[] {
  const { ask, meshes } = of
  const chosen = new Set(ask.pods)
  const all = findPods(inventory, of.subject)
  const pods = all.filter(({ name }) => chosen.size === 0 || chosen.has(name))
  const own = pods.flatMap((pod) =>
    pod.containers
      .map((container) => ({ container, role: roleOf(pod, container, meshes) }))
      .filter(({ container, role }) =>
        ask.containers.length > 0
          ? ask.containers.includes(container.name)
          : role !== 'init' || ask.init,
      )
      .map(({ container, role }) => targetOf(pod, container.name, { role, mentions: null })),
  )
  const served = meshes
    .flatMap((mesh) => (ask.node || ask.waypoint ? mesh.proxiesFor(inventory, pods) : []))
    .filter(({ role }) => (role === 'node' ? ask.node : ask.waypoint))
    .map(({ pod, container, role, mentions }) => targetOf(pod, container, { role, mentions }))
  return [...own, ...served]
}

function targetOf(
  { namespace, name, phase }: PodObject,
  container: string,
  more: Pick<LogTarget, 'role' | 'mentions'>,
): LogTarget {
  const isOver = more.role === 'init' || phase === 'Succeeded' || phase === 'Failed'
  return {
    ...{ source: `${namespace}/${name}/${container}`, namespace, pod: name, container },
    ...more,
    isOver,
  }
}
