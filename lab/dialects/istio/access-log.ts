import type { ProxiedRequest } from '../../world/traffic/log-book.ts'
import type { PodIdentity, ProxyReport } from '../../world/traffic/report.ts'
import { requestIdText } from '../../world/traffic/request-id.ts'
import type { RequestId } from '../../world/traffic/request-id.ts'

/** The address of a host of the registry; '' when it has none. */
export type AddressOf = (host: string) => string

/** The line that Envoy (or ztunnel) writes of one request, in the format that Istio sets. */
export function accessLine(request: ProxiedRequest, addressOf: AddressOf): string {
  const { seat, protocol } = request.report
  if (seat === 'l4-client' || seat === 'l4-server') return connectionLine(request, addressOf)
  return protocol === 'tcp' ? tcpLine(request, addressOf) : requestLine(request, addressOf)
}

/** @see https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format */
function requestLine(request: ProxiedRequest, addressOf: AddressOf): string {
  const { report, method, path, requestId } = request
  const { service, protocol, flags } = report
  const durationMs = Math.round(report.durationMs)
  const upstreamMs = reachesUpstream(report) ? String(Math.max(0, durationMs - 1)) : '-'
  const version = protocol === 'grpc' ? 'HTTP/2' : 'HTTP/1.1'
  const agent = protocol === 'grpc' ? 'grpc-go/1.71.0' : 'lab/1.0'
  return [
    `[${timeOf(request.startMs)}] "${method} ${path} ${version}"`,
    `${report.responseCode} ${flags} ${detailsOf(report)} - "${failureOf(flags)}"`,
    `${sizeOf(report.requestBytes, method)} ${report.responseBytes} ${durationMs} ${upstreamMs}`,
    `"-" "${agent}" "${requestIdText(requestId)}" "${authorityOf(report)}"`,
    addresses(request, addressOf),
    `${serverNameOf(report)} ${service.kind === 'registry' ? 'default' : 'allow_any'}`,
  ].join(' ')
}

function tcpLine(request: ProxiedRequest, addressOf: AddressOf): string {
  const { report } = request
  return [
    `[${timeOf(request.startMs)}] "- - -" 0 ${report.flags} - - "${failureOf(report.flags)}"`,
    `${report.requestBytes} ${report.responseBytes} ${Math.round(report.durationMs)} -`,
    '"-" "-" "-" "-"',
    addresses(request, addressOf),
    `${serverNameOf(report)} -`,
  ].join(' ')
}

/** @see https://istio.io/latest/docs/ambient/usage/troubleshoot-ztunnel/ */
function connectionLine(
  { report, endMs, requestId }: ProxiedRequest,
  addressOf: AddressOf,
): string {
  const { seat, source, destination, service, flags } = report
  const isOutbound = seat === 'l4-client'
  const asked = addressOf(service.host)
  const pairs = [
    ...endPairs('src', source, `${ipOf(source, stranger)}:${portFrom(requestId, 0)}`),
    ...endPairs('dst', destination, `${ipOf(destination, '-')}:15008`),
    `dst.hbone_addr=${ipOf(destination, asked)}:${service.port}`,
    `dst.service="${service.host}"`,
    `direction="${isOutbound ? 'outbound' : 'inbound'}"`,
    `bytes_sent=${isOutbound ? report.requestBytes : report.responseBytes}`,
    `bytes_recv=${isOutbound ? report.responseBytes : report.requestBytes}`,
    `duration="${Math.round(report.durationMs)}ms"`,
    ...(flags === '-' ? [] : [`error="${ztunnelErrors[flags] ?? flags}"`]),
  ]
  const level = flags === '-' ? 'info' : 'error'
  return `${timeOf(endMs)}\t${level}\taccess\tconnection complete\t${pairs.join(' ')}`
}

const stranger = '198.51.100.1' // whoever comes from outside

function ipOf(pod: PodIdentity | null, otherwise: string): string {
  return pod?.ip ?? otherwise
}

function endPairs(end: string, pod: PodIdentity | null, address: string): readonly string[] {
  if (pod === null) return [`${end}.addr=${address}`]
  const { namespace, serviceAccount } = pod.workload
  return [
    `${end}.addr=${address}`,
    `${end}.workload="${pod.pod}"`,
    `${end}.namespace="${namespace}"`,
    `${end}.identity="spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}"`,
  ]
}

const ztunnelErrors: Readonly<Record<string, string>> = {
  DENY: 'connection closed due to policy rejection: allow policies exist, but none allowed',
  CONNECT: 'connection failed: deadline has elapsed',
}

/** Upstream host, cluster, own address towards it, then both addresses of the downstream connection. */
function addresses({ report, requestId, subset }: ProxiedRequest, addressOf: AddressOf): string {
  const { seat, service, destination, source } = report
  const { port } = service
  if (seat === 'server') {
    const own = `${report.reporter.ip}:${port}`
    const caller = `${ipOf(source, stranger)}:${portFrom(requestId, 1)}`
    return `"${own}" inbound|${port}|| 127.0.0.6:${portFrom(requestId, 2)} ${own} ${caller}`
  }
  const asked = addressOf(service.host)
  const isSent = reachesUpstream(report)
  const host = isSent ? `${ipOf(destination, asked)}:${port}` : '-'
  const local = isSent ? `${report.reporter.ip}:${portFrom(requestId, 1)}` : '-'
  const caller = `${ipOf(source, '-')}:${portFrom(requestId, 0)}`
  return `"${host}" ${clusterOf(report, subset)} ${local} ${asked || ipOf(destination, '-')}:${port} ${caller}`
}

function clusterOf({ service }: ProxyReport, subset: string): string {
  if (service.kind === 'passthrough') return 'PassthroughCluster'
  if (service.kind === 'blackhole') return 'BlackHoleCluster'
  return service.kind === 'unrouted' ? '-' : `outbound|${service.port}|${subset}|${service.host}`
}

function serverNameOf({ seat, isMtls, service }: ProxyReport): string {
  return seat === 'server' && isMtls ? `outbound_.${service.port}_._.${service.host}` : '-'
}

function authorityOf({ service }: ProxyReport): string {
  return service.kind === 'registry' ? `${service.host}:${service.port}` : service.host
}

const localFlags = ['UH', 'UO', 'NR', 'NC', 'FI', 'DI,FI']

function reachesUpstream(report: ProxyReport): boolean {
  const { flags, service } = report
  return !localFlags.includes(flags) && service.kind !== 'unrouted' && !isRefused(report)
}

const details: Readonly<Record<string, string>> = {
  FI: 'fault_filter_abort',
  UH: 'no_healthy_upstream',
  UF: 'upstream_reset_before_response_started{connection_failure}',
  UC: 'upstream_reset_before_response_started{connection_termination}',
  UO: 'upstream_reset_before_response_started{overflow}',
  NR: 'route_not_found',
  NC: 'cluster_not_found',
  UT: 'response_timeout',
  DC: 'downstream_remote_disconnect',
}

/** A 403 at the server's side is its proxy's own: no application of the world says so. */
function isRefused({ flags, responseCode, seat }: ProxyReport): boolean {
  return responseCode === 403 && flags === '-' && seat !== 'client'
}

function detailsOf(report: ProxyReport): string {
  const { flags } = report
  if (isRefused(report)) return 'rbac_access_denied_matched_policy[none]'
  const flag = flags.split(',').find((one) => details[one] !== undefined)
  return (flag === undefined ? undefined : details[flag]) ?? 'via_upstream'
}

function failureOf(flags: string): string {
  return flags.startsWith('UF') ? 'delayed_connect_error:_111' : '-'
}

/** Requests without a body send none, whatever their headers weigh. */
function sizeOf(bytes: number, method: string): number {
  return method === 'GET' ? 0 : bytes
}

/** The same port for the same connection on both of its ends: 32768 to 60999, as Linux gives them. */
function portFrom(requestId: RequestId, leg: number): number {
  return 32_768 + ((requestId + leg * 7_919) % 28_232)
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
