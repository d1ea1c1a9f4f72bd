import type { Layer } from '#contract/warning.ts'
import type { MeshTelemetry, TelemetryAsk, TelemetryQuery } from '../../seams/mesh.ts'
import { readSpanOrigin } from './spans.ts'
import { flagText } from './flags.ts'
import {
  messageLabels,
  operationLabels,
  requestLabels,
  responseTimeLabels,
  tcpLabels,
  throughputLabels,
} from './labels.ts'
import { narrow } from './narrow.ts'
import { isOneOf, rateOf, selectorOf, sumBy } from './promql.ts'
import { readSamples } from './read.ts'
import { recordedName } from './recording.ts'

export const telemetry: MeshTelemetry = {
  queries: buildQueries,
  read: readSamples,
  narrow,
  flagText,
  lowestBucketMs: 0.5, // Envoy's; config/histogram-buckets.ts reads who has others
  traceServices: ({ namespace, app }) => [`${app}.${namespace}`, app],
  readSpan: readSpanOrigin,
  appLabels: ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'],
}

interface Counter {
  readonly id: string
  readonly layer: Layer
  readonly metric: string
  readonly labels: readonly string[]
  readonly matchers?: readonly string[]
}

/**
 * One wide question per measure, for every namespace and all three vantage points at once: requests
 * and bytes always, the rest when it is asked for. Eight at most.
 *
 * What a client sends is what proxies call received, at either end: see
 * docs/decisions/0005-istio-telemetry.md.
 */
function buildQueries(ask: TelemetryAsk): readonly TelemetryQuery[] {
  const queries = [
    counterQuery(ask, {
      id: 'requests',
      layer: 'requests',
      metric: 'istio_requests_total',
      labels: requestLabels,
    }),
    counterQuery(ask, {
      id: 'tcpSent',
      layer: 'tcp',
      metric: 'istio_tcp_received_bytes_total',
      labels: tcpLabels,
    }),
    counterQuery(ask, {
      id: 'tcpReceived',
      layer: 'tcp',
      metric: 'istio_tcp_sent_bytes_total',
      labels: tcpLabels,
    }),
  ]
  if (ask.grpcMessages) queries.push(...messageQueries(ask))
  if (ask.responseTime !== null) queries.push(responseTimeQuery(ask, ask.responseTime))
  if (ask.throughput !== null) queries.push(throughputQuery(ask, ask.throughput))
  if (ask.operations) queries.push(operationQuery(ask))
  return queries
}

function messageQueries(ask: TelemetryAsk): readonly TelemetryQuery[] {
  const ofMessages = { layer: 'grpcMessages', labels: messageLabels } as const
  return [
    counterQuery(ask, {
      ...ofMessages,
      id: 'messagesSent',
      metric: 'istio_request_messages_total',
    }),
    counterQuery(ask, {
      ...ofMessages,
      id: 'messagesReceived',
      metric: 'istio_response_messages_total',
    }),
  ]
}

function throughputQuery(ask: TelemetryAsk, direction: 'request' | 'response'): TelemetryQuery {
  return counterQuery(ask, {
    id: `${direction}Bytes`,
    layer: 'throughput',
    metric: `istio_${direction}_bytes_sum`,
    labels: throughputLabels,
  })
}

/** `request_operation` is there only where requests are classified. */
function operationQuery(ask: TelemetryAsk): TelemetryQuery {
  return counterQuery(ask, {
    id: 'operations',
    layer: 'operations',
    metric: 'istio_requests_total',
    labels: operationLabels,
    matchers: ['request_operation!~"|unknown"'],
  })
}

function counterQuery(ask: TelemetryAsk, counter: Counter): TelemetryQuery {
  const { vector, isRecorded } = ratesOf(ask, counter.metric, counter.matchers)
  const sum = sumBy(counter.labels, vector)
  return {
    id: counter.id,
    layer: counter.layer,
    promql: ask.includeIdle ? sum : `${sum} > 0`,
    isRecorded,
  }
}

type Statistic = 'avg' | 'p50' | 'p95' | 'p99'

const quantileByStatistic = { p50: 0.5, p95: 0.95, p99: 0.99 } as const

/**
 * Milliseconds, out of whichever family of histograms a proxy has; where both are there, as in the
 * window after an upgrade, the older one speaks. `>= 0` leaves out what nobody asked in the window,
 * which has no response time.
 */
function responseTimeQuery(ask: TelemetryAsk, statistic: Statistic): TelemetryQuery {
  const milliseconds = durationOf(ask, statistic, 'istio_request_duration_milliseconds')
  const seconds = durationOf(ask, statistic, 'istio_request_duration_seconds')
  return {
    id: 'responseTime',
    layer: 'responseTime',
    promql: `(${milliseconds.promql} >= 0) or (${seconds.promql} * 1000 >= 0)`,
    isRecorded: milliseconds.isRecorded,
  }
}

function durationOf(
  ask: TelemetryAsk,
  statistic: Statistic,
  family: string,
): Pick<TelemetryQuery, 'promql' | 'isRecorded'> {
  const labels = responseTimeLabels[ask.edgeLevel]
  if (statistic === 'avg') {
    const sum = sumBy(labels, ratesOf(ask, `${family}_sum`).vector)
    const count = sumBy(labels, ratesOf(ask, `${family}_count`).vector)
    return { promql: `${sum} / ${count}`, isRecorded: false }
  }
  const { vector, isRecorded } = ratesOf(ask, `${family}_bucket`)
  const buckets = sumBy(['le', ...labels], vector)
  return { promql: `histogram_quantile(${quantileByStatistic[statistic]}, ${buckets})`, isRecorded }
}

/**
 * The rates of one counter, series by series: recorded where the store has them for this window,
 * else taken from the counter. `or` puts the ends together without counting a series twice.
 */
function ratesOf(
  ask: TelemetryAsk,
  metric: string,
  matchers: readonly string[] = [],
): { readonly vector: string; readonly isRecorded: boolean } {
  const name = matchers.length === 0 ? recordedName(metric, ask.windowSeconds) : null
  const isRecorded = name !== null && ask.recordedNames.has(name)
  const select = (extra: readonly string[]) =>
    isRecorded
      ? selectorOf(name, extra)
      : rateOf(metric, ask.windowSeconds, [...matchers, ...extra])
  const { namespaces } = ask
  if (namespaces === null) return { vector: select([]), isRecorded }
  const vector = namespaceLabels.map((label) => select([isOneOf(label, namespaces)])).join(' or ')
  return { vector, isRecorded }
}

/** The service's namespace is all that is known of a request that died before it had a server. */
const namespaceLabels = [
  'source_workload_namespace',
  'destination_workload_namespace',
  'destination_service_namespace',
] as const
