import type { Counter, Histogram } from './series.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Series as Istio's proxies write them, by hand. Each trap is a namespace of its own.
 *
 * A sidecar without a peer writes `unknown` for its names and `latest` for its revision; a server
 * knows how the connection was secured, a client's sidecar never does.
 */
const requests = 'istio_requests'
const received = 'istio_tcp_received_bytes' // from the client, at either end: what the client sent
const sent = 'istio_tcp_sent_bytes'
const durations = 'istio_request_duration_milliseconds'

function fromWorkload(namespace: string, app: string): Labels {
  return {
    source_cluster: 'east',
    source_workload_namespace: namespace,
    source_workload: `${app}-v1`,
    source_canonical_service: app,
    source_canonical_revision: 'v1',
    source_app: app,
    source_version: 'v1',
  }
}

function toWorkload(namespace: string, app: string): Labels {
  return {
    destination_cluster: 'east',
    destination_workload_namespace: namespace,
    destination_workload: `${app}-v1`,
    destination_canonical_service: app,
    destination_canonical_revision: 'v1',
    destination_app: app,
    destination_version: 'v1',
  }
}

function toNobody(): Labels {
  return {
    destination_cluster: 'unknown',
    destination_workload_namespace: 'unknown',
    destination_workload: 'unknown',
    destination_canonical_service: 'unknown',
    destination_canonical_revision: 'latest',
    destination_app: 'unknown',
    destination_version: 'unknown',
    destination_principal: 'unknown',
  }
}

function toService(namespace: string, name: string): Labels {
  return {
    destination_service: `${name}.${namespace}.svc.cluster.local`,
    destination_service_name: name,
    destination_service_namespace: namespace,
  }
}

const byClient = {
  reporter: 'source',
  connection_security_policy: 'unknown',
  source_principal: 'unknown',
  destination_principal: 'unknown',
}
const byServer = {
  reporter: 'destination',
  connection_security_policy: 'mutual_tls',
  source_principal: 'spiffe://cluster.local/ns/any/sa/client',
  destination_principal: 'spiffe://cluster.local/ns/any/sa/server',
}
const ok = {
  request_protocol: 'http',
  response_code: '200',
  grpc_response_status: '',
  response_flags: '-',
}

function call(namespace: string, client: string, server: string): Labels {
  return {
    ...fromWorkload(namespace, client),
    ...toWorkload(namespace, server),
    ...toService(namespace, server),
  }
}

const ztunnelHop = {
  request_protocol: 'tcp',
  response_flags: '-',
  connection_security_policy: 'mutual_tls',
  app: 'ztunnel',
}

/** T2: one call from web to catalog, told as three hops of bytes and by the waypoint itself. */
const toWaypoint: Labels = {
  ...fromWorkload('t2', 'web'),
  ...toWorkload('t2', 'waypoint'),
  destination_workload: 'waypoint',
  ...toService('t2', 'catalog'),
  ...ztunnelHop,
}
const fromWaypoint: Labels = {
  ...fromWorkload('t2', 'waypoint'),
  source_workload: 'waypoint',
  ...toWorkload('t2', 'catalog'),
  ...toService('t2', 'catalog'),
  ...ztunnelHop,
}
const waypointHops = [
  { labels: { ...toWaypoint, reporter: 'source' }, sentRate: 4000, receivedRate: 9000 },
  { labels: { ...toWaypoint, reporter: 'destination' }, sentRate: 4000, receivedRate: 9000 },
  { labels: { ...fromWaypoint, reporter: 'destination' }, sentRate: 3500, receivedRate: 8500 },
]

export const counters: readonly Counter[] = [
  { family: requests, labels: { ...call('t1', 'web', 'cart'), ...byClient, ...ok }, perSecond: 10 },
  { family: requests, labels: { ...call('t1', 'web', 'cart'), ...byServer, ...ok }, perSecond: 10 },

  {
    family: requests,
    labels: { ...call('t2', 'web', 'catalog'), ...byServer, ...ok, reporter: 'waypoint' },
    perSecond: 20,
  },
  ...waypointHops.map(({ labels, sentRate }) => ({
    family: received,
    labels,
    perSecond: sentRate,
  })),
  ...waypointHops.map(({ labels, receivedRate }) => ({
    family: sent,
    labels,
    perSecond: receivedRate,
  })),

  {
    family: requests,
    labels: { ...call('t3', 'web', 'silent'), ...byClient, ...ok },
    perSecond: 5,
  },
  {
    family: requests,
    labels: { ...call('t3', 'web', 'told'), ...byClient, ...ok },
    perSecond: 5,
  },
  {
    family: requests,
    labels: { ...call('t3', 'web', 'told'), ...byServer, ...ok },
    perSecond: 5,
  },
  {
    family: requests,
    labels: { ...call('t3', 'web', 'plain'), ...byClient, ...ok },
    perSecond: 5,
  },
  {
    family: requests,
    labels: {
      ...call('t3', 'web', 'plain'),
      ...byServer,
      ...ok,
      connection_security_policy: 'none',
      source_principal: 'unknown',
      destination_principal: 'unknown',
    },
    perSecond: 5,
  },

  {
    family: requests,
    labels: {
      ...fromWorkload('t4', 'web'),
      ...byClient,
      ...toNobody(),
      ...toService('t4', 'gone'),
      destination_service_namespace: 'unknown',
      ...ok,
      response_code: '503',
      response_flags: 'UF,URX',
    },
    perSecond: 3,
  },

  {
    family: requests,
    labels: {
      ...call('t5', 'web', 'quotes'),
      ...byClient,
      ...ok,
      request_protocol: 'grpc',
      grpc_response_status: '13',
    },
    perSecond: 1,
  },
  {
    family: requests,
    labels: {
      ...call('t5', 'web', 'quotes'),
      ...byClient,
      ...ok,
      request_protocol: 'grpc',
      grpc_response_status: '0',
    },
    perSecond: 3,
  },

  { family: requests, labels: { ...call('t6', 'web', 'slow'), ...byClient, ...ok }, perSecond: 6 },
  {
    family: requests,
    labels: {
      ...call('t6', 'web', 'slow'),
      ...byClient,
      ...ok,
      response_code: '0',
      response_flags: 'DC',
    },
    perSecond: 2,
  },

  {
    family: requests,
    labels: { ...call('t23', 'web', 'broken'), ...byClient, ...ok, response_code: '500' },
    perSecond: 4,
  },

  {
    family: requests,
    labels: { ...call('t24', 'web', 'restarted'), ...byClient, ...ok },
    perSecond: 10,
    restartedBefore: 18,
  },
  {
    family: requests,
    labels: { ...call('t24', 'web', 'fresh'), ...byClient, ...ok },
    perSecond: 10,
    onlyLast: 1,
  },

  { family: requests, labels: { ...call('t34', 'web', 'fast'), ...byClient, ...ok }, perSecond: 8 },
  { family: requests, labels: { ...call('t34', 'web', 'even'), ...byClient, ...ok }, perSecond: 8 },
  {
    family: received,
    labels: {
      ...call('tcp', 'web', 'db'),
      ...byClient,
      request_protocol: 'tcp',
      response_flags: '-',
      app: 'web',
    },
    perSecond: 9,
  },
  {
    family: sent,
    labels: {
      ...call('tcp', 'web', 'db'),
      ...byClient,
      request_protocol: 'tcp',
      response_flags: '-',
      app: 'web',
    },
    perSecond: 27,
  },
]

/** The bounds that Envoy has when nobody sets others, up to the one that matters. */
export const histograms: readonly Histogram[] = [
  {
    family: durations,
    labels: { ...call('t34', 'web', 'fast'), ...byClient, ...ok },
    perSecondByBound: { '0.5': 8, '1.0': 8, '5.0': 8, '+Inf': 8 },
    mean: 0.25,
  },
  {
    family: durations,
    labels: { ...call('t34', 'web', 'even'), ...byClient, ...ok },
    perSecondByBound: { '0.5': 0, '25.0': 0, '50.0': 8, '100.0': 8, '+Inf': 8 },
    mean: 40,
  },
]
