import type { TrafficSample } from '../../seams/traffic.ts'
import type { EdgeProtocol, Place } from '../base-graph.ts'

/** All rows about one source, service, destination and protocol, whoever reported them. */
export interface Cell extends Place {
  readonly index: number // into all cells
  readonly protocol: EdgeProtocol
  rows: TrafficSample[]
  /** Rows of the query by operation: the same calls once more. */
  operationRows: TrafficSample[] | null
  /** Another edge stands for these calls: a hop to or from a waypoint that reported them itself. */
  isFolded: boolean
  waypoint: number // end that the calls pass; -1: none
  /** The same calls as a node's proxy saw them, as connections; not counted. */
  below: readonly TrafficSample[]
}

export interface Cells {
  readonly all: readonly Cell[]
  readonly find: (place: Place, protocol: EdgeProtocol) => Cell
}

const nothing: readonly TrafficSample[] = []

const protocolNumbers = { http: 0, grpc: 1, tcp: 2, other: 3 } as const satisfies Record<
  EdgeProtocol,
  number
>

export function protocolOf(text: string): EdgeProtocol {
  return text === 'http' || text === 'grpc' || text === 'tcp' ? text : 'other'
}

/**
 * Cells are found by open addressing over their own fields: a map for each source, and a list for
 * each pair, would be as many objects as the graph has edges.
 */
export function createCells(): Cells {
  const all: Cell[] = []
  let slots = new Int32Array(1 << 10).fill(-1) // indexes of cells
  const slotOf = (place: Place, protocol: EdgeProtocol): number => {
    const mask = slots.length - 1
    let slot = hashOf(place, protocol) & mask
    for (;;) {
      const cell = all[slots[slot] ?? -1]
      if (cell === undefined || isAt(cell, place, protocol)) return slot
      slot = (slot + 1) & mask
    }
  }
  const widen = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1)
    for (const cell of all) slots[slotOf(cell, cell.protocol)] = cell.index
  }
  return {
    all,
    find: (place, protocol) => {
      const slot = slotOf(place, protocol)
      const known = all[slots[slot] ?? -1]
      if (known !== undefined) return known
      const { source, service, destination } = place
      const cell: Cell = {
        index: all.length,
        source,
        service,
        destination,
        protocol,
        rows: [],
        operationRows: null,
        isFolded: false,
        waypoint: -1,
        below: nothing,
      }
      slots[slot] = cell.index
      all.push(cell)
      if (all.length * 2 > slots.length) widen()
      return cell
    },
  }
}

const isAt = (
  cell: Cell,
  { source, service, destination }: Place,
  protocol: EdgeProtocol,
): boolean =>
  cell.source === source &&
  cell.destination === destination &&
  cell.service === service &&
  cell.protocol === protocol

/** FNV-1a over whole numbers, its high bits mixed in since only low ones choose the slot. */
function hashOf({ source, service, destination }: Place, protocol: EdgeProtocol): number {
  let hash = Math.imul(0x811c9dc5 ^ source, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15) ^ destination, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15) ^ service, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15) ^ protocolNumbers[protocol], 0x01000193)
  return hash ^ (hash >>> 15)
}
