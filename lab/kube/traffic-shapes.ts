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

/** The essential schemas of the two kinds that say how requests travel. */

export const labels = mapOf(text)
export const selector = fields({ matchLabels: labels })
export const portNumber = fields({ number: integer })
const percent = fields({ value: decimal })
export const destination = fields({ host: text, subset: text, port: portNumber }, 'host')
const headerChanges = fields({ set: mapOf(text), add: mapOf(text), remove: listOf(text) })
const headers = fields({ request: headerChanges, response: headerChanges })
const stringMatch = fields({ exact: text, prefix: text, regex: text })

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

export const virtualService = fields({
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

export const destinationRule = fields(
  {
    host: text,
    trafficPolicy,
    subsets: listOf(fields({ name: text, labels, trafficPolicy }, 'name')),
    exportTo: listOf(text),
    workloadSelector: selector,
  },
  'host',
)
