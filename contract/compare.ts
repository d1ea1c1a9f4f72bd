import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { graphSchema } from './graph.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

/** What may have become of an element between two moments, worst first. */
export const changeKinds = [
  'failingMore',
  'gone',
  'slower',
  'new',
  'quieter',
  'busier',
  'faster',
  'failingLess',
] as const

export const changeKindSchema = z.enum(changeKinds)
export type ChangeKind = z.infer<typeof changeKindSchema>

/** One change of one element; the numbers are those of the two pictures. */
export const changeSchema = z
  .object({
    id: z.string().describe('Of the node or edge'),
    element: z.enum(['node', 'edge']),
    kind: changeKindSchema,
    measure: z
      .enum(['presence', 'errorRatio', 'responseTime', 'requests', 'bytes'])
      .describe('What is compared; presence has no numbers'),
    unit: z.enum(['ratio', 'ms', 'requestsPerSecond', 'bytesPerSecond']).nullable(),
    statistic: z.enum(['avg', 'p50', 'p95', 'p99']).nullable().describe('Of a response time'),
    before: z.number().nullable().describe('null: there was none, or it was not known'),
    after: z.number().nullable(),
  })
  .meta({ id: 'Change' })

export type Change = z.infer<typeof changeSchema>

/** Two moments of one view: all that was there at either, and what changed. */
export const comparisonSchema = z
  .object({
    graph: graphSchema.describe(
      'The later picture, and what has gone since with its earlier numbers',
    ),
    beforeAt: z.number().describe('Epoch ms of the earlier moment'),
    afterAt: z.number(),
    changes: z.array(changeSchema).describe('Worst first'),
    whyNot: z.string().nullable().describe('Why nothing can be compared; null when it can'),
    warnings: z.array(warningSchema).describe('Of either moment'),
  })
  .meta({ id: 'Comparison' })

export type Comparison = z.infer<typeof comparisonSchema>

export const compareGraph = endpoint({
  id: 'compareGraph',
  method: 'get',
  path: '/api/v1/graph/compare',
  summary: 'What is new, gone, slower or failing between two moments',
  params: z.object({}),
  query: graphAskSchema.extend({
    before: z.coerce
      .number()
      .int()
      .min(0)
      .max(8.64e15)
      .optional()
      .describe('Epoch ms of the other moment; absent: ten minutes before'),
  }),
  response: comparisonSchema,
})
