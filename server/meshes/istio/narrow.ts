import type { TelemetryQuery } from '../../seams/mesh.ts'
import type { RequestedService, TrafficEnd, TrafficSample } from '../../seams/traffic.ts'
import { is, isNotKnown, rateOf } from './promql.ts'
import { readRecordedName } from './recording.ts'

/**
 * PromQL that asks for the number of one row alone, always of the raw counters. An end is told by
 * its workload where the question grouped by it, else by its app.
 */
export function narrow(query: TelemetryQuery, sample: TrafficSample): string {
  const { metric, windowSeconds } = readQuestion(query.promql)
  const grouped = new Set(/by \(([^)]*)\)/.exec(query.promql)?.[1]?.split(', '))
  const matchers = [
    ...endMatchers('source', sample.source, grouped),
    ...endMatchers('destination', sample.destination, grouped),
    ...matchersOf(sample),
  ].flatMap(({ label, text }) => (grouped.has(label) ? [text] : []))
  if (query.id !== 'responseTime') return `sum(${rateOf(metric, windowSeconds, matchers)})`
  const quantile = /histogram_quantile\(([\d.]+)/.exec(query.promql)?.[1] ?? null
  const duration = { windowSeconds, matchers, quantile }
  const milliseconds = durationOf('istio_request_duration_milliseconds', duration)
  return `${milliseconds} or ${durationOf('istio_request_duration_seconds', duration)} * 1000`
}

interface Duration {
  readonly windowSeconds: number
  readonly matchers: readonly string[]
  readonly quantile: string | null
}

function durationOf(family: string, { windowSeconds, matchers, quantile }: Duration): string {
  const rate = (suffix: string) => rateOf(`${family}_${suffix}`, windowSeconds, matchers)
  if (quantile === null) return `(sum(${rate('sum')}) / sum(${rate('count')}) >= 0)`
  return `(histogram_quantile(${quantile}, sum by (le) (${rate('bucket')})) >= 0)`
}

function readQuestion(promql: string): { metric: string; windowSeconds: number } {
  const recorded = /alidade:\w+:rate\w+/.exec(promql)?.[0]
  const fromRule = recorded === undefined ? null : readRecordedName(recorded)
  if (fromRule !== null) return fromRule
  return {
    metric: /rate\((\w+)/.exec(promql)?.[1] ?? 'istio_requests_total',
    windowSeconds: Number(/\[(\d+)s\]/.exec(promql)?.[1] ?? 60),
  }
}

interface Matcher {
  readonly label: string
  readonly text: string
}

function matchersOf(sample: TrafficSample): readonly Matcher[] {
  return [
    matcher('reporter', sample.reporter),
    ...serviceMatchers(sample.service),
    matcher('request_protocol', sample.protocol),
    matcher('response_code', sample.code),
    matcher('grpc_response_status', sample.grpcStatus),
    sample.flags === null
      ? { label: 'response_flags', text: 'response_flags=~"|-|unknown"' }
      : matcher('response_flags', sample.flags),
    matcher('source_principal', sample.sourcePrincipal),
    matcher('destination_principal', sample.destinationPrincipal),
    matcher('connection_security_policy', policyOf[sample.security ?? 'unknown']),
    matcher('request_operation', sample.operation),
    ...nodeProxyMatchers(sample),
  ]
}

const policyOf = { mutualTls: 'mutual_tls', none: 'none', unknown: null } as const

function matcher(label: string, value: string | null): Matcher {
  return { label, text: value === null ? isNotKnown(label) : is(label, value) }
}

/** Workloads know their app and version, so these tell ends apart only where no workload does. */
function endMatchers(
  side: 'source' | 'destination',
  end: TrafficEnd,
  grouped: ReadonlySet<string>,
): readonly Matcher[] {
  const place = [
    matcher(`${side}_cluster`, end.cluster),
    matcher(`${side}_workload_namespace`, end.namespace),
  ]
  const app = matcher(`${side}_canonical_service`, end.app)
  if (!grouped.has(`${side}_workload`)) return [...place, app]
  const workload = matcher(`${side}_workload`, end.workload)
  return end.workload === null ? [...place, workload, app] : [...place, workload]
}

/** A host says all of a service but which egress it was; a namespace may have been read from it. */
function serviceMatchers(service: RequestedService): readonly Matcher[] {
  const host = matcher('destination_service', service.host)
  if (service.egress !== null) {
    return [host, matcher('destination_service_name', nameOfEgress[service.egress])]
  }
  if (service.host !== null) return [host]
  return [
    host,
    matcher('destination_service_name', service.name),
    matcher('destination_service_namespace', service.namespace),
  ]
}

const nameOfEgress = { passthrough: 'PassthroughCluster', blackhole: 'BlackHoleCluster' } as const

function nodeProxyMatchers({ isNodeProxy }: TrafficSample): readonly Matcher[] {
  return [{ label: 'app', text: isNodeProxy ? 'app="ztunnel"' : 'app!="ztunnel"' }]
}
