import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphBox } from '#contract/graph.ts'
import type { LevelNode } from '../level.ts'
import type { LevelView } from '../view.ts'
import { appBoxId, clusterBoxId, namespaceBoxId } from './node-ids.ts'

/** A box and the nodes of the level in it, those of its inner boxes and closed namespaces included. */
export interface PlannedBox extends Pick<
  GraphBox,
  'id' | 'kind' | 'name' | 'cluster' | 'namespace' | 'box'
> {
  readonly members: readonly number[]
}

export interface BoxPlan {
  readonly boxes: readonly PlannedBox[] // outer ones first
  /** Of a node drawn by itself. */
  readonly boxOfNode: (node: number) => string | null
  /** Of what is drawn for a whole cluster or a closed namespace in it. */
  readonly boxOfCluster: (cluster: string | null) => string | null
}

export interface BoxAsk {
  readonly view: LevelView
  readonly ask: GraphAsk
  /** Nodes of the picture with everything open, without those hidden from the viewer. */
  readonly touched: readonly number[]
  readonly isOpen: (group: number) => boolean
}

/** Clusters when there are several, open namespaces, apps with two or more workloads. */
export function planBoxes(planning: BoxAsk): BoxPlan {
  const { view, ask, touched, isOpen } = planning
  const { nodes } = view.level
  const clusters = new Set(touched.flatMap((node) => nodes[node]?.cluster ?? []))
  const hasClusters = ask.boxBy.has('cluster') && clusters.size > 1
  const boxOfCluster = (cluster: string | null): string | null =>
    hasClusters && cluster !== null ? clusterBoxId(cluster) : null
  const byCluster = hasClusters ? clusterBoxes(planning) : []
  const boxOfGroup = (group: number): string | null => {
    const seat = view.groups[group]
    if (seat === undefined) return null
    const isBoxed = ask.boxBy.has('namespace') && isOpen(group)
    return isBoxed ? namespaceBoxId(seat) : boxOfCluster(seat.cluster)
  }
  const byNamespace = ask.boxBy.has('namespace') ? namespaceBoxes(planning, boxOfCluster) : []
  const byApp = appBoxes(planning, boxOfGroup)
  const appBoxOfNode = new Map(
    byApp.flatMap(({ id, members }) => members.map((node) => [node, id] as const)),
  )
  return {
    boxes: [...byCluster, ...byNamespace, ...byApp],
    boxOfCluster,
    boxOfNode: (node) => appBoxOfNode.get(node) ?? boxOfGroup(view.groupOf[node] ?? -1),
  }
}

function clusterBoxes({ view, touched }: BoxAsk): readonly PlannedBox[] {
  const { nodes } = view.level
  // What stands outside every namespace stands outside the cluster, too.
  const inside = touched.filter((node) => nodes[node]?.namespace != null)
  const byCluster = Map.groupBy(inside, (node) => nodes[node]?.cluster ?? null)
  return [...byCluster].flatMap(([cluster, members]) => {
    if (cluster === null) return []
    const id = clusterBoxId(cluster)
    return { id, kind: 'cluster', name: cluster, cluster, namespace: null, box: null, members }
  })
}

function namespaceBoxes(
  { view, touched, isOpen }: BoxAsk,
  boxOfCluster: BoxPlan['boxOfCluster'],
): readonly PlannedBox[] {
  const byGroup = Map.groupBy(touched, (node) => view.groupOf[node] ?? -1)
  return [...byGroup].flatMap(([group, members]) => {
    const seat = view.groups[group]
    if (seat === undefined || !isOpen(group)) return []
    const { cluster, namespace } = seat
    const id = namespaceBoxId(seat)
    const box = boxOfCluster(cluster)
    return { id, kind: 'namespace', name: namespace, cluster, namespace, box, members }
  })
}

function appBoxes(
  { view, ask, touched, isOpen }: BoxAsk,
  boxOfGroup: (group: number) => string | null,
): readonly PlannedBox[] {
  if (!ask.boxBy.has('app') || ask.type !== 'versionedApp') return []
  const drawn = touched.filter((node) => {
    const group = view.groupOf[node] ?? -1
    return group !== -1 && isOpen(group)
  })
  const keyOf = (node: LevelNode | undefined, app: string | null): string | null =>
    node === undefined || app === null ? null : appBoxId(node, app)
  const { nodes } = view.level
  const byId = Map.groupBy(drawn, (index) => keyOf(nodes[index], nodes[index]?.app ?? null))
  const appOfService = appsOfServices(view, drawn)
  const services = Map.groupBy(drawn, (index) => keyOf(nodes[index], appOfService(index)))
  return [...byId].flatMap(([id, members]) => {
    const [first = -1] = members
    const node = nodes[first]
    if (id === null || node === undefined || members.length < 2) return []
    const { app, cluster, namespace } = node
    return {
      id,
      kind: 'app',
      name: app ?? node.name,
      cluster,
      namespace,
      box: boxOfGroup(view.groupOf[first] ?? -1),
      members: [...members, ...(services.get(id) ?? [])],
    }
  })
}

/** The app of a service whose calls all end at one app of its own namespace; else null. */
function appsOfServices(
  { level, into }: LevelView,
  drawn: readonly number[],
): (node: number) => string | null {
  const { nodes, targetOf } = level
  const apps = new Map<number, string | null>()
  for (const index of drawn) {
    const node = nodes[index]
    if (node?.kind !== 'service') continue
    const callees = (into[index] ?? []).flatMap((edge) => {
      const callee = nodes[targetOf[edge.index] ?? -1]
      return callee === undefined || callee === node ? [] : [callee]
    })
    const app = callees[0]?.app ?? null
    const isOne = callees.every((one) => one.app === app && one.namespace === node.namespace)
    apps.set(index, isOne ? app : null)
  }
  return (index) => apps.get(index) ?? null
}
