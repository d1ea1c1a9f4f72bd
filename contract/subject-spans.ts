import { chartSubjectSchema } from './charts.ts'
import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { spanKinds } from './traces.ts'

const subjectSpanSchema = z
  .object({
    traceId: z.string(),
    spanId: z.string(),
    startMs: z.number().describe('Epoch ms'),
    durationMs: z.number(),
    service: z.string(),
    operation: z.string(),
    kind: z.enum(spanKinds),
    pod: z.string().nullable(),
    isError: z.boolean(),
    words: z.string().nullable().describe('What went wrong; null: nothing'),
  })
  .meta({ id: 'SubjectSpan' })
export type SubjectSpan = z.infer<typeof subjectSpanSchema>

export const listSubjectSpans = endpoint({
  id: 'listSubjectSpans',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/spans',
  summary: 'Spans that were made at something, newest first, to be laid over its lines and charts',
  params: chartSubjectSchema,
  query: z.object({
    from: z.coerce.number().int().min(0).describe('Epoch ms'),
    to: z.coerce.number().int().min(0).describe('Epoch ms'),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  response: z
    .object({
      spans: z.array(subjectSpanSchema),
      isCut: z.boolean().describe('There are more in this time than are told'),
      reason: z.string().nullable().describe('Why nothing could be searched for; null: it was'),
    })
    .meta({ id: 'SubjectSpans' }),
})
export type SubjectSpans = z.infer<typeof listSubjectSpans.response>
