import { endpoint } from './endpoint.ts'
import { logLineSchema, logSourceSchema } from './logs.ts'
import { z } from './setup.ts'
import { getTrace } from './traces.ts'
import { warningSchema } from './warning.ts'

const podSchema = z.object({
  namespace: z.string(),
  pod: z.string(),
  workload: z.string().nullable(),
})

export const getTraceLines = endpoint({
  id: 'getTraceLines',
  method: 'get',
  path: '/api/v1/traces/:traceId/lines',
  summary:
    'Log lines that name a trace or its requests, of all pods that took part, merged by time',
  params: z.object({ traceId: getTrace.params.shape.traceId }),
  query: getTrace.query.extend({
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  response: z
    .object({
      startMs: z.number().describe('Epoch ms at which the trace began'),
      ids: z.array(z.string()).describe('What was looked for: ids of the trace and its requests'),
      fromMs: z.number().describe('Epoch ms: the time that was looked through'),
      toMs: z.number(),
      lines: z.array(logLineSchema).describe('Oldest first'),
      hasMore: z.boolean().describe('There are more, older ones'),
      sources: z.array(logSourceSchema).describe('Whose logs were looked through'),
      pods: z.array(podSchema).describe('Of these sources'),
      gone: z.array(podSchema).describe('Took part, and are not there any more'),
      leftOut: z.number().int().describe('Containers beyond what is read for one question'),
      reason: z.string().nullable().describe('Why nothing could be read; null: it was'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'TraceLines' }),
})
export type TraceLines = z.infer<typeof getTraceLines.response>
