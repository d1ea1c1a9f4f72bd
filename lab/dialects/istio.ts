import { observe } from '../prometheus/registry.ts'
import type { Counter, Family, Histogram, Labels, MetricRegistry } from '../prometheus/registry.ts'
import type { PodIdentity, ProxyReport } from '../world/traffic/report.ts'
import type { Dialect } from '../world/traffic/traffic.ts'
import * as families from './istio/families.ts'
import { labelsOf } from './istio/labels.ts'
import { spanOf } from './istio/spans.ts'

/**
 * Which histograms a mesh can afford: each has 22 series for every edge, code and reporter. `coarse`
 * is the duration alone in seven, as an operator sets it for a big mesh.
 */
export type HistogramChoice = 'all' | 'duration' | 'coarse' | 'none'

export interface IstioDialectOptions {
  readonly registry: MetricRegistry
  readonly histograms?: HistogramChoice // default all
}

/** The counters of one label set. */
interface RequestCounters {
  readonly kind: 'requests'
  /** By operation: the request counter alone has that label, the others would be doubled by it. */
  readonly totals: Map<string, Counter>
  readonly newTotal: (operation: string) => Counter
  readonly duration: Histogram | null
  readonly durationBounds: readonly number[]
  readonly requestBytes: Histogram | null
  readonly responseBytes: Histogram | null
  readonly requestMessages: Counter | null
  readonly responseMessages: Counter | null
}

interface TcpCounters {
  readonly kind: 'tcp'
  readonly sent: Counter
  readonly received: Counter
  readonly opened: Counter
  readonly closed: Counter
}

/** Istio's standard metrics and spans, as its sidecars, gateways, waypoints and ztunnels report them. */
export function createIstioDialect(options: IstioDialectOptions): Dialect {
  const { registry, histograms = 'all' } = options
  const byReporter = new Map<PodIdentity, Map<string, RequestCounters | TcpCounters>>()

  function countersOf(report: ProxyReport): RequestCounters | TcpCounters {
    let own = byReporter.get(report.reporter)
    if (own === undefined) {
      own = new Map<string, RequestCounters | TcpCounters>()
      byReporter.set(report.reporter, own)
    }
    const key = keyOf(report)
    let counters = own.get(key)
    if (counters === undefined) {
      const labels = labelsOf(report)
      counters =
        report.protocol === 'tcp'
          ? tcpCounters(registry, labels)
          : requestCounters(registry, labels, { histograms, report })
      own.set(key, counters)
    }
    return counters
  }

  return {
    report: (report) => {
      const counters = countersOf(report)
      if (counters.kind === 'tcp') countExchange(counters, report)
      else countRequest(counters, report)
    },
    span: spanOf,
    forget: (pod) => {
      byReporter.delete(pod)
      registry.forget({ pod: pod.pod, namespace: pod.workload.namespace })
    },
  }
}

/** Everything in which two reports of one proxy can differ in their labels. */
function keyOf(report: ProxyReport): string {
  const { seat, source, destination, service } = report
  return `${seat}|${source?.workload.key ?? ''}|${destination?.workload.key ?? ''}|${service.kind}|${service.host}|${report.protocol}|${report.responseCode}|${report.grpcStatus ?? ''}|${report.flags}|${report.isMtls ? 1 : 0}`
}

function countRequest(counters: RequestCounters, report: ProxyReport): void {
  totalOf(counters, report.operation).value += 1
  // Envoy measures whole milliseconds.
  const durationMs = Math.round(report.durationMs)
  if (counters.duration !== null) observe(counters.duration, counters.durationBounds, durationMs)
  record(counters.requestBytes, report.requestBytes)
  record(counters.responseBytes, report.responseBytes)
  if (counters.requestMessages !== null) counters.requestMessages.value += 1
  if (counters.responseMessages !== null && report.grpcStatus === 0) {
    counters.responseMessages.value += 1
  }
}

function totalOf({ totals, newTotal }: RequestCounters, operation: string): Counter {
  let total = totals.get(operation)
  if (total === undefined) totals.set(operation, (total = newTotal(operation)))
  return total
}

function record(histogram: Histogram | null, value: number): void {
  if (histogram !== null) observe(histogram, families.bucketBounds, value)
}

/** Named from the proxy's seat towards the client: what the client sent is what was received. */
function countExchange(counters: TcpCounters, report: ProxyReport): void {
  counters.received.value += report.requestBytes
  counters.sent.value += report.responseBytes
  counters.opened.value += report.openedConnections
  counters.closed.value += report.openedConnections
}

function requestCounters(
  registry: MetricRegistry,
  labels: Labels,
  { histograms, report }: { readonly histograms: HistogramChoice; readonly report: ProxyReport },
): RequestCounters {
  const isGrpc = report.protocol === 'grpc'
  const hasBytes = histograms === 'all'
  const durationBounds = histograms === 'coarse' ? families.coarseBounds : families.bucketBounds
  const histogram = (family: Family, bounds = families.bucketBounds): Histogram =>
    registry.histogram(family, bounds, labels)
  const newTotal = (operation: string): Counter =>
    registry.counter(families.requestsTotal, { ...labels, request_operation: operation })
  return {
    kind: 'requests',
    totals: new Map([[report.operation, newTotal(report.operation)]]),
    newTotal,
    duration: histograms === 'none' ? null : histogram(families.requestDuration, durationBounds),
    durationBounds,
    requestBytes: hasBytes ? histogram(families.requestBytes) : null,
    responseBytes: hasBytes ? histogram(families.responseBytes) : null,
    requestMessages: isGrpc ? registry.counter(families.requestMessages, labels) : null,
    responseMessages: isGrpc ? registry.counter(families.responseMessages, labels) : null,
  }
}

function tcpCounters(registry: MetricRegistry, labels: Labels): TcpCounters {
  return {
    kind: 'tcp',
    sent: registry.counter(families.tcpSent, labels),
    received: registry.counter(families.tcpReceived, labels),
    opened: registry.counter(families.tcpOpened, labels),
    closed: registry.counter(families.tcpClosed, labels),
  }
}
