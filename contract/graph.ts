import { endpoint } from './endpoint.ts'
import { graphAskSchema, graphTypes } from './graph-ask.ts'
import { healthSchema, healthStatusSchema } from './health.ts'
import { z } from './setup.ts'
import {
  edgeRequestsSchema,
  edgeTcpSchema,
  messageRatesSchema,
  mtlsSchema,
  nodeTrafficSchema,
  responseTimeSchema,
  throughputSchema,
} from './traffic.ts'
import { layerSchema, warningSchema } from './warning.ts'

export const nodeKinds = [
  'workload',
  'app',
  'service',
  'operation',
  'external', // a host outside the mesh, a passthrough or a blackhole
  'unknown', // nothing is known of the caller; one per cluster
  'restricted', // all that the viewer may not see; one per cluster
  'namespace', // a closed namespace: one node that stands for its members
] as const

export const marks = [
  'root', // calls, is not called
  'idle',
  'outside', // its namespace is not among those selected
  'dead', // no workload behind it
  'outOfMesh',
  'ambient',
  'waypoint',
  'gateway',
  'egress', // passthrough or blackhole: traffic outside the registry
  'serviceEntry',
  'workloadEntry',
  'routing',
  'trafficShifting',
  'tcpTrafficShifting',
  'faultInjection',
  'mirroring',
  'timeout',
  'circuitBreaker',
] as const

export const markSchema = z.enum(marks)
export type Mark = z.infer<typeof markSchema>
export type NodeKind = (typeof nodeKinds)[number]

const memberCountsSchema = z.object({
  workloads: z.number().int(),
  apps: z.number().int(),
  services: z.number().int(),
  edges: z.number().int().describe('Edges among the members'),
  byHealth: z.partialRecord(healthStatusSchema, z.number().int()).describe('Members by health'),
})

export type MemberCounts = z.infer<typeof memberCountsSchema>

export const graphNodeSchema = z
  .object({
    id: z.string().describe('workload:<cluster>/<namespace>/<name>, app:…@<version>, service:…'),
    kind: z.enum(nodeKinds),
    name: z.string().describe('What to write beside it, without namespace'),
    cluster: z.string().nullable().describe('null: unknown'),
    namespace: z.string().nullable(),
    workload: z.string().nullable(),
    app: z.string().nullable(),
    version: z.string().nullable(),
    service: z.string().nullable(),
    hosts: z.array(z.string()).describe('Of an external node or a gateway'),
    box: z.string().nullable().describe('Id of the box that it is drawn in'),
    marks: z.array(markSchema),
    labels: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .describe('Of the objects it stands for: values by key, several where they differ; if asked'),
    inbound: nodeTrafficSchema,
    outbound: nodeTrafficSchema,
    health: healthSchema,
    closed: z
      .object({ members: memberCountsSchema, internal: nodeTrafficSchema })
      .optional()
      .describe('Of a closed namespace: what it stands for, and the traffic that stays inside'),
  })
  .meta({ id: 'GraphNode' })

export type GraphNode = z.infer<typeof graphNodeSchema>

export const graphBoxSchema = z
  .object({
    id: z.string().describe('box:cluster/… , box:namespace/…, box:app/…'),
    kind: z.enum(['cluster', 'namespace', 'app']),
    name: z.string(),
    cluster: z.string().nullable(),
    namespace: z.string().nullable(),
    box: z.string().nullable(),
    members: memberCountsSchema,
    inbound: nodeTrafficSchema.describe('From outside the box'),
    outbound: nodeTrafficSchema,
    internal: nodeTrafficSchema,
    health: healthSchema,
  })
  .meta({ id: 'GraphBox' })

export type GraphBox = z.infer<typeof graphBoxSchema>

/** An object of the configuration by whose word somebody may call somebody. */
export const permitSchema = z
  .object({
    cluster: z.string(),
    group: z.string(),
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    ground: z
      .enum(['reach', 'admission', 'route'])
      .describe('Told how to get there; let in by the callee; sent on by a route'),
  })
  .meta({ id: 'Permit' })

export type Permit = z.infer<typeof permitSchema>

/** All that flows from one node to another. Absent layer: not asked. Null: asked, not known. */
export const graphEdgeSchema = z
  .object({
    id: z.string().describe('<source>→<target>'),
    source: z.string(),
    target: z.string(),
    http: edgeRequestsSchema.nullable().describe('null: no such traffic'),
    grpc: edgeRequestsSchema.nullable(),
    tcp: edgeTcpSchema.nullable(),
    otherProtocols: z.array(z.string()).describe('Seen, without rates'),
    grpcMessages: messageRatesSchema.nullable().optional(),
    responseTime: responseTimeSchema.optional(),
    throughput: throughputSchema.optional(),
    mtls: mtlsSchema,
    health: healthSchema,
    isIdle: z.boolean().describe('Nothing was counted in the window'),
    silent: z
      .object({
        allowedBy: z.array(permitSchema).describe('The first few that the viewer may see'),
        more: z.number().int().describe('How many further objects there are'),
      })
      .optional()
      .describe('Set when it is drawn for the configuration alone: allowed, and nobody calls'),
    waypoints: z.array(z.string()).describe('Waypoints that the calls pass, namespace/name'),
    standsFor: z.number().int().min(1).describe('How many edges this one sums'),
  })
  .meta({ id: 'GraphEdge' })

export type GraphEdge = z.infer<typeof graphEdgeSchema>

/** Where the numbers come from: enough to ask the same again by hand. */
export const queryEvidenceSchema = z
  .object({
    id: z.string(),
    layer: layerSchema,
    source: z.string().describe('Id of the back end, as in /status'),
    promql: z.string(),
    at: z.number().describe('Epoch ms of the instant that it was evaluated for'),
    tookMs: z.number(),
    series: z.number().int(),
    isRecorded: z.boolean().describe('Answered from recording rules'),
  })
  .meta({ id: 'QueryEvidence' })

export type QueryEvidence = z.infer<typeof queryEvidenceSchema>

export const dropSchema = z
  .object({
    reason: z.enum(['sourceNotNamed', 'destinationIsAddress', 'nothingKnown', 'reporterUnknown']),
    text: z.string(),
    series: z.number().int(),
    requestsPerSecond: z.number(),
  })
  .meta({ id: 'Drop' })

export type Drop = z.infer<typeof dropSchema>

export const graphHeadSchema = z.object({
  at: z.number().describe('Epoch ms of the end of the window'),
  windowSeconds: z.number(),
  type: z.enum(graphTypes),
  isLive: z.boolean(),
  totals: z.object({
    members: memberCountsSchema,
    namespaces: z.number().int(),
    inbound: nodeTrafficSchema.describe('From outside the selection'),
    outbound: nodeTrafficSchema,
    internal: nodeTrafficSchema,
    all: nodeTrafficSchema.describe('Every edge of the picture once, whatever is closed or open'),
  }),
  open: z.object({
    namespaces: z.array(z.string()).describe('cluster/name of those drawn with their members'),
    closed: z.array(z.string()),
    budget: z.number().int().describe('How many drawn nodes `auto` aims at'),
    ifAllOpen: z.number().int().describe('How many nodes would be drawn with all open'),
  }),
  evidence: z.array(queryEvidenceSchema),
  dropped: z.array(dropSchema),
  flagWords: z
    .record(z.string(), z.string())
    .describe("What the response flags on the edges mean, by flag, in the mesh's words"),
  warnings: z.array(warningSchema),
  staleSinceAt: z
    .number()
    .nullable()
    .describe('Epoch ms; the numbers are older than they should be'),
  empty: z
    .object({
      code: z.enum([
        'noMesh',
        'noTraffic',
        'noTrafficInSelection',
        'noRights',
        'metricsUnavailable',
        'tooYoung',
        'focusNotFound',
      ]),
      message: z.string(),
    })
    .nullable()
    .describe('Why there is nothing to draw; null when there is'),
})

export type GraphHead = z.infer<typeof graphHeadSchema>

export const graphSchema = graphHeadSchema
  .extend({
    nodes: z.array(graphNodeSchema),
    edges: z.array(graphEdgeSchema),
    boxes: z.array(graphBoxSchema),
  })
  .meta({ id: 'Graph' })

export type Graph = z.infer<typeof graphSchema>

/** From one graph to the next: elements come whole, removed ones by id. */
export const graphDeltaSchema = z
  .object({
    head: graphHeadSchema,
    nodes: z.array(graphNodeSchema).describe('Added or changed'),
    edges: z.array(graphEdgeSchema),
    boxes: z.array(graphBoxSchema),
    removed: z.array(z.string()).describe('Ids of nodes, edges and boxes'),
  })
  .meta({ id: 'GraphDelta' })

export type GraphDelta = z.infer<typeof graphDeltaSchema>

export const graphEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('snapshot'), graph: graphSchema }),
  z.object({ event: z.literal('delta'), delta: graphDeltaSchema }),
  z.object({
    event: z.literal('heartbeat'),
    now: z.number().describe("Epoch ms of the server's clock"),
    dataAt: z.number().nullable().describe('Epoch ms of the newest numbers'),
    staleSinceAt: z.number().nullable(),
    warnings: z.array(warningSchema),
  }),
])

export type GraphEvent = z.infer<typeof graphEventSchema>

const noParams = z.object({})

export const getGraph = endpoint({
  id: 'getGraph',
  method: 'get',
  path: '/api/v1/graph',
  summary: 'The topology of the mesh over one window',
  params: noParams,
  query: graphAskSchema,
  response: graphSchema,
})

export const streamGraph = endpoint({
  id: 'streamGraph',
  method: 'get',
  path: '/api/v1/graph/stream',
  summary: 'The same, live: a snapshot, then what changes (server-sent events)',
  params: noParams,
  query: graphAskSchema.extend({
    every: z.coerce.number().int().min(5).max(3600).default(15).describe('Seconds between updates'),
  }),
  response: graphEventSchema,
  isStream: true,
})
