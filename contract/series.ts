import { endpoint } from './endpoint.ts'
import { graphAskSchema, readWindowSeconds } from './graph-ask.ts'
import { queryEvidenceSchema } from './graph.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

export const longestSpanSeconds = 7 * 86_400

const spanSeconds = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined) return null
    const seconds = readWindowSeconds(text)
    if (seconds !== null && seconds >= 60 && seconds <= longestSpanSeconds) return seconds
    context.addIssue({
      code: 'custom',
      message: 'span must be a duration such as 5m, 1h or 1d, from 60s to 7d',
    })
    return z.NEVER
  })

export const seriesMeasures = [
  'http',
  'httpErrors',
  'grpc',
  'grpcErrors',
  'tcpSent',
  'tcpReceived',
  'responseTime',
  'messagesSent',
  'messagesReceived',
] as const

export type SeriesMeasure = (typeof seriesMeasures)[number]

/** One number over time. Values stand at the times of the answer, one each. */
export const seriesLineSchema = z
  .object({
    measure: z.enum(seriesMeasures),
    direction: z
      .enum(['in', 'out', 'all'])
      .describe('Into a node or box, out of it; all: an edge or the whole picture'),
    unit: z.enum(['requestsPerSecond', 'bytesPerSecond', 'ms', 'messagesPerSecond']),
    statistic: z.enum(['avg', 'p50', 'p95', 'p99']).nullable().describe('Of a response time'),
    values: z
      .array(z.number().nullable())
      .describe('null: nobody counted then, which is not zero; bytes from the client’s seat'),
    reporters: z
      .array(z.enum(['source', 'destination', 'waypoint', 'mixed']))
      .describe('Whose counters the points are; empty: a sum over edges, each with its own'),
  })
  .meta({ id: 'SeriesLine' })

export type SeriesLine = z.infer<typeof seriesLineSchema>

/** How an element of the graph fared: each point is what the graph said, or would have said, then. */
export const graphSeriesSchema = z
  .object({
    subject: z.object({
      kind: z.enum(['whole', 'node', 'edge', 'box']),
      id: z.string().nullable(),
    }),
    times: z.array(z.number()).describe('Epoch ms, evenly spaced; the last is the newest'),
    stepSeconds: z.number(),
    windowSeconds: z.number().describe('Each point is a rate over this long before its time'),
    lines: z.array(seriesLineSchema).describe('Those with at least one number'),
    whyNone: z.string().nullable().describe('Why there are no lines; null when there are'),
    evidence: z.array(queryEvidenceSchema).describe('Range queries; `at` is the last point'),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'GraphSeries' })

export type GraphSeries = z.infer<typeof graphSeriesSchema>

export const getGraphSeries = endpoint({
  id: 'getGraphSeries',
  method: 'get',
  path: '/api/v1/graph/series',
  summary: 'How an edge, a node, a box or the whole picture fared over time',
  params: z.object({}),
  query: graphAskSchema.extend({
    node: z.string().max(600).optional().describe('Node id'),
    edge: z.string().max(1300).optional().describe('Edge id'),
    box: z.string().max(600).optional().describe('Box id; without node, edge and box: all of it'),
    span: spanSeconds.describe('How far back; absent: the window, at least ten minutes'),
    steps: z.coerce
      .number()
      .int()
      .min(2)
      .max(60)
      .default(30)
      .describe('How many points at most: large meshes give fewer'),
  }),
  response: graphSeriesSchema,
})
