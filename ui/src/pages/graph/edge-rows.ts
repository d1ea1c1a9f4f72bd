import type { Graph, GraphEdge } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import type { EdgeTcp } from '#contract/traffic.ts'
import { bytesPerSecondOf, requestsPerSecondOf } from '../../canvas/labels.ts'
import { edgeSummary, edgeWeight } from './edge-summary.ts'
import { placedName } from './names.ts'

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
  readonly sentBytesPerSecond: number | null
  readonly receivedBytesPerSecond: number | null
  readonly rateText: string
  readonly errors: number | null // the worse of HTTP and gRPC
  readonly share: number | null // of what the caller sends; the largest of the protocols
  readonly flags: string // all that were seen: `UF, URX`
  readonly hosts: string
  readonly time: number | null
  readonly throughput: number | null
  readonly mtls: number | null
  readonly waypoints: string
  readonly standsFor: number
}

export function edgeRows(graph: Graph): EdgeRow[] {
  const names = new Map(graph.nodes.map((node) => [node.id, placedName(node)]))
  return graph.edges.map((edge) => {
    return {
      ...measuredOf(edge),
      id: edge.id,
      source: names.get(edge.source) ?? edge.source,
      target: names.get(edge.target) ?? edge.target,
      health: edge.health.status,
      protocol: protocolsOf(edge),
      rateText: edgeSummary(edge),
      ...answersOf(edge),
      mtls: edge.mtls.share,
      waypoints: edge.waypoints.join(', '),
      standsFor: edge.standsFor,
    }
  })
}

type Measured = 'rate' | 'requestsPerSecond' | 'bytesPerSecond' | 'time' | 'throughput'
type TcpMeasured = 'sentBytesPerSecond' | 'receivedBytesPerSecond'

function measuredOf(edge: GraphEdge): Pick<EdgeRow, Measured | TcpMeasured> {
  const { tcp, responseTime, throughput } = edge
  return {
    rate: edgeWeight(edge),
    requestsPerSecond: requestsPerSecondOf(edge),
    bytesPerSecond: bytesPerSecondOf(edge),
    sentBytesPerSecond: tcp?.sentBytesPerSecond ?? null,
    receivedBytesPerSecond: tcp?.receivedBytesPerSecond ?? null,
    time: responseTime?.valueMs ?? null,
    throughput: throughput?.bytesPerSecond ?? null,
  }
}

function answersOf(edge: GraphEdge): Pick<EdgeRow, 'errors' | 'share' | 'flags' | 'hosts'> {
  const parts = [edge.http, edge.grpc, edge.tcp].filter((part) => part !== null)
  const responses = parts.flatMap((part): EdgeTcp['responses'] => part.responses)
  return {
    errors: largest([edge.http?.errorRatio, edge.grpc?.errorRatio]),
    share: largest(parts.map(({ outboundShare }) => outboundShare)),
    flags: distinct(responses.map(({ flags }) => (flags === '-' ? '' : flags))),
    hosts: distinct(responses.map(({ host }) => host)),
  }
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

/** Null when none is known. */
function largest(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number')
  return known.length === 0 ? null : Math.max(...known)
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].sort().join(', ')
}
