import type { Graph } from '#contract/graph.ts'

/** Which edges make a node important. */
export const rankEnds = ['inbound', 'outbound'] as const
export type RankEnd = (typeof rankEnds)[number]

const lowest = 100

/**
 * Every node's place by the number of its edges, 1 for the most; equal numbers share a place, and
 * no place is left out. With more than 100 places they are pressed evenly into 1 to 100.
 */
export function rankNodes(
  { nodes, edges }: Pick<Graph, 'nodes' | 'edges'>,
  by: readonly RankEnd[] = rankEnds,
): ReadonlyMap<string, number> {
  const amounts = new Map(nodes.map(({ id }) => [id, 0]))
  const add = (id: string): void => {
    const amount = amounts.get(id)
    if (amount !== undefined) amounts.set(id, amount + 1)
  }
  for (const { source, target, silent } of edges) {
    // That somebody might call makes nobody important.
    if (silent !== undefined) continue
    if (by.includes('inbound')) add(target)
    if (by.includes('outbound')) add(source)
  }
  const order = [...new Set(amounts.values())].sort((a, b) => b - a)
  const scale = order.length <= lowest ? 1 : (lowest - 1) / (order.length - 1)
  const places = new Map(order.map((amount, index) => [amount, 1 + Math.round(index * scale)]))
  return new Map([...amounts].map(([id, amount]) => [id, places.get(amount) ?? lowest]))
}

/** Looks a node's place up; they are counted when the first is asked for. Null: not in the graph. */
export function rankerOf(
  graph: Pick<Graph, 'nodes' | 'edges'>,
  by: readonly RankEnd[] = rankEnds,
): (nodeId: string) => number | null {
  let ranks: ReadonlyMap<string, number> | null = null
  return (id) => (ranks ??= rankNodes(graph, by)).get(id) ?? null
}
