import type { Graph, GraphEdge } from '#contract/graph.ts'
import { healthStatuses, type HealthStatus } from '#contract/health.ts'
import { bytesPerSecondOf, requestsPerSecondOf } from '../../canvas/labels.ts'
import { edgeSummary, edgeWeight } from './edge-summary.ts'
import { nodeName } from './names.ts'

/** One line of the picture's twin. Null where nothing is known, never zero. */
export interface EdgeRow {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly health: HealthStatus
  readonly protocol: string
  readonly rate: number // for sorting alone: requests count before bytes
  readonly requestsPerSecond: number | null // HTTP and gRPC; null without either
  readonly bytesPerSecond: number | null // TCP, both ways
  readonly rateText: string
  readonly errors: number | null // the worse of HTTP and gRPC
  readonly time: number | null
  readonly mtls: number | null
}

export type Column = Exclude<
  keyof EdgeRow,
  'id' | 'rateText' | 'requestsPerSecond' | 'bytesPerSecond'
>

export interface Sorting {
  readonly column: Column
  readonly isDescending: boolean
}

export function edgeRows(graph: Graph): EdgeRow[] {
  const names = new Map(
    graph.nodes.map((node) => [
      node.id,
      node.namespace === null || node.kind === 'namespace'
        ? nodeName(node)
        : `${nodeName(node)} (${node.namespace})`,
    ]),
  )
  return graph.edges.map((edge) => ({
    id: edge.id,
    source: names.get(edge.source) ?? edge.source,
    target: names.get(edge.target) ?? edge.target,
    health: edge.health.status,
    protocol: protocolsOf(edge),
    rate: edgeWeight(edge),
    requestsPerSecond: requestsPerSecondOf(edge),
    bytesPerSecond: bytesPerSecondOf(edge),
    rateText: edgeSummary(edge),
    errors: worstErrors(edge),
    time: edge.responseTime?.valueMs ?? null,
    mtls: edge.mtls.share,
  }))
}

function protocolsOf({ http, grpc, tcp, otherProtocols }: GraphEdge): string {
  const names = [
    http === null ? null : 'HTTP',
    grpc === null ? null : 'gRPC',
    tcp === null ? null : 'TCP',
    ...otherProtocols,
  ].filter((name) => name !== null)
  return names.length === 0 ? '–' : names.join(', ')
}

function worstErrors({ http, grpc }: GraphEdge): number | null {
  const known = [http?.errorRatio, grpc?.errorRatio].filter((ratio) => typeof ratio === 'number')
  return known.length === 0 ? null : Math.max(...known)
}

/** As comma-separated values: rates per second, shares from 0 to 1, times in ms; unknown is empty. */
export function writeCsv(rows: readonly EdgeRow[]): string {
  const head =
    'caller,callee,health,protocol,requestsPerSecond,tcpBytesPerSecond,errorRatio,responseTimeMs,mtlsShare'
  const cell = (value: string | number | null): string =>
    typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value ?? '')
  const lines = rows.map((row) => {
    const { source, target, health, protocol, requestsPerSecond, bytesPerSecond } = row
    const traffic = [requestsPerSecond, bytesPerSecond, row.errors, row.time, row.mtls]
    return [source, target, health, protocol, ...traffic].map(cell).join(',')
  })
  return [head, ...lines, ''].join('\n')
}

/** Unknown comes last, whichever way it is sorted; health ascends from the worst. */
export function sortRows(rows: readonly EdgeRow[], { column, isDescending }: Sorting): EdgeRow[] {
  const keyOf = (row: EdgeRow): string | number | null =>
    column === 'health' ? healthStatuses.indexOf(row.health) : row[column]
  const compare = (a: EdgeRow, b: EdgeRow): number => {
    const [x, y] = [keyOf(a), keyOf(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y)
    return isDescending ? -order : order
  }
  return rows.toSorted(compare)
}
