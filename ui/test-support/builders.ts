import type { Explanation } from '#contract/explain.ts'
import type { Graph, GraphBox, GraphEdge, GraphNode, QueryEvidence } from '#contract/graph.ts'
import type { Health, RequestReason } from '#contract/health.ts'
import type { Namespace } from '#contract/namespaces.ts'
import type { Context } from '#contract/contexts.ts'
import type { DetectedMesh, Session, Status } from '#contract/status.ts'
import type { EdgeRequests, NodeTraffic, RequestRates } from '#contract/traffic.ts'
import type { Warning } from '#contract/warning.ts'

/** 2026-11-21 12:00:00 UTC. */
export const noon = Date.UTC(2026, 10, 21, 12)

const noTraffic: NodeTraffic = { http: null, grpc: null, tcp: null }
const noHealth: Health = { status: 'none', reasons: [] }

export function someRates(requestsPerSecond: number, errorRatio = 0): RequestRates {
  const failed = requestsPerSecond * errorRatio
  return {
    requestsPerSecond,
    errorRatio,
    perSecondByClass: {
      ok: requestsPerSecond - failed,
      ...(failed === 0 ? {} : { serverError: failed }),
    },
  }
}

export function someHttp(requestsPerSecond: number, errorRatio = 0): NodeTraffic {
  return { ...noTraffic, http: someRates(requestsPerSecond, errorRatio) }
}

export function someEdgeRequests(
  requestsPerSecond: number,
  part: Partial<EdgeRequests> & { errorRatio?: number } = {},
): EdgeRequests {
  const errorRatio = part.errorRatio ?? 0
  const failed = requestsPerSecond * errorRatio
  const host = 'reviews.bookinfo.svc.cluster.local'
  return {
    ...someRates(requestsPerSecond, errorRatio),
    reporter: 'source',
    outboundShare: null,
    responses: [
      { code: '200', flags: '-', host, perSecond: requestsPerSecond - failed },
      ...(failed === 0 ? [] : [{ code: '503', flags: 'UH', host, perSecond: failed }]),
    ],
    ...part,
  }
}

export function aRequestReason(part: Partial<RequestReason> = {}): RequestReason {
  return {
    kind: 'requests',
    status: 'failure',
    protocol: 'http',
    direction: 'inbound',
    codes: '5xx',
    ratio: 0.25,
    matchingPerSecond: 1,
    totalPerSecond: 4,
    degradedAtRatio: 0,
    failureAtRatio: 0.1,
    injectedPerSecond: 0,
    rule: 'default',
    ...part,
  }
}

/** `aNode('reviews@v2')` is the app reviews in version v2, in the namespace bookinfo. */
export function aNode(key: string, part: Partial<GraphNode> = {}): GraphNode {
  const [name = '', version = null] = key.split('@')
  const namespace = part.namespace ?? 'bookinfo'
  return {
    id: `app:east/${namespace}/${key}`,
    kind: 'app',
    name,
    cluster: 'east',
    namespace,
    workload: version === null ? name : `${name}-${version}`,
    app: name,
    version,
    service: null,
    hosts: [],
    box: null,
    marks: [],
    inbound: noTraffic,
    outbound: noTraffic,
    health: noHealth,
    ...part,
  }
}

export function anEdge(
  source: GraphNode,
  target: GraphNode,
  part: Partial<GraphEdge> = {},
): GraphEdge {
  return {
    id: `${source.id}→${target.id}`,
    source: source.id,
    target: target.id,
    http: null,
    grpc: null,
    tcp: null,
    otherProtocols: [],
    mtls: { share: null, basis: null, sourcePrincipals: [], destinationPrincipals: [] },
    health: noHealth,
    isIdle: false,
    waypoints: [],
    standsFor: 1,
    ...part,
  }
}

export function aBox(part: Partial<GraphBox> = {}): GraphBox {
  return {
    id: 'box:namespace/east/bookinfo',
    kind: 'namespace',
    name: 'bookinfo',
    cluster: 'east',
    namespace: 'bookinfo',
    box: null,
    members: { workloads: 2, apps: 2, services: 1, edges: 1, byHealth: { healthy: 2 } },
    inbound: noTraffic,
    outbound: noTraffic,
    internal: noTraffic,
    health: noHealth,
    ...part,
  }
}

export function aQuery(part: Partial<QueryEvidence> = {}): QueryEvidence {
  return {
    id: 'requests',
    layer: 'requests',
    source: 'metrics',
    promql: 'sum by (source, destination) (rate(mesh_requests_total[60s]))',
    at: noon,
    tookMs: 12,
    series: 42,
    isRecorded: false,
    ...part,
  }
}

export function aWarning(part: Partial<Warning> = {}): Warning {
  return {
    source: 'metrics',
    layer: 'responseTime',
    code: 'timeout',
    message: 'The metric store did not answer within 30 s.',
    sinceAt: noon - 60_000,
    dataAt: null,
    ...part,
  }
}

export function aGraph(part: Partial<Graph> = {}): Graph {
  return {
    at: noon,
    windowSeconds: 60,
    type: 'versionedApp',
    isLive: true,
    totals: {
      members: { workloads: 2, apps: 2, services: 1, edges: 1, byHealth: {} },
      namespaces: 1,
      inbound: noTraffic,
      outbound: noTraffic,
      internal: noTraffic,
      all: noTraffic,
    },
    open: { namespaces: ['east/bookinfo'], closed: [], budget: 150, ifAllOpen: 2 },
    evidence: [aQuery()],
    dropped: [],
    flagWords: { UH: 'no healthy upstream' },
    warnings: [],
    staleSinceAt: null,
    empty: null,
    nodes: [],
    edges: [],
    boxes: [],
    ...part,
  }
}

export function aStatus(part: Partial<Status> = {}): Status {
  return {
    version: '0.1.0',
    startedAt: noon - 3_600_000,
    now: noon,
    backEnds: [
      {
        id: 'metrics',
        kind: 'metrics',
        product: 'Prometheus',
        version: '3.9.0',
        address: 'http://prometheus:9090',
        howFound: 'configuration',
        state: 'reached',
        message: null,
        sinceAt: noon - 3_600_000,
        latencyMs: 4,
        details: [],
      },
    ],
    meshes: [],
    metrics: { scrapeIntervalSeconds: 15, retentionSeconds: 15 * 86_400 },
    viewers: 1,
    warnings: [],
    ...part,
  }
}

export function aMesh(part: Partial<DetectedMesh> = {}): DetectedMesh {
  return {
    mesh: 'testmesh',
    cluster: 'east',
    version: '1.29.1',
    components: [],
    proxies: [],
    hasAmbient: false,
    lookedFor: [],
    ...part,
  }
}

export function aContext(name: string, part: Partial<Context> = {}): Context {
  return { name, cluster: name, user: 'me', isDefault: false, state: 'notOpen', ...part }
}

export function aSession(part: Partial<Session> = {}): Session {
  return {
    auth: 'anonymous',
    user: null,
    isSignedIn: true,
    seesAllNamespaces: true,
    presets: { find: null, hide: null },
    embedIn: [],
    ...part,
  }
}

export function aNamespace(part: Partial<Namespace> = {}): Namespace {
  return {
    cluster: 'east',
    name: 'bookinfo',
    dataPlane: 'sidecar',
    isControlPlane: false,
    workloads: 6,
    services: 4,
    hasTraffic: true,
    ...part,
  }
}

export function anExplanation(part: Partial<Explanation> = {}): Explanation {
  return {
    subject: 'productpage v1 → reviews v2',
    isDrawn: true,
    sentences: ['The caller’s proxy counted these requests.'],
    rows: [],
    queries: [],
    dropped: [],
    config: [],
    tracesUrl: null,
    tracesReason: 'No trace store is configured.',
    warnings: [],
    ...part,
  }
}
