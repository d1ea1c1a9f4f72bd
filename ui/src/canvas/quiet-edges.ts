import type { HealthStatus } from '#contract/health.ts'
import type { DrawnEdge, DrawnNode } from './elements.ts'

/** Up to so many lines from box to box can be followed by eye. */
export const mostFollowed = 120

/** Of more, so many of the busiest stand out, and so many of those that are not well. */
export const busiestShown = 60
export const worstShown = 60

const urgency = {
  failure: 3,
  degraded: 2,
  notReady: 1,
  healthy: 0,
  none: 0,
} as const satisfies Record<HealthStatus, number>

/**
 * Edges that are drawn faintly until somebody points at their ends or comes near: of those that
 * lead out of their box all but the worst and the busiest. None while all can be followed.
 */
export function quietEdges(
  edges: Iterable<DrawnEdge>,
  nodesById: ReadonlyMap<string, DrawnNode>,
): ReadonlySet<string> {
  const crossing: DrawnEdge[] = []
  for (const edge of edges) {
    // What nobody calls is faint as it is, and hides nothing.
    if (edge.edge.silent === undefined && leadsOut(edge, nodesById)) crossing.push(edge)
  }
  if (crossing.length <= mostFollowed) return new Set()
  const well = crossing.filter(({ status }) => urgency[status] === 0)
  const unwell = crossing.filter(({ status }) => urgency[status] > 0)
  return new Set([...allBut(busiestShown, well), ...allBut(worstShown, unwell)])
}

/** Ids of all but the first so many; of equals those whose names come first stand out. */
function allBut(count: number, edges: readonly DrawnEdge[]): string[] {
  if (edges.length <= count) return []
  const weighed = edges.map(({ id, status, load }) => ({ id, weight: urgency[status] + load / 2 }))
  weighed.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
  return weighed.slice(count).map(({ id }) => id)
}

function leadsOut(
  { source, target }: DrawnEdge,
  nodesById: ReadonlyMap<string, DrawnNode>,
): boolean {
  const box = nodesById.get(source)?.box ?? null
  return source !== target && (box === null || nodesById.get(target)?.box !== box)
}
