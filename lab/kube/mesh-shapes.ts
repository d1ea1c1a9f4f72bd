import {
  anything,
  decimal,
  duration,
  fields,
  flag,
  integer,
  listOf,
  mapOf,
  oneOf,
  text,
} from './shape.ts'
import type { Shape } from './shape.ts'

/** The essential schemas of the mesh kinds, of what stands under `spec`. */

const labels = mapOf(text)
const selector = fields({ matchLabels: labels })
const workloadSelector = fields({ labels })
const portNumber = fields({ number: integer })
const percent = fields({ value: decimal })
const destination = fields({ host: text, subset: text, port: portNumber }, 'host')
const headerChanges = fields({ set: mapOf(text), add: mapOf(text), remove: listOf(text) })
const headers = fields({ request: headerChanges, response: headerChanges })
const stringMatch = fields({ exact: text, prefix: text, regex: text })
const targetRefs = listOf(
  fields(
    { group: text, kind: text, name: text, namespace: text, sectionName: text },
    'kind',
    'name',
  ),
)

const httpMatch = fields({
  name: text,
  uri: stringMatch,
  scheme: stringMatch,
  method: stringMatch,
  authority: stringMatch,
  headers: mapOf(stringMatch),
  withoutHeaders: mapOf(stringMatch),
  queryParams: mapOf(stringMatch),
  port: integer,
  sourceLabels: labels,
  sourceNamespace: text,
  gateways: listOf(text),
  ignoreUriCase: flag,
  statPrefix: text,
})

const httpRoute = fields({
  name: text,
  match: listOf(httpMatch),
  route: listOf(fields({ destination, weight: integer, headers }, 'destination')),
  redirect: anything,
  directResponse: anything,
  delegate: fields({ name: text, namespace: text }),
  rewrite: anything,
  timeout: duration,
  retries: fields({
    attempts: integer,
    perTryTimeout: duration,
    retryOn: text,
    retryRemoteLocalities: flag,
    retryIgnorePreviousHosts: flag,
    backoff: duration,
  }),
  fault: fields({
    delay: fields({
      percentage: percent,
      percent: integer,
      fixedDelay: duration,
      exponentialDelay: duration,
    }),
    abort: fields({ percentage: percent, httpStatus: integer, grpcStatus: text, http2Error: text }),
  }),
  mirror: destination,
  mirrors: listOf(fields({ destination, percentage: percent }, 'destination')),
  mirrorPercent: integer,
  mirror_percent: integer,
  mirrorPercentage: percent,
  corsPolicy: anything,
  headers,
})

const l4Route = listOf(fields({ destination, weight: integer }, 'destination'))

const virtualService = fields({
  hosts: listOf(text),
  gateways: listOf(text),
  exportTo: listOf(text),
  http: listOf(httpRoute),
  tls: listOf(fields({ match: listOf(anything), route: l4Route }, 'match')),
  tcp: listOf(fields({ match: listOf(anything), route: l4Route })),
})

const trafficFields = {
  loadBalancer: fields({
    simple: oneOf(
      'UNSPECIFIED',
      'LEAST_CONN',
      'RANDOM',
      'PASSTHROUGH',
      'ROUND_ROBIN',
      'LEAST_REQUEST',
    ),
    consistentHash: anything,
    localityLbSetting: anything,
    warmup: anything,
    warmupDurationSecs: duration,
  }),
  connectionPool: fields({
    tcp: fields({
      maxConnections: integer,
      connectTimeout: duration,
      tcpKeepalive: anything,
      maxConnectionDuration: duration,
      idleTimeout: duration,
    }),
    http: fields({
      h2UpgradePolicy: oneOf('DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'),
      http1MaxPendingRequests: integer,
      http2MaxRequests: integer,
      maxRequestsPerConnection: integer,
      maxRetries: integer,
      idleTimeout: duration,
      useClientProtocol: flag,
      maxConcurrentStreams: integer,
    }),
  }),
  outlierDetection: fields({
    consecutiveErrors: integer,
    consecutive5xxErrors: integer,
    consecutiveGatewayErrors: integer,
    consecutiveLocalOriginFailures: integer,
    splitExternalLocalOriginErrors: flag,
    interval: duration,
    baseEjectionTime: duration,
    maxEjectionPercent: integer,
    minHealthPercent: integer,
  }),
  tls: fields({
    mode: oneOf('DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'),
    clientCertificate: text,
    privateKey: text,
    caCertificates: text,
    credentialName: text,
    subjectAltNames: listOf(text),
    sni: text,
    insecureSkipVerify: flag,
    caCrl: text,
  }),
  tunnel: anything,
  proxyProtocol: anything,
  retryBudget: anything,
}
const trafficPolicy = fields({
  ...trafficFields,
  portLevelSettings: listOf(fields({ ...trafficFields, port: portNumber })),
})

const destinationRule = fields(
  {
    host: text,
    trafficPolicy,
    subsets: listOf(fields({ name: text, labels, trafficPolicy }, 'name')),
    exportTo: listOf(text),
    workloadSelector: selector,
  },
  'host',
)

const port = fields(
  { number: integer, protocol: text, name: text, targetPort: integer },
  'number',
  'name',
)
const gateway = fields({
  servers: listOf(
    fields(
      {
        port: fields(
          { number: integer, protocol: text, name: text, targetPort: integer },
          'number',
          'protocol',
          'name',
        ),
        bind: text,
        hosts: listOf(text),
        tls: anything,
        defaultEndpoint: text,
        name: text,
      },
      'port',
      'hosts',
    ),
  ),
  selector: labels,
})

const workloadEntry = fields({
  address: text,
  ports: mapOf(integer),
  labels,
  network: text,
  locality: text,
  weight: integer,
  serviceAccount: text,
})

const serviceEntry = fields(
  {
    hosts: listOf(text),
    addresses: listOf(text),
    ports: listOf(port),
    location: oneOf('MESH_EXTERNAL', 'MESH_INTERNAL'),
    resolution: oneOf('NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'),
    endpoints: listOf(workloadEntry),
    workloadSelector,
    exportTo: listOf(text),
    subjectAltNames: listOf(text),
  },
  'hosts',
)

const sidecar = fields({
  workloadSelector,
  ingress: listOf(anything),
  egress: listOf(fields({ hosts: listOf(text), port, bind: text, captureMode: text }, 'hosts')),
  inboundConnectionPool: anything,
  outboundTrafficPolicy: fields({
    mode: oneOf('REGISTRY_ONLY', 'ALLOW_ANY'),
    egressProxy: destination,
  }),
})

const source = fields({
  principals: listOf(text),
  notPrincipals: listOf(text),
  requestPrincipals: listOf(text),
  notRequestPrincipals: listOf(text),
  namespaces: listOf(text),
  notNamespaces: listOf(text),
  ipBlocks: listOf(text),
  notIpBlocks: listOf(text),
  remoteIpBlocks: listOf(text),
  notRemoteIpBlocks: listOf(text),
  serviceAccounts: listOf(text),
  notServiceAccounts: listOf(text),
})
const operation = fields({
  hosts: listOf(text),
  notHosts: listOf(text),
  ports: listOf(text),
  notPorts: listOf(text),
  methods: listOf(text),
  notMethods: listOf(text),
  paths: listOf(text),
  notPaths: listOf(text),
})

const authorizationPolicy = fields({
  selector,
  targetRef: anything,
  targetRefs,
  action: oneOf('ALLOW', 'DENY', 'AUDIT', 'CUSTOM'),
  provider: fields({ name: text }),
  rules: listOf(
    fields({
      from: listOf(fields({ source })),
      to: listOf(fields({ operation })),
      when: listOf(fields({ key: text, values: listOf(text), notValues: listOf(text) }, 'key')),
    }),
  ),
})

const mtls = fields({ mode: oneOf('UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT') })
const peerAuthentication = fields({ selector, mtls, portLevelMtls: mapOf(mtls) })

const backendRef = fields(
  {
    group: text,
    kind: text,
    name: text,
    namespace: text,
    port: integer,
    weight: integer,
    filters: listOf(anything),
  },
  'name',
)
const parentRefs = listOf(
  fields(
    { group: text, kind: text, name: text, namespace: text, sectionName: text, port: integer },
    'name',
  ),
)
const routeOf = (rule: Shape): Shape =>
  fields({ parentRefs, hostnames: listOf(text), useDefaultGateways: text, rules: listOf(rule) })

/** By kind and group; kinds that are missing here take anything. */
export const specShapes: Readonly<Record<string, Shape>> = {
  'VirtualService.networking.istio.io': virtualService,
  'DestinationRule.networking.istio.io': destinationRule,
  'Gateway.networking.istio.io': gateway,
  'ServiceEntry.networking.istio.io': serviceEntry,
  'Sidecar.networking.istio.io': sidecar,
  'WorkloadEntry.networking.istio.io': workloadEntry,
  'WorkloadGroup.networking.istio.io': fields(
    { metadata: anything, template: workloadEntry, probe: anything },
    'template',
  ),
  'AuthorizationPolicy.security.istio.io': authorizationPolicy,
  'PeerAuthentication.security.istio.io': peerAuthentication,
  'RequestAuthentication.security.istio.io': fields({
    selector,
    targetRef: anything,
    targetRefs,
    jwtRules: listOf(anything),
  }),
  'Telemetry.telemetry.istio.io': fields({
    selector,
    targetRef: anything,
    targetRefs,
    metrics: listOf(anything),
    tracing: listOf(anything),
    accessLogging: listOf(anything),
  }),
  'GatewayClass.gateway.networking.k8s.io': fields(
    { controllerName: text, description: text, parametersRef: anything },
    'controllerName',
  ),
  'Gateway.gateway.networking.k8s.io': fields(
    {
      gatewayClassName: text,
      listeners: listOf(
        fields(
          {
            name: text,
            hostname: text,
            port: integer,
            protocol: text,
            tls: anything,
            allowedRoutes: anything,
          },
          'name',
          'port',
          'protocol',
        ),
      ),
      addresses: listOf(anything),
      infrastructure: anything,
      allowedListeners: anything,
      tls: anything,
    },
    'gatewayClassName',
  ),
  'HTTPRoute.gateway.networking.k8s.io': routeOf(
    fields({
      name: text,
      matches: listOf(anything),
      filters: listOf(anything),
      backendRefs: listOf(backendRef),
      timeouts: fields({ request: duration, backendRequest: duration }),
      retry: anything,
      sessionPersistence: anything,
    }),
  ),
  'GRPCRoute.gateway.networking.k8s.io': routeOf(
    fields({
      name: text,
      matches: listOf(anything),
      filters: listOf(anything),
      backendRefs: listOf(backendRef),
      sessionPersistence: anything,
    }),
  ),
}
