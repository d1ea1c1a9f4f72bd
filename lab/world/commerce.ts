import {
  aRoot,
  aService,
  aWorkload,
  grpcCall,
  grpcPort,
  httpCall,
  httpPort,
  tcpCall,
  tcpPort,
} from './building.ts'
import type { Topology } from './topology.ts'

const redisPort = tcpPort('tcp-redis', 6379)
const webPort = { name: 'http', port: 80, targetPort: 80, protocol: 'http' } as const
const tlsPort = { name: 'https', port: 443, targetPort: 443, protocol: 'http' } as const

/** Money: a version that fails, an external bank by way of the egress gateway, a machine that is no pod. */
export const payments: Topology = {
  namespaces: [{ name: 'payments', mesh: 'sidecar' }],
  services: [
    aService('payments', 'checkout'),
    aService('payments', 'fraud'),
    aService('payments', 'bank-gateway'),
    aService('payments', 'billing'),
    aService('payments', 'ledger', { ports: [grpcPort] }),
  ],
  workloads: [
    aWorkload({
      namespace: 'payments',
      app: 'checkout',
      replicas: 2,
      calls: [
        httpCall('fraud', '/score', { method: 'POST' }),
        grpcCall('ledger', '/payments.Ledger/Append', { step: 1 }),
        httpCall('bank-gateway', '/transfer', { method: 'POST', step: 2 }),
        httpCall('billing', '/invoices', { method: 'POST', step: 3, countPerRequest: 0.5 }),
      ],
    }),
    aWorkload({ namespace: 'payments', app: 'fraud' }),
    aWorkload({
      namespace: 'payments',
      app: 'fraud',
      version: 'v2',
      spoilt: [
        { ratio: 0.08, code: 503, grpcStatus: null },
        { ratio: 0.04, code: 500, grpcStatus: null },
      ],
    }),
    aWorkload({ namespace: 'payments', app: 'ledger', ports: [grpcPort], responseBytes: 80 }),
    aWorkload({
      namespace: 'payments',
      app: 'bank-gateway',
      calls: [httpCall('api.bank.example', '/v2/transfers', { port: 80, method: 'POST' })],
      passesHeadersOn: false,
    }),
    aWorkload({
      namespace: 'payments',
      app: 'billing',
      version: 'v1',
      name: 'vm-billing',
      kind: 'VirtualMachine',
      latency: { p50Ms: 30, p95Ms: 90 },
    }),
    aWorkload({ namespace: 'payments', app: 'settlement', version: '', kind: 'CronJob' }),
  ],
  roots: [
    aRoot({
      from: 'istio-system/istio-ingressgateway',
      call: httpCall('pay.example.com', '/checkout', { port: 80, method: 'POST' }),
      requestsPerSecond: 5,
    }),
  ],
  externals: [
    {
      host: 'api.bank.example',
      address: '203.0.113.10',
      ports: [webPort, tlsPort],
      latency: { p50Ms: 85, p95Ms: 210 },
      spoilt: [{ ratio: 0.01, code: 429, grpcStatus: null }],
      requestBytes: 900,
      responseBytes: 450,
    },
  ],
}

/** Parcels: one service is slow, one idle, one talks to a host that the mesh does not know. */
export const logistics: Topology = {
  namespaces: [{ name: 'logistics', mesh: 'sidecar' }],
  services: [
    ...['orders', 'shipping', 'tracker', 'notifier', 'archive'].map((name) =>
      aService('logistics', name),
    ),
    aService('logistics', 'cache', { ports: [redisPort] }),
  ],
  workloads: [
    aWorkload({
      namespace: 'logistics',
      app: 'orders',
      replicas: 2,
      calls: [
        tcpCall('cache', 6379, { sentBytes: 90, receivedBytes: 700 }),
        httpCall('shipping', '/quotes', { step: 1 }),
        httpCall('notifier', '/events', { method: 'POST', step: 2, countPerRequest: 0.4 }),
        httpCall('mainframe-bridge.legacy', '/stock', { step: 2, countPerRequest: 0.3 }),
      ],
    }),
    ...['v1', 'v2'].map((version) =>
      aWorkload({
        namespace: 'logistics',
        app: 'shipping',
        version,
        calls: [httpCall('tracker', '/positions', { countPerRequest: 0.5 })],
      }),
    ),
    aWorkload({
      namespace: 'logistics',
      app: 'tracker',
      latency: { p50Ms: 900, p95Ms: 2_200 },
    }),
    aWorkload({
      namespace: 'logistics',
      app: 'notifier',
      calls: [httpCall('hooks.mail.example', '/send', { port: 80, method: 'POST' })],
    }),
    aWorkload({ namespace: 'logistics', app: 'archive' }),
    ...['v1', 'v2'].map((version) =>
      aWorkload({
        namespace: 'logistics',
        app: 'cache',
        version,
        ports: [redisPort],
        image: 'docker.io/library/redis:8',
        latency: { p50Ms: 0.6, p95Ms: 2 },
      }),
    ),
  ],
  roots: [
    aRoot({
      from: 'istio-system/istio-ingressgateway',
      call: httpCall('orders.example.com', '/orders', { port: 80, method: 'POST' }),
      requestsPerSecond: 5,
    }),
  ],
  externals: [
    {
      host: 'hooks.mail.example',
      address: '203.0.113.77',
      ports: [webPort],
      latency: { p50Ms: 60, p95Ms: 180 },
      spoilt: [],
      requestBytes: 1_400,
      responseBytes: 60,
    },
  ],
}

/** A shop without sidecars: `catalog` is reached through a waypoint, the rest only through ztunnel. */
export const ambientShop: Topology = {
  namespaces: [{ name: 'ambient-shop', mesh: 'ambient' }],
  services: [
    ...['storefront', 'catalog', 'basket'].map((name) => aService('ambient-shop', name)),
    ...['v1', 'v2'].map((version) =>
      aService('ambient-shop', `catalog-${version}`, { app: 'catalog', version }),
    ),
    aService('ambient-shop', 'waypoint', {
      ports: [{ name: 'mesh', port: 15008, targetPort: 15008, protocol: 'tcp' }],
    }),
  ],
  workloads: [
    aWorkload({
      namespace: 'ambient-shop',
      app: 'storefront',
      proxy: 'ztunnel',
      calls: [
        httpCall('catalog', '/items', { countPerRequest: 2 }),
        httpCall('basket', '/basket', { step: 1, countPerRequest: 0.7 }),
      ],
    }),
    ...['v1', 'v2'].map((version) =>
      aWorkload({ namespace: 'ambient-shop', app: 'catalog', version, proxy: 'ztunnel' }),
    ),
    aWorkload({ namespace: 'ambient-shop', app: 'basket', proxy: 'ztunnel' }),
    aWorkload({
      namespace: 'ambient-shop',
      app: 'waypoint',
      name: 'waypoint',
      version: '',
      proxy: 'waypoint',
      serviceAccount: 'waypoint',
      ports: [{ name: 'mesh', port: 15008, targetPort: 15008, protocol: 'tcp' }],
      image: 'docker.io/istio/proxyv2:1.29.1',
    }),
  ],
  roots: [
    aRoot({
      from: 'istio-system/istio-ingressgateway',
      call: httpCall('shop.example.com', '/', { port: 80 }),
      requestsPerSecond: 6,
    }),
  ],
  externals: [],
}

/** Outside the mesh: one that calls in plain text, one that is called in plain text. */
export const legacy: Topology = {
  namespaces: [{ name: 'legacy', mesh: 'none' }],
  services: [aService('legacy', 'mainframe-bridge'), aService('legacy', 'nightly-report')],
  workloads: [
    aWorkload({
      namespace: 'legacy',
      app: 'mainframe-bridge',
      proxy: 'none',
      ports: [httpPort],
      latency: { p50Ms: 40, p95Ms: 160 },
    }),
    aWorkload({ namespace: 'legacy', app: 'nightly-report', proxy: 'none' }),
  ],
  roots: [
    aRoot({
      from: 'legacy/nightly-report-v1',
      call: httpCall('productpage.bookinfo', '/productpage', { port: 9080 }),
      requestsPerSecond: 1,
    }),
  ],
  externals: [],
}
