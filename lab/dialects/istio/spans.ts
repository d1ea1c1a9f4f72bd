import type { LabSpan } from '../../seams.ts'
import { requestIdText } from '../../world/traffic/request-id.ts'
import type { PodIdentity, ProxyReport, TracedReport } from '../../world/traffic/report.ts'

/** The span that Envoy would send of one side of a hop, named and tagged as Istio configures it. */
export function spanOf(traced: TracedReport): LabSpan {
  const { report } = traced
  const { reporter, service, seat } = report
  const { app, namespace } = reporter.workload
  return {
    traceId: traced.traceId,
    spanId: traced.spanId,
    parentSpanId: traced.parentSpanId,
    serviceName: `${app}.${namespace}`,
    operationName: `${service.host}:${service.port}/*`,
    kind: seat === 'client' ? 'client' : 'server',
    startUs: Math.round(traced.startMs * 1_000),
    durationUs: Math.max(1, Math.round(report.durationMs * 1_000)),
    isError: isError(report),
    tags: tagsOf(traced),
  }
}

function isError({ responseCode, grpcStatus, flags }: ProxyReport): boolean {
  return responseCode >= 500 || (responseCode === 0 && flags !== 'DC') || (grpcStatus ?? 0) > 0
}

function tagsOf(traced: TracedReport): LabSpan['tags'] {
  const { report } = traced
  const { reporter, service, seat } = report
  const { workload } = reporter
  return {
    component: 'proxy',
    node_id: `${nodeKind(reporter)}~${reporter.ip}~${reporter.pod}.${workload.namespace}~${workload.namespace}.svc.cluster.local`,
    'guid:x-request-id': requestIdText(traced.requestId),
    upstream_cluster: upstreamCluster(traced),
    'upstream_cluster.name':
      seat === 'server' ? `inbound|${service.port}||` : upstreamCluster(traced),
    'http.method': traced.method,
    'http.url': `http://${service.host}:${service.port}${traced.path}`,
    'http.protocol': report.protocol === 'grpc' ? 'HTTP/2' : 'HTTP/1.1',
    'http.status_code': String(report.responseCode),
    user_agent: 'lab/1.0',
    request_size: String(report.requestBytes),
    response_size: String(report.responseBytes),
    response_flags: report.flags,
    'peer.address': report.source?.ip ?? '198.51.100.1',
    'istio.canonical_service': workload.app,
    'istio.canonical_revision': workload.version === '' ? 'latest' : workload.version,
    'istio.mesh_id': 'cluster.local',
    'istio.namespace': workload.namespace,
    'istio.cluster_id': 'Kubernetes',
    ...(report.grpcStatus === null ? {} : { 'grpc.status_code': String(report.grpcStatus) }),
    ...(isError(report) ? { error: true } : {}),
    ...(seat === 'waypoint' ? peerTags(report) : {}),
  }
}

const nodeKinds: Readonly<Partial<Record<PodIdentity['proxy'], string>>> = {
  gateway: 'router',
  waypoint: 'waypoint',
}

function nodeKind({ proxy }: PodIdentity): string {
  return nodeKinds[proxy] ?? 'sidecar'
}

function upstreamCluster({ report, subset }: TracedReport): string {
  const { service, seat } = report
  if (seat === 'server') return `inbound|${service.port}||`
  if (service.kind === 'passthrough') return 'PassthroughCluster'
  return `outbound|${service.port}|${subset}|${service.host}`
}

/** A waypoint's own names say nothing of the two between whom it stands. */
function peerTags({ source, destination }: ProxyReport): LabSpan['tags'] {
  return { ...endTags('source', source), ...endTags('destination', destination) }
}

function endTags(end: string, pod: PodIdentity | null): LabSpan['tags'] {
  if (pod === null) return {}
  const { workload } = pod
  return {
    [`istio.${end}_workload`]: workload.name,
    [`istio.${end}_namespace`]: workload.namespace,
    [`istio.${end}_canonical_service`]: workload.app,
    [`istio.${end}_canonical_revision`]: workload.version === '' ? 'latest' : workload.version,
    [`istio.${end}_app`]: workload.app,
    [`istio.${end}_app_version`]: workload.version,
    [`istio.${end}_cluster_id`]: 'Kubernetes',
    [`istio.${end}_instance_name`]: pod.pod,
  }
}
