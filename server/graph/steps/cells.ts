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

/** Looking through a few cells of one pair is cheaper than a map of them. */
const longestWalk = 8

/** The cells between one source and one destination. */
interface PairCells {
  readonly cells: Cell[]
  byKey: Map<number, Cell> | null // once there are many
}

const keyOf = (service: number, protocol: EdgeProtocol): number =>
  (service + 1) * 4 + protocolNumbers[protocol]

export function createCells(): Cells {
  const all: Cell[] = []
  const bySource: (Map<number, PairCells> | undefined)[] = []
  return {
    all,
    find: (place, protocol) => {
      const { source, service, destination } = place
      const byDestination = (bySource[source] ??= new Map<number, PairCells>())
      let pair = byDestination.get(destination)
      if (pair === undefined) {
        pair = { cells: [], byKey: null }
        byDestination.set(destination, pair)
      }
      const known = findCell(pair, service, protocol)
      if (known !== undefined) return known
      const cell: Cell = {
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
      addCell(pair, cell)
      all.push(cell)
      return cell
    },
  }
}

function findCell(
  { cells, byKey }: PairCells,
  service: number,
  protocol: EdgeProtocol,
): Cell | undefined {
  if (byKey !== null) return byKey.get(keyOf(service, protocol))
  for (const cell of cells) {
    if (cell.service === service && cell.protocol === protocol) return cell
  }
  return undefined
}

function addCell(pair: PairCells, cell: Cell): void {
  pair.cells.push(cell)
  if (pair.byKey !== null) pair.byKey.set(keyOf(cell.service, cell.protocol), cell)
  else if (pair.cells.length > longestWalk) {
    pair.byKey = new Map(pair.cells.map((one) => [keyOf(one.service, one.protocol), one]))
  }
}
