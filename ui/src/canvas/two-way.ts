import type { DrawnEdge, DrawnNode } from './elements.ts'

/**
 * Joins what goes to a waypoint with what comes back from it to the same node into one line with
 * an arrow at either end: the way there carries the line, and the way back knows by whose. Both
 * stay edges of the graph, for paths, tables and panels.
 */
export function joinWaypointPairs(
  edgesById: Map<string, DrawnEdge>,
  nodesById: ReadonlyMap<string, DrawnNode>,
): void {
  const isWaypoint = (id: string): boolean =>
    nodesById.get(id)?.node.marks.includes('waypoint') ?? false
  for (const edge of edgesById.values()) {
    if (edge.source === edge.target || !isWaypoint(edge.target)) continue
    const back = edgesById.get(`${edge.target}→${edge.source}`)
    if (back === undefined || edge.front !== null || back.front !== null) continue
    const worse = urgency.indexOf(back.status) > urgency.indexOf(edge.status) ? back : edge
    edgesById.set(edge.id, {
      ...edge,
      back,
      status: worse.status,
      classes: `${worse.classes} two-way`,
      width: Math.max(edge.width, back.width),
      load: Math.max(edge.load, back.load),
      look: `${edge.look} ⇄ ${back.look}`,
    })
    edgesById.set(back.id, { ...back, front: edge.id })
  }
}

const urgency: readonly DrawnEdge['status'][] = [
  'none',
  'healthy',
  'notReady',
  'degraded',
  'failure',
]
