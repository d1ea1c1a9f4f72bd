import type { TrafficEnd } from '../../seams/traffic.ts'
import type { Cell } from './cells.ts'
import type { Surroundings } from './inventory-index.ts'

/**
 * Folds the hops around a waypoint. One call through it is told three times: the hop to it, the hop
 * from it, and by the waypoint itself, which knows caller, service and callee. Its own rows stay;
 * the hops that they cover are folded, and the waypoint's name goes to the edge it stands on.
 *
 * Hops that no row of a waypoint covers stay as they are: they are all that is known.
 */
export function foldWaypoints(
  cells: readonly Cell[],
  ends: readonly TrafficEnd[],
  surroundings: Surroundings,
): void {
  const covered = indexCovered(cells)
  if (covered.cells.size === 0) return
  const isWaypoint = findWaypoints(cells, covered, (end) => isConfigured(ends[end], surroundings))
  const callees = new Set(
    cells.flatMap((cell) =>
      isWaypoint(cell.source) ? callKey(cell.source, cell.destination) : [],
    ),
  )
  for (const cell of cells) {
    if (covered.cells.has(cell)) continue
    if (isWaypoint(cell.destination)) {
      const told = [...hopInCovers(covered, cell), ...routedCovers(covered, cell, callees)]
      foldHop(cell, cell.destination, told)
    } else if (isWaypoint(cell.source)) foldHop(cell, cell.source, hopOutCovers(covered, cell))
  }
}

/** What waypoints told, by either end, and by either end together with the service. */
interface Covered {
  readonly cells: ReadonlySet<Cell>
  readonly bySource: ReadonlyMap<string, readonly Cell[]>
  readonly byDestination: ReadonlyMap<string, readonly Cell[]>
}

const anyService = '*'

function indexCovered(cells: readonly Cell[]): Covered {
  const told = cells.filter(({ rows }) => rows.some(({ reporter }) => reporter === 'waypoint'))
  const bySource = new Map<string, Cell[]>()
  const byDestination = new Map<string, Cell[]>()
  for (const cell of told) {
    for (const service of [cell.service, anyService]) {
      append(bySource, `${cell.source} ${service}`, cell)
      append(byDestination, `${cell.destination} ${service}`, cell)
    }
  }
  return { cells: new Set(told), bySource, byDestination }
}

function append(map: Map<string, Cell[]>, key: string, cell: Cell): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [cell])
  else list.push(cell)
}

function isConfigured(end: TrafficEnd | undefined, surroundings: Surroundings): boolean {
  if (end === undefined || end.workload === null || end.namespace === null) return false
  const key = `${end.namespace}/${end.workload}`
  return surroundings.factsOf(end.cluster).some((facts) => facts.waypointWorkloads.has(key))
}

/**
 * Waypoints by configuration, and those that behave as one: a caller's bytes for a service go to a
 * workload, while a waypoint tells of the same caller and service that others answered.
 */
function findWaypoints(
  cells: readonly Cell[],
  covered: Covered,
  isInConfig: (end: number) => boolean,
): (end: number) => boolean {
  const known = new Map<number, boolean>()
  const isKnown = (end: number): boolean => {
    const before = known.get(end)
    if (before !== undefined) return before
    const is = isInConfig(end)
    known.set(end, is)
    return is
  }
  for (const cell of cells) {
    if (covered.cells.has(cell) || isKnown(cell.destination) || cell.service === -1) continue
    if (!cell.rows.every(({ isNodeProxy }) => isNodeProxy)) continue
    const told = hopInCovers(covered, cell)
    const isCallee = covered.byDestination.has(`${cell.destination} ${anyService}`)
    if (told.length > 0 && !isCallee) known.set(cell.destination, true)
  }
  return isKnown
}

/** What a waypoint told of the same caller and service; without a service, of the same caller. */
function hopInCovers({ bySource }: Covered, { source, service }: Cell): readonly Cell[] {
  return bySource.get(`${source} ${service === -1 ? anyService : service}`) ?? []
}

/**
 * A route may send on to other services than was asked for, and a waypoint tells of those: what it
 * told of the same caller counts where the waypoint was seen to call the callee.
 */
function routedCovers(
  { bySource }: Covered,
  { source, destination }: Cell,
  callees: ReadonlySet<string>,
): readonly Cell[] {
  const told = bySource.get(`${source} ${anyService}`) ?? []
  return told.filter((cell) => callees.has(callKey(destination, cell.destination)))
}

const callKey = (source: number, destination: number): string => `${source} ${destination}`

/** The server's side often does not know by which name it was asked. */
function hopOutCovers({ byDestination }: Covered, { destination, service }: Cell): readonly Cell[] {
  return byDestination.get(`${destination} ${service === -1 ? anyService : service}`) ?? []
}

function foldHop(hop: Cell, waypoint: number, told: readonly Cell[]): void {
  if (told.length === 0) return
  hop.isFolded = true
  // A hop to a waypoint that does not say for which service tells nothing of a single edge.
  if (hop.service === -1 && hop.destination === waypoint) return
  for (const cell of told) if (cell.waypoint === -1) cell.waypoint = waypoint
}
