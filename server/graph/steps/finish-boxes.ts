import type { GraphBox } from '#contract/graph.ts'
import { writeTraffic } from '../sums.ts'
import { worstOfMany, type HealthBook } from './check-health.ts'
import { emptyContainer, sumContainers } from './containers.ts'
import { countMembers } from './members.ts'
import type { BoxPlan, PlannedBox } from './plan-boxes.ts'
import type { Scope } from './scope.ts'

/** Boxes with their sums, each call counted once, and the worst health of their members. */
export function finishBoxes({ boxes }: BoxPlan, scope: Scope, book: HealthBook): GraphBox[] {
  const byKind = Map.groupBy(boxes, ({ kind }) => kind)
  return [...byKind.values()].flatMap((alike) => finishAlike(alike, scope, book))
}

function finishAlike(
  boxes: readonly PlannedBox[],
  scope: Scope,
  book: HealthBook,
): readonly GraphBox[] {
  const { nodes } = scope.view.level
  const byNode = new Int32Array(nodes.length).fill(-1)
  boxes.forEach(({ members }, box) => {
    for (const node of members) byNode[node] = box
  })
  const sums = sumContainers(scope, {
    count: boxes.length,
    containerOf: (node) => byNode[node] ?? -1,
  })
  return boxes.map(({ members, ...box }, index) => {
    const { inbound, outbound, internal, internalPairs } = sums[index] ?? emptyContainer()
    const judged = members.flatMap((member) => {
      const node = nodes[member]
      return node === undefined ? [] : [{ node, health: book.ofNode(member) }]
    })
    return {
      ...box,
      members: countMembers(judged, internalPairs),
      inbound: writeTraffic(inbound),
      outbound: writeTraffic(outbound),
      internal: writeTraffic(internal),
      health: worstOfMany(judged.map(({ health }) => health)),
    }
  })
}
