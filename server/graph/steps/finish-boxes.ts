import type { GraphBox } from '#contract/graph.ts'
import type { BaseEdge } from '../base-graph.ts'
import type { Stage } from '../stage.ts'
import { addEdge, writeTraffic } from '../sums.ts'
import { worstOfMany } from '../../health/health.ts'
import { emptyContainer, sumContainers, type ContainerSums } from './containers.ts'
import { countMembers } from './members.ts'
import type { BoxPlan, PlannedBox } from './plan-boxes.ts'

/** Boxes with their sums, each call counted once, and the worst health of their members. */
export function finishBoxes({ boxes }: BoxPlan, stage: Stage): GraphBox[] {
  const clusters = boxes.filter(({ head }) => head.kind === 'cluster')
  const clusterSums = sumClusters(clusters, stage)
  return boxes.map((box) => {
    if (box.group !== null) return finishNamespace(box.head, box.group, stage)
    const sums = clusterSums.get(box) ?? sumMembers(box, stage)
    return finishBox(box, stage, sums)
  })
}

function finishNamespace(head: PlannedBox['head'], group: number, stage: Stage): GraphBox {
  const members = stage.countsOf(group)
  return { ...head, members, ...writeSums(stage.sumsOf(group)), health: stage.healthOf(group) }
}

function finishBox({ head, members }: PlannedBox, stage: Stage, sums: ContainerSums): GraphBox {
  const { scope, book } = stage
  return {
    ...head,
    members: countMembers(members, sums.internalPairs, { view: scope.view, book }),
    ...writeSums(sums),
    health: worstOfMany(members.map((node) => book.ofNode(node))),
  }
}

function writeSums({
  inbound,
  outbound,
  internal,
}: ContainerSums): Pick<GraphBox, 'inbound' | 'outbound' | 'internal'> {
  return {
    inbound: writeTraffic(inbound),
    outbound: writeTraffic(outbound),
    internal: writeTraffic(internal),
  }
}

/** Clusters are few and hold nearly everything: one walk over all edges serves them all. */
function sumClusters(
  boxes: readonly PlannedBox[],
  { scope }: Stage,
): ReadonlyMap<PlannedBox, ContainerSums> {
  if (boxes.length === 0) return new Map()
  const byNode = new Int32Array(scope.view.level.nodes.length).fill(-1)
  boxes.forEach(({ members }, box) => {
    for (const node of members) byNode[node] = box
  })
  const sums = sumContainers(scope, {
    count: boxes.length,
    containerOf: (node) => byNode[node] ?? -1,
  })
  return new Map(boxes.map((box, index) => [box, sums[index] ?? emptyContainer()]))
}

/** Boxes of apps are small: only the edges of their own members are looked at. */
function sumMembers({ members }: PlannedBox, { scope, edgesInScope }: Stage): ContainerSums {
  const inScope = edgesInScope()
  const { level, outOf, into, pairOf } = scope.view
  const own = new Set(members)
  const sums = emptyContainer()
  const pairs = new Set<number>()
  const isSeen = ({ index }: BaseEdge): boolean => inScope.has(index)
  for (const edge of members.flatMap((member) => outOf[member] ?? []).filter(isSeen)) {
    const isInside = own.has(level.targetOf[edge.index] ?? -1)
    addEdge(isInside ? sums.internal : sums.outbound, edge)
    if (isInside) pairs.add(pairOf[edge.index] ?? -1)
  }
  // What only passes a service of the box on its way to a member is told by the member.
  const arriving = members.flatMap((member) =>
    (into[member] ?? []).filter(({ index }) => level.targetOf[index] === member),
  )
  for (const edge of arriving.filter(isSeen)) {
    if (!own.has(level.sourceOf[edge.index] ?? -1)) addEdge(sums.inbound, edge)
  }
  sums.internalPairs = pairs.size
  return sums
}
