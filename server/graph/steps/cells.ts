import type { TrafficSample } from '../../seams/traffic.ts'
import type { EdgeProtocol, Place } from '../base-graph.ts'

/** All rows about one source, service, destination and protocol, whoever reported them. */
export interface Cell extends Place {
  readonly protocol: EdgeProtocol
  readonly rows: TrafficSample[]
  /** Rows of the query by operation: the same calls once more. */
  operationRows: TrafficSample[] | null
  /** Another edge stands for these calls: a hop to or from a waypoint that reported them itself. */
  isFolded: boolean
  waypoint: number // end that the calls pass; -1: none
}

export interface Cells {
  readonly all: readonly Cell[]
  readonly find: (place: Place, protocol: EdgeProtocol) => Cell
}

const protocolNumbers = { http: 0, grpc: 1, tcp: 2, other: 3 } as const satisfies Record<
  EdgeProtocol,
  number
>

export function protocolOf(text: string): EdgeProtocol {
  return text === 'http' || text === 'grpc' || text === 'tcp' ? text : 'other'
}

// Two indexes side by side in one exact integer: far above any number of ends or services.
const shift = 2 ** 26

export function createCells(): Cells {
  const all: Cell[] = []
  const pairs = new Map<number, number>()
  const cells = new Map<number, Cell>()
  return {
    all,
    find: (place, protocol) => {
      const pairKey = place.source * shift + place.destination
      let pair = pairs.get(pairKey)
      if (pair === undefined) pairs.set(pairKey, (pair = pairs.size))
      const key = pair * shift + (place.service + 1) * 4 + protocolNumbers[protocol]
      const known = cells.get(key)
      if (known !== undefined) return known
      const { source, service, destination } = place
      const cell = { source, service, destination, protocol, rows: [], operationRows: null }
      const built: Cell = { ...cell, isFolded: false, waypoint: -1 }
      cells.set(key, built)
      all.push(built)
      return built
    },
  }
}
