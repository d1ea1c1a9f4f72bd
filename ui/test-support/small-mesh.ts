import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import type { EdgeTcp, TcpRates } from '#contract/traffic.ts'
import { aBox, aGraph, aNode, anEdge, someEdgeRequests, someHttp, someRates } from './builders.ts'

const health = (status: HealthStatus): GraphNode['health'] => ({ status, reasons: [] })

const tcp = (sent: number, received: number): TcpRates => ({
  sentBytesPerSecond: sent,
  receivedBytesPerSecond: received,
})

/** A node whose id is its name alone, so that tests are short. */
function named(key: string, part: Partial<GraphNode>): GraphNode {
  const node = aNode(key, part)
  return { ...node, id: node.name }
}

const noTraffic = { http: null, grpc: null, tcp: null }

const nodes = {
  gate: named('gate', {
    namespace: 'edge',
    marks: ['root', 'gateway'],
    hosts: ['shop.example.com'],
    outbound: someHttp(12),
    health: health('healthy'),
    labels: { tier: ['front'] },
  }),
  cart: named('cart@v1', {
    namespace: 'shop',
    box: 'box:shop',
    inbound: someHttp(12),
    outbound: { http: someRates(0.5), grpc: someRates(3), tcp: null },
    marks: ['trafficShifting', 'routing', 'timeout'],
    health: health('degraded'),
    labels: { region: ['east', 'west'], tier: ['middle'] },
  }),
  stock: named('stock@v2', {
    namespace: 'shop',
    kind: 'workload',
    box: 'box:shop',
    inbound: { ...noTraffic, grpc: someRates(3) },
    outbound: { ...noTraffic, tcp: tcp(1000, 500) },
    marks: ['circuitBreaker', 'faultInjection', 'mirroring', 'ambient'],
    health: health('failure'),
    labels: { region: ['north'] },
  }),
  db: named('db', {
    namespace: 'data',
    cluster: 'west',
    kind: 'service',
    app: null,
    workload: null,
    service: 'db',
    inbound: { ...noTraffic, tcp: tcp(1000, 500) },
    marks: ['tcpTrafficShifting', 'outside', 'workloadEntry'],
    health: health('notReady'),
  }),
  batch: named('batch@v1', {
    namespace: 'data',
    marks: ['idle', 'dead', 'outOfMesh'],
    labels: {},
  }),
  api: named('api.example.com', {
    kind: 'external',
    namespace: null,
    cluster: null,
    app: null,
    workload: null,
    hosts: ['api.example.com'],
    inbound: someHttp(0.5),
    marks: ['serviceEntry'],
  }),
  checkout: named('checkout', {
    kind: 'operation',
    namespace: 'shop',
    workload: null,
    app: 'cart',
    health: health('healthy'),
  }),
  someone: named('someone', {
    kind: 'unknown',
    namespace: null,
    app: null,
    workload: null,
    marks: ['root'],
  }),
  secret: named('secret', { kind: 'restricted', namespace: null, app: null, workload: null }),
} satisfies Record<string, GraphNode>

type Name = keyof typeof nodes

function call(from: Name, to: Name, part: Partial<GraphEdge>): GraphEdge {
  return { ...anEdge(nodes[from], nodes[to], part), id: `${from}>${to}` }
}

const mtls = {
  share: 1,
  basis: 'destination' as const,
  sourcePrincipals: ['cluster.local/ns/edge/sa/gate'],
  destinationPrincipals: ['cluster.local/ns/shop/sa/cart'],
}

const bytes: EdgeTcp = {
  ...tcp(1000, 500),
  reporter: 'source',
  outboundShare: 1,
  responses: [{ code: '', flags: 'UF,URX', host: 'db', perSecond: 1500 }],
}

const time = (valueMs: number | null): GraphEdge['responseTime'] => ({
  statistic: 'p95',
  valueMs,
  isAtMost: false,
  reason: null,
})

const edges = [
  call('gate', 'cart', {
    http: someEdgeRequests(12, { outboundShare: 1, errorRatio: 0.02 }),
    mtls,
    responseTime: time(700),
    throughput: { direction: 'request', bytesPerSecond: 20_000 },
    health: health('degraded'),
  }),
  call('cart', 'stock', {
    grpc: someEdgeRequests(3, { outboundShare: 0.75, errorRatio: 0.5 }),
    mtls: { ...mtls, share: 0.4, sourcePrincipals: ['cluster.local/ns/shop/sa/cart'] },
    responseTime: time(30),
    health: health('failure'),
  }),
  call('cart', 'api', {
    http: someEdgeRequests(0.5, { outboundShare: 0.25 }),
    responseTime: time(null),
    health: health('healthy'),
  }),
  call('stock', 'db', { tcp: bytes, health: health('none') }),
  call('someone', 'cart', { isIdle: true, otherProtocols: ['mongo'] }),
]

/** Nine nodes of all kinds, and one edge at least for every criterion that the language knows. */
export function smallMesh(): Graph {
  return aGraph({
    nodes: Object.values(nodes),
    edges,
    boxes: [aBox({ id: 'box:shop', name: 'shop', namespace: 'shop' })],
  })
}
