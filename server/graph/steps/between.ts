import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Scope } from './scope.ts'

const nothing: readonly number[] = []

/**
 * Nodes between the ends of a base edge: a waypoint, or the service that was asked for. Nothing is
 * drawn around a waypoint, and nothing that the viewer may not see.
 */
export function betweenOf(
  { view, standingOf }: Scope,
  ask: GraphAsk,
  edge: number,
): readonly number[] {
  const waypoint = view.level.waypointOf[edge] ?? -1
  if (waypoint !== -1) {
    return ask.waypoints && standingOf(waypoint) !== 'hidden' ? [waypoint] : nothing
  }
  if (!ask.serviceNodes) return nothing
  const service = view.level.serviceOf[edge] ?? -1
  return service !== -1 && standingOf(service) !== 'hidden' ? [service] : nothing
}
