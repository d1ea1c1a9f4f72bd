import type { TelemetryQuery } from '../../seams/mesh.ts'
import { sampleOf } from '../../seams/traffic.ts'
import type { Measure, SampleReporter, TrafficSample } from '../../seams/traffic.ts'
import type { LabelledVector } from '../../seams/vector.ts'
import { openColumns } from './columns.ts'
import type { Column } from './columns.ts'
import { internNames } from './intern.ts'
import type { Kept } from './intern.ts'
import { SeriesBook } from './series-book.ts'
import type { ReadFacts } from './series-book.ts'

const measureById: ReadonlyMap<string, Measure> = new Map([
  ['requests', 'requests'],
  ['operations', 'requests'],
  ['tcpSent', 'tcpSentBytes'],
  ['tcpReceived', 'tcpReceivedBytes'],
  ['messagesSent', 'messagesSent'],
  ['messagesReceived', 'messagesReceived'],
  ['requestBytes', 'requestBytes'],
  ['responseBytes', 'responseBytes'],
  ['responseTime', 'responseTimeMs'],
])

/** One book for each question: it tells the same series of all contexts and windows. */
const books = new Map<string, SeriesBook>()

/**
 * One sample per series that an Istio proxy made; series of others are left out. Never throws: a
 * label that is absent, since a Telemetry object dropped it or a proxy is old, reads as not known.
 */
export function readSamples(
  query: TelemetryQuery,
  vector: LabelledVector,
): readonly TrafficSample[] {
  const measure = measureById.get(query.id)
  if (measure === undefined || !vector.labelNames.includes('reporter')) return []
  let book = books.get(query.id)
  if (book === undefined) books.set(query.id, (book = new SeriesBook()))
  const series = book.read(vector, (kept) => openFacts(measure, vector, kept))
  const samples: TrafficSample[] = []
  for (let row = 0; row < series.length; row += 1) {
    const facts = series[row] ?? null
    if (facts !== null) samples.push(sampleOf(facts, vector.values[row] ?? Number.NaN))
  }
  return samples
}

function openFacts(measure: Measure, vector: LabelledVector, kept: Kept): ReadFacts {
  const columnOf = openColumns(vector)
  const { sourceAt, destinationAt, serviceAt } = internNames(vector, columnOf, kept)
  const response = openResponse(measure, columnOf)
  const trust = openTrust(columnOf)
  const reporterAt = columnOf('reporter')
  const operationAt = columnOf('request_operation')
  return (row) => {
    const reporter = readReporter(reporterAt(row))
    if (reporter === null) return null
    return {
      measure,
      reporter,
      source: sourceAt(row),
      service: serviceAt(row),
      destination: destinationAt(row),
      protocol: response.protocolAt(row),
      code: response.codeAt(row),
      grpcStatus: response.grpcStatusAt(row),
      flags: response.flagsAt(row),
      security: trust.securityAt(row, reporter),
      sourcePrincipal: trust.sourcePrincipalAt(row),
      destinationPrincipal: trust.destinationPrincipalAt(row),
      isNodeProxy: trust.isNodeProxyAt(row, reporter),
      operation: operationAt(row),
    }
  }
}

function readReporter(text: string | null): SampleReporter | null {
  return text === 'source' || text === 'destination' || text === 'waypoint' ? text : null
}

interface ResponseColumns {
  readonly protocolAt: (row: number) => string
  readonly codeAt: Column
  readonly grpcStatusAt: Column
  readonly flagsAt: Column
}

/** Measures that only one protocol has are of that protocol even when no label says so. */
function openResponse(measure: Measure, columnOf: (name: string) => Column): ResponseColumns {
  const protocolAt = columnOf('request_protocol')
  const codeAt = columnOf('response_code')
  const grpcStatusAt = columnOf('grpc_response_status')
  const flagsAt = columnOf('response_flags')
  const usual = usualProtocol(measure)
  return {
    protocolAt: (row) =>
      protocolAt(row)?.toLowerCase() ?? (grpcStatusAt(row) === null ? usual : 'grpc'),
    codeAt: (row) => (usual === 'tcp' ? null : codeAt(row)),
    grpcStatusAt,
    flagsAt: (row) => {
      const flags = flagsAt(row)
      return flags === '-' ? null : flags
    },
  }
}

function usualProtocol(measure: Measure): 'http' | 'grpc' | 'tcp' {
  if (measure === 'messagesSent' || measure === 'messagesReceived') return 'grpc'
  return measure === 'tcpSentBytes' || measure === 'tcpReceivedBytes' ? 'tcp' : 'http'
}

interface TrustColumns {
  readonly securityAt: (row: number, reporter: SampleReporter) => TrafficSample['security']
  readonly isNodeProxyAt: (row: number, reporter: SampleReporter) => boolean
  readonly sourcePrincipalAt: Column
  readonly destinationPrincipalAt: Column
}

/**
 * Who vouches for what. The sidecar of a client never knows whether its connection was mutual TLS
 * and says `unknown`; whatever else it might say is not believed, but for `mutual_tls`, which only
 * ztunnel writes on that side. Servers and waypoints know, both ways.
 */
function openTrust(columnOf: (name: string) => Column): TrustColumns {
  const policyAt = columnOf('connection_security_policy')
  const scrapedAppAt = columnOf('app')
  return {
    securityAt: (row, reporter) => {
      const policy = policyAt(row)
      if (policy === 'mutual_tls') return 'mutualTls'
      return policy === 'none' && reporter !== 'source' ? 'none' : null
    },
    isNodeProxyAt: (row, reporter) =>
      scrapedAppAt(row) === 'ztunnel' || (reporter === 'source' && policyAt(row) === 'mutual_tls'),
    sourcePrincipalAt: columnOf('source_principal'),
    destinationPrincipalAt: columnOf('destination_principal'),
  }
}
