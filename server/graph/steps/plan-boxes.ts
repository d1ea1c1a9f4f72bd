import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphBox } from '#contract/graph.ts'
import type { LevelNode } from '../level.ts'
import type { Stage } from '../stage.ts'
import type { LevelView } from '../view.ts'
import { appBoxId, clusterBoxId, namespaceBoxId } from './node-ids.ts'

/** A box and the nodes of the level in it, those of its inner boxes and closed namespaces included. */
export interface PlannedBox {
  readonly head: Pick<GraphBox, 'id' | 'kind' | 'name' | 'cluster' | 'namespace' | 'box'>
  readonly members: readonly number[]
  readonly group: number | null // of a namespace
}

export interface BoxPlan {
  readonly boxes: readonly PlannedBox[] // outer ones first
  /** Of a node drawn by itself. */
  readonly boxOfNode: (node: number) => string | null
  /** Of what is drawn for a whole cluster or a closed namespace in it. */
  readonly boxOfCluster: (cluster: string | null) => string | null
}

export interface BoxAsk {
  readonly stage: Stage
  readonly ask: GraphAsk
  readonly isOpen: (group: number) => boolean
}

/** Clusters when there are several, open namespaces, apps with two or more workloads. */
export function planBoxes(planning: BoxAsk): BoxPlan {
  const { stage, ask, isOpen } = planning
  const { view } = stage.scope
  const hasClusters = ask.boxBy.has('cluster') && stage.clusters.size > 1
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
    byApp.flatMap(({ head, members }) => members.map((node) => [node, head.id] as const)),
  )
  return {
    boxes: [...byCluster, ...byNamespace, ...byApp],
    boxOfCluster,
    boxOfNode: (node) => appBoxOfNode.get(node) ?? boxOfGroup(view.groupOf[node] ?? -1),
  }
}

/** What stands outside every namespace stands outside the cluster, too. */
function clusterBoxes({ stage }: BoxAsk): readonly PlannedBox[] {
  const { groups } = stage.scope.view
  const byCluster = Map.groupBy(stage.groups, (group) => groups[group]?.cluster ?? null)
  return [...byCluster].flatMap(([cluster, own]) => {
    if (cluster === null) return []
    const id = clusterBoxId(cluster)
    const members = own.flatMap((group) => stage.membersOf(group))
    const head = {
      id,
      kind: 'cluster',
      name: cluster,
      cluster,
      namespace: null,
      box: null,
    } as const
    return { head, members, group: null }
  })
}

function namespaceBoxes(
  { stage, isOpen }: BoxAsk,
  boxOfCluster: BoxPlan['boxOfCluster'],
): readonly PlannedBox[] {
  return stage.groups.flatMap((group) => {
    const seat = stage.scope.view.groups[group]
    if (seat === undefined || !isOpen(group)) return []
    const { cluster, namespace } = seat
    const id = namespaceBoxId(seat)
    const box = boxOfCluster(cluster)
    const head = { id, kind: 'namespace', name: namespace, cluster, namespace, box } as const
    return { head, members: stage.membersOf(group), group }
  })
}

function appBoxes(
  { stage, ask, isOpen }: BoxAsk,
  boxOfGroup: (group: number) => string | null,
): readonly PlannedBox[] {
  if (!ask.boxBy.has('app') || ask.type !== 'versionedApp') return []
  const { view } = stage.scope
  const drawn = stage.groups.flatMap((group) => (isOpen(group) ? stage.membersOf(group) : []))
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
    const box = boxOfGroup(view.groupOf[first] ?? -1)
    const head = { id, kind: 'app', name: app ?? node.name, cluster, namespace, box } as const
    return { head, members: [...members, ...(services.get(id) ?? [])], group: null }
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
