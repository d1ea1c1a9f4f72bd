import type { TrafficSample } from '../../seams/traffic.ts'
import type { Cell } from './cells.ts'

/**
 * Folds the bytes that a node's proxy counted below requests. Where only one of two has a proxy
 * that reads requests, a gateway before an ambient workload say, the other's node proxy counts the
 * same calls once more, as a connection. The proxy that reads them tells of everything between the
 * two, of connections as such too; what the node proxy alone knows is whether they were mutual TLS,
 * and that it lends to the requests.
 *
 * A waypoint does not count as such a proxy: it reads what passes it, and calls may go past it.
 */
export function foldBelow(cells: readonly Cell[]): void {
  const below = cells.filter(isBelow)
  if (below.length === 0) return
  const pairs = new Set(below.map(pairOf))
  const above = Map.groupBy(
    cells.filter((cell) => pairs.has(pairOf(cell)) && isRead(cell)),
    pairOf,
  )
  for (const cell of below) {
    for (const read of above.get(pairOf(cell)) ?? []) {
      cell.isFolded = true
      read.below = [...read.below, ...cell.rows]
    }
  }
}

const pairOf = ({ source, destination }: Cell): string => `${source} ${destination}`

const isBelow = ({ protocol, rows }: Cell): boolean =>
  protocol === 'tcp' && rows.length > 0 && rows.every(({ isNodeProxy }) => isNodeProxy)

/** Somebody at one of the ends told of requests. */
function isRead({ protocol, rows }: Cell): boolean {
  if (protocol !== 'http' && protocol !== 'grpc') return false
  return rows.some((row) => isAtAnEnd(row) && row.measure === 'requests')
}

const isAtAnEnd = ({ isNodeProxy, reporter }: TrafficSample): boolean =>
  !isNodeProxy && reporter !== 'waypoint'
