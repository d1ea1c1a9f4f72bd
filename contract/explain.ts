import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { dropSchema, markSchema, queryEvidenceSchema } from './graph.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

/** What one proxy said of one kind of call, and whether the picture uses it. */
export const evidenceRowSchema = z
  .object({
    reporter: z.enum(['source', 'destination', 'waypoint']),
    isUsed: z.boolean(),
    reason: z.string().describe('Why it is used, or why not'),
    protocol: z.string(),
    source: z.string().describe('namespace/workload of the caller, or unknown'),
    service: z.string().describe('The service or host that was asked for'),
    destination: z.string().describe('namespace/workload that answered, or unknown'),
    perSecond: z.number().describe('Requests, or bytes for tcp'),
    promql: z.string().describe('Asks the metric store for just this number'),
  })
  .meta({ id: 'EvidenceRow' })

export type EvidenceRow = z.infer<typeof evidenceRowSchema>

/** An object of the configuration that acts on calls to the subject. */
export const actingObjectSchema = z
  .object({
    cluster: z.string().nullable(),
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    marks: z.array(markSchema).describe('What it does, as far as there is a mark for it'),
    services: z.array(z.string()).describe('namespace/name of services, or hosts, it acts on'),
  })
  .meta({ id: 'ActingObject' })

export type ActingObject = z.infer<typeof actingObjectSchema>

/** Why an edge or a node is in the picture with these numbers, or why it is not there. */
export const explanationSchema = z
  .object({
    subject: z.string(),
    isDrawn: z.boolean(),
    sentences: z.array(z.string()).describe('The answer in words, most important first'),
    rows: z.array(evidenceRowSchema),
    queries: z.array(queryEvidenceSchema),
    dropped: z.array(dropSchema),
    config: z.array(actingObjectSchema).describe('Objects that act here and that you may see'),
    tracesUrl: z.string().nullable().describe("The trace store's own page; null: none known"),
    tracesReason: z.string().nullable().describe('Why there is no link'),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'Explanation' })

export type Explanation = z.infer<typeof explanationSchema>

export const explainGraph = endpoint({
  id: 'explainGraph',
  method: 'get',
  path: '/api/v1/graph/explain',
  summary: 'Why is this edge or node here with these numbers, or why is it missing?',
  params: z.object({}),
  query: graphAskSchema.extend({
    node: z.string().max(600).optional().describe('Node id'),
    source: z.string().max(600).optional().describe('Node id of the caller'),
    target: z.string().max(600).optional().describe('Node id of the callee'),
  }),
  response: explanationSchema,
})
