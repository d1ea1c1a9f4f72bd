import type { BaseEdge } from '../base-graph.ts'
import { addEdge, emptySums, type TrafficSums } from '../sums.ts'
import type { Scope } from './scope.ts'

/** Traffic of a group of nodes: from outside, to outside, and what stays inside. */
export interface ContainerSums {
  readonly inbound: TrafficSums
  readonly outbound: TrafficSums
  readonly internal: TrafficSums
  /** Pairs of nodes with an edge, both inside. */
  internalPairs: number
}

/** One way to put nodes into containers: -1 for a node in none. */
export interface Partition {
  readonly containerOf: (node: number) => number
  readonly count: number
}

export const emptyContainer = (): ContainerSums => ({
  inbound: emptySums(),
  outbound: emptySums(),
  internal: emptySums(),
  internalPairs: 0,
})

/**
 * Sums every edge of a scope by container, once: a call that passes a service node or a waypoint on
 * its way is still one call.
 */
export function sumContainers(
  { view, edges }: Scope,
  { containerOf, count }: Partition,
): readonly ContainerSums[] {
  const sums = Array.from({ length: count }, emptyContainer)
  const { sourceOf, targetOf } = view.level
  const seenPairs = new Uint8Array(view.pairs.length)
  for (const edge of edges) {
    const source = containerOf(sourceOf[edge.index] ?? -1)
    const target = containerOf(targetOf[edge.index] ?? -1)
    if (source === target) {
      const inside = sums[source]
      if (inside === undefined) continue
      addEdge(inside.internal, edge)
      inside.internalPairs += countPair(seenPairs, view.pairOf[edge.index] ?? -1)
      continue
    }
    addTo(sums[source]?.outbound, edge)
    addTo(sums[target]?.inbound, edge)
  }
  return sums
}

function addTo(sums: TrafficSums | undefined, edge: BaseEdge): void {
  if (sums !== undefined) addEdge(sums, edge)
}

/** 1 for a pair that is seen for the first time. */
function countPair(seen: Uint8Array, pair: number): number {
  if (seen[pair] !== 0) return 0
  seen[pair] = 1
  return 1
}
