import type { KubeObject } from '../../seams.ts'
import { isRecord, listAt, recordAt } from '../../store/json.ts'

export interface Unsimulated {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly fields: readonly string[] // paths below spec, list indexes left out: `http.corsPolicy`
}

/** What the simulation obeys, as paths below spec; `*` stands for all that is below. */
const obeyed: Readonly<Record<string, readonly string[]>> = {
  VirtualService: [
    'hosts',
    'gateways',
    'exportTo',
    'http.name',
    'http.match.name',
    'http.match.uri.*',
    'http.match.ignoreUriCase',
    'http.match.method.*',
    'http.match.authority.*',
    'http.match.scheme.*',
    'http.match.headers.*',
    'http.match.withoutHeaders.*',
    'http.match.port',
    'http.match.sourceNamespace',
    'http.match.sourceLabels.*',
    'http.match.gateways',
    'http.route.destination.*',
    'http.route.weight',
    'http.timeout',
    'http.retries.attempts',
    'http.retries.perTryTimeout',
    'http.retries.retryOn',
    'http.fault.delay.percentage.*',
    'http.fault.delay.percent',
    'http.fault.delay.fixedDelay',
    'http.fault.abort.*',
    'http.mirror.*',
    'http.mirrorPercentage.*',
    'http.mirrorPercent',
    'http.mirrors.*',
    'http.redirect.redirectCode',
    'http.directResponse.status',
    'tcp.match.port',
    'tcp.match.sourceLabels.*',
    'tcp.match.sourceNamespace',
    'tcp.match.gateways',
    'tcp.route.destination.*',
    'tcp.route.weight',
  ],
  DestinationRule: [
    'host',
    'subsets.name',
    'subsets.labels.*',
    ...policyPaths('subsets.trafficPolicy.'),
    ...policyPaths('trafficPolicy.'),
  ],
  Gateway: ['selector.*', 'servers.port.*', 'servers.hosts', 'servers.name'],
  ServiceEntry: ['hosts', 'ports.*', 'location', 'resolution'],
  Sidecar: ['workloadSelector.*', 'egress.hosts', 'outboundTrafficPolicy.mode'],
  PeerAuthentication: ['selector.*', 'mtls.*', 'portLevelMtls.*'],
  AuthorizationPolicy: [
    'selector.*',
    'targetRefs.*',
    'targetRef.*',
    'action',
    ...['principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts'].map(
      (field) => `rules.from.source.${field}`,
    ),
    'rules.from.source.requestPrincipals',
    'rules.to.operation.*',
    'rules.when.*',
  ],
  HTTPRoute: [
    'parentRefs.*',
    'rules.name',
    'rules.matches.path.*',
    'rules.matches.method',
    'rules.matches.headers.*',
    'rules.backendRefs.*',
    'rules.timeouts.*',
    'rules.retry.attempts',
    'rules.retry.codes',
    'rules.filters.type',
    'rules.filters.requestMirror.*',
    'rules.filters.requestRedirect.statusCode',
  ],
  Telemetry: [
    'selector.*',
    'targetRefs.*',
    'tracing.*',
    'accessLogging.*',
    'metrics.providers.*',
    'metrics.overrides.match.*',
    'metrics.overrides.tagOverrides.request_operation.*',
  ],
  WasmPlugin: [
    'selector.*',
    'url',
    'sha256',
    'imagePullPolicy',
    'phase',
    'pluginConfig.attributes.output_attribute',
    'pluginConfig.attributes.match.*',
  ],
  GRPCRoute: [
    'parentRefs.*',
    'rules.name',
    'rules.matches.method.*',
    'rules.matches.headers.*',
    'rules.backendRefs.*',
  ],
}

/** Whole kinds that change nothing here. */
const ignoredKinds = new Set(['EnvoyFilter', 'TLSRoute', 'TCPRoute', 'TrafficExtension'])

function policyPaths(prefix: string): readonly string[] {
  const paths = [
    'connectionPool.tcp.maxConnections',
    'connectionPool.http.http1MaxPendingRequests',
    'connectionPool.http.http2MaxRequests',
    'outlierDetection.consecutive5xxErrors',
    'outlierDetection.consecutiveGatewayErrors',
    'outlierDetection.consecutiveErrors',
    'outlierDetection.interval',
    'outlierDetection.baseEjectionTime',
    'outlierDetection.maxEjectionPercent',
    'tls.mode',
    'tls.sni',
  ]
  return paths
    .flatMap((path) => [`${prefix}${path}`, `${prefix}portLevelSettings.${path}`])
    .concat(`${prefix}portLevelSettings.port.*`)
}

/** Which fields of routing and security objects the traffic does not obey; objects without any are left out. */
export function unsimulatedFields(objects: readonly KubeObject[]): readonly Unsimulated[] {
  return objects.flatMap((object) => {
    const fields = fieldsOf(object)
    if (fields.length === 0) return []
    const { name, namespace = '' } = object.metadata
    return [{ kind: object.kind, namespace, name, fields }]
  })
}

function fieldsOf({ apiVersion, kind, spec }: KubeObject): readonly string[] {
  if (ignoredKinds.has(kind) || isForeignCode(kind, spec)) return ['*']
  // The Gateway API's own Gateway is made into workloads, not into routes.
  if (kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io/')) return []
  const known = obeyed[kind]
  if (known === undefined) return []
  return [...new Set(leavesOf(spec, '').filter((path) => !isObeyed(path, known)))].sort()
}

/** Of the plugins only the one that classifies requests is simulated. */
function isForeignCode(kind: string, spec: unknown): boolean {
  return kind === 'WasmPlugin' && listAt(recordAt(spec, 'pluginConfig'), 'attributes').length === 0
}

function isObeyed(path: string, known: readonly string[]): boolean {
  return known.some((pattern) =>
    pattern.endsWith('.*')
      ? path === pattern.slice(0, -2) || path.startsWith(pattern.slice(0, -1))
      : path === pattern,
  )
}

function leavesOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path))
  if (!isRecord(value)) return path === '' ? [] : [path]
  return Object.entries(value).flatMap(([key, field]) =>
    leavesOf(field, path === '' ? key : `${path}.${key}`),
  )
}
