import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { Health } from '#contract/health.ts'
import {
  aBox,
  aGraph,
  aNode,
  anEdge,
  aRequestReason,
  someEdgeRequests,
  someHttp,
} from './builders.ts'

const healthy: Health = {
  status: 'healthy',
  reasons: [
    aRequestReason({ status: 'healthy', ratio: 0, matchingPerSecond: 0, totalPerSecond: 12 }),
    {
      kind: 'replicas',
      status: 'healthy',
      workload: 'reviews-v2',
      desired: 1,
      current: 1,
      available: 1,
      syncedProxies: 1,
    },
  ],
}
const failing: Health = { status: 'failure', reasons: [aRequestReason()] }
const degraded: Health = {
  status: 'degraded',
  reasons: [
    aRequestReason({
      status: 'degraded',
      ratio: 0.02,
      matchingPerSecond: 0.24,
      totalPerSecond: 12,
    }),
  ],
}

const box = 'box:namespace/east/bookinfo'
const reviewsBox = 'box:app/east/bookinfo/reviews'

function app(key: string, part: Partial<GraphNode> = {}): GraphNode {
  return aNode(key, { box, health: healthy, inbound: someHttp(4), outbound: someHttp(4), ...part })
}

/** Bookinfo as a mesh shows it: one caller outside, six versions, one of which fails. */
export function bookinfo(): Graph {
  const gateway = aNode('ingressgateway', {
    namespace: 'mesh-ingress',
    health: healthy,
    marks: ['root', 'gateway'],
    outbound: someHttp(12),
  })
  const productpage = app('productpage@v1', { inbound: someHttp(12), outbound: someHttp(24) })
  const details = app('details@v1', { inbound: someHttp(12) })
  const [v1, v2, v3] = ['v1', 'v2', 'v3'].map((version) =>
    app(`reviews@${version}`, { box: reviewsBox, marks: ['trafficShifting'] }),
  ) as [GraphNode, GraphNode, GraphNode]
  const ratings = app('ratings@v1', { health: failing, inbound: someHttp(8, 0.25) })
  const mongo = app('mongodb@v1', {
    inbound: {
      http: null,
      grpc: null,
      tcp: { sentBytesPerSecond: 1234, receivedBytesPerSecond: 88_000 },
    },
  })
  const travel = aNode('travel', {
    id: 'namespace:east/travel',
    kind: 'namespace',
    namespace: 'travel',
    app: null,
    workload: null,
    health: degraded,
    inbound: someHttp(7, 0.02),
    closed: {
      members: {
        workloads: 14,
        apps: 11,
        services: 11,
        edges: 22,
        byHealth: { healthy: 11, degraded: 2, failure: 1 },
      },
      internal: someHttp(140, 0.01),
    },
  })
  const mtls = {
    share: 1,
    basis: 'destination' as const,
    sourcePrincipals: ['cluster.local/ns/bookinfo/sa/bookinfo-productpage'],
    destinationPrincipals: ['cluster.local/ns/bookinfo/sa/bookinfo-reviews'],
  }
  const call = (
    [from, to]: readonly [GraphNode, GraphNode],
    rps: number,
    part: Partial<GraphEdge> = {},
  ): GraphEdge => anEdge(from, to, { http: someEdgeRequests(rps), mtls, health: healthy, ...part })
  const edges = [
    call([gateway, productpage], 12),
    call([gateway, travel], 7, {
      health: degraded,
      standsFor: 3,
      http: someEdgeRequests(7, { errorRatio: 0.02 }),
    }),
    call([productpage, details], 12),
    call([productpage, v1], 4, { http: someEdgeRequests(4, { outboundShare: 1 / 6 }) }),
    call([productpage, v2], 4, { http: someEdgeRequests(4, { outboundShare: 1 / 6 }) }),
    call([productpage, v3], 4, { http: someEdgeRequests(4, { outboundShare: 1 / 6 }) }),
    call([v2, ratings], 4, { health: failing, http: someEdgeRequests(4, { errorRatio: 0.25 }) }),
    call([v3, ratings], 4, {
      health: failing,
      http: someEdgeRequests(4, { errorRatio: 0.25 }),
      mtls: { ...mtls, share: 0.5 },
    }),
    anEdge(ratings, mongo, {
      tcp: {
        sentBytesPerSecond: 1234,
        receivedBytesPerSecond: 88_000,
        reporter: 'source',
        outboundShare: 1,
        responses: [{ code: '', flags: '-', host: 'mongodb', perSecond: 89_234 }],
      },
      health: { status: 'healthy', reasons: [] },
    }),
  ]
  const members = {
    workloads: 8,
    apps: 6,
    services: 5,
    edges: 9,
    byHealth: { healthy: 7, failure: 1 },
  }
  const graph = aGraph({
    nodes: [gateway, productpage, details, v1, v2, v3, ratings, mongo, travel],
    edges,
    boxes: [
      aBox({ members, internal: someHttp(44, 0.05), inbound: someHttp(12), health: failing }),
      aBox({
        id: reviewsBox,
        kind: 'app',
        name: 'reviews',
        box,
        members: { ...members, workloads: 3, apps: 1 },
        inbound: someHttp(12),
        health: healthy,
      }),
    ],
  })
  return {
    ...graph,
    totals: {
      ...graph.totals,
      members,
      namespaces: 3,
      internal: someHttp(63, 0.04),
      all: someHttp(63, 0.04),
    },
    open: {
      namespaces: ['east/bookinfo', 'east/mesh-ingress'],
      closed: ['east/travel'],
      budget: 150,
      ifAllOpen: 23,
    },
  }
}
