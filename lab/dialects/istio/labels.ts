import type { Labels } from '../../prometheus/registry.ts'
import type { PodIdentity, ProxyReport, RequestedService } from '../../world/traffic/report.ts'

const unknown = 'unknown'
const cluster = 'Kubernetes'

/** The labels of one report, less the metric's name; those of the scrape among them. */
export function labelsOf(report: ProxyReport): Labels {
  const { seat, source, destination, protocol } = report
  return {
    reporter: reporterOf[seat],
    ...endLabels('source', source, principalOf(report, source)),
    ...endLabels('destination', destination, principalOf(report, destination)),
    ...serviceLabels(report.service),
    request_protocol: protocol,
    response_flags: report.flags,
    connection_security_policy: securityPolicyOf(report),
    ...(protocol === 'tcp'
      ? {}
      : {
          response_code: String(report.responseCode),
          grpc_response_status: report.grpcStatus === null ? '' : String(report.grpcStatus),
        }),
    ...scrapeLabels(report.reporter),
  }
}

const reporterOf = {
  client: 'source',
  server: 'destination',
  waypoint: 'waypoint',
  'l4-client': 'source',
  'l4-server': 'destination',
} as const satisfies Record<ProxyReport['seat'], string>

function endLabels(
  end: 'source' | 'destination',
  pod: PodIdentity | null,
  principal: string,
): Labels {
  const names = pod === null ? stranger : namesOf(pod)
  return {
    [`${end}_workload`]: names.workload,
    [`${end}_workload_namespace`]: names.namespace,
    [`${end}_canonical_service`]: names.app,
    [`${end}_canonical_revision`]: names.revision,
    [`${end}_app`]: names.app,
    [`${end}_version`]: names.version,
    [`${end}_principal`]: principal,
    [`${end}_cluster`]: names.cluster,
  }
}

interface EndNames {
  readonly workload: string
  readonly namespace: string
  readonly app: string
  readonly version: string
  readonly revision: string
  readonly cluster: string
}

const stranger: EndNames = {
  workload: unknown,
  namespace: unknown,
  app: unknown,
  version: unknown,
  revision: unknown,
  cluster: unknown,
}

/** A workload without a version is its own latest. */
function namesOf({ workload }: PodIdentity): EndNames {
  const { name, namespace, app, version } = workload
  return {
    workload: name,
    namespace,
    app,
    version: version === '' ? unknown : version,
    revision: version === '' ? 'latest' : version,
    cluster,
  }
}

/** Both ends know each other by certificate, or neither does. */
function principalOf({ isMtls }: ProxyReport, pod: PodIdentity | null): string {
  if (!isMtls || pod === null) return unknown
  const { namespace, serviceAccount } = pod.workload
  return `spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}`
}

/**
 * A client's sidecar does not know how its connection is secured; a node's proxy knows its tunnel,
 * and says nothing of what it only passes on.
 */
function securityPolicyOf({ seat, isMtls }: ProxyReport): string {
  if (seat === 'client') return unknown
  if (isMtls) return 'mutual_tls'
  return seat === 'l4-client' || seat === 'l4-server' ? unknown : 'none'
}

const clusterNames: Readonly<Record<RequestedService['kind'], string | null>> = {
  registry: null,
  passthrough: 'PassthroughCluster',
  blackhole: 'BlackHoleCluster',
  unrouted: unknown,
}

function serviceLabels({ kind, host, name, namespace }: RequestedService): Labels {
  return {
    destination_service: host,
    destination_service_name: clusterNames[kind] ?? name,
    destination_service_namespace: namespace === '' ? unknown : namespace,
  }
}

/** What a scrape by pod adds, as the usual configuration of a store does it. */
function scrapeLabels({ pod, ip, workload, proxy }: PodIdentity): Labels {
  return {
    job: 'kubernetes-pods',
    namespace: workload.namespace,
    pod,
    instance: `${ip}:${proxy === 'none' ? 15_020 : 15_090}`,
    app: workload.app,
    version: workload.version,
  }
}
