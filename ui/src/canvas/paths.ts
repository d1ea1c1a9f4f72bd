import type { DrawnEdge } from './elements.ts'

/** Beyond this share of all edges "everything before and after" emphasises nothing. */
const mostEmphasisedShare = 0.6

/** Of so few edges all may be emphasised. */
const fewEdges = 40

/**
 * Ids of the nodes and edges that lie on a path through the node or edge, itself among them. Where
 * that is nearly everything, for mesh graphs have rings, only its neighbours.
 */
export function pathsThrough(id: string, edges: Iterable<DrawnEdge>): Set<string> {
  const bySource = new Map<string, DrawnEdge[]>()
  const byTarget = new Map<string, DrawnEdge[]>()
  let own: DrawnEdge | undefined
  let count = 0
  for (const edge of edges) {
    push(bySource, edge.source, edge)
    push(byTarget, edge.target, edge)
    if (edge.id === id) own = edge
    count += 1
  }
  const found = new Set([id])
  walk(own?.target ?? id, { byEnd: bySource, farEnd: (edge) => edge.target, found })
  walk(own?.source ?? id, { byEnd: byTarget, farEnd: (edge) => edge.source, found })
  if (count < fewEdges || found.size < count * mostEmphasisedShare) return found
  if (own !== undefined) return new Set([id, own.source, own.target])
  const near = [...(bySource.get(id) ?? []), ...(byTarget.get(id) ?? [])]
  return new Set([id, ...near.flatMap((edge) => [edge.id, edge.source, edge.target])])
}

function push(map: Map<string, DrawnEdge[]>, key: string, edge: DrawnEdge): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [edge])
  else list.push(edge)
}

interface Direction {
  readonly byEnd: ReadonlyMap<string, readonly DrawnEdge[]>
  readonly farEnd: (edge: DrawnEdge) => string
  readonly found: Set<string>
}

function walk(start: string, { byEnd, farEnd, found }: Direction): void {
  const seen = new Set([start])
  const queue = [start]
  for (const at of queue) {
    found.add(at)
    for (const edge of byEnd.get(at) ?? []) {
      found.add(edge.id)
      const next = farEnd(edge)
      if (seen.has(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
}
