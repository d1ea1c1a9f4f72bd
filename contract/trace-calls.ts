import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { getTrace, spanPlaceSchema } from './traces.ts'

const traceCallSchema = z
  .object({
    spanId: z.string().describe('Of the span at the callee; of the caller where none was left'),
    callerSpanId: z.string().nullable(),
    source: z.int().describe('Index of a place; -1: from outside the trace'),
    target: z.int().describe('Index of a place; -1: who was called left no span'),
    host: z.string().nullable().describe('Whom the caller asked for, as its proxy or library says'),
    operation: z.string(),
    pod: z.string().nullable().describe('That answered'),
    status: z.string().nullable().describe('Of the response: 200, 503, gRPC 14'),
    fromNs: z.number().describe('From the start of the trace'),
    durationNs: z.number().describe('As long as the caller waited'),
    isError: z.boolean(),
    words: z.string().nullable().describe('What went wrong; null: nothing, or it may not be told'),
  })
  .meta({ id: 'TraceCall' })
export type TraceCall = z.infer<typeof traceCallSchema>

export const getTraceCalls = endpoint({
  id: 'getTraceCalls',
  method: 'get',
  path: '/api/v1/traces/:traceId/calls',
  summary: 'Who called whom in a trace, in the order of time: to be drawn on the topology',
  params: z.object({ traceId: getTrace.params.shape.traceId }),
  query: getTrace.query,
  response: z
    .object({
      traceId: z.string(),
      rootService: z.string().describe('Empty: hidden from the asker'),
      rootOperation: z.string(),
      startMs: z.number().describe('Epoch ms'),
      durationMs: z.number(),
      spans: z.number().int(),
      errors: z.number().int().describe('Spans with an error'),
      places: z.array(spanPlaceSchema),
      calls: z.array(traceCallSchema),
      more: z.number().int().describe('How many further calls are left out'),
      warnings: z.array(z.string()),
      storeUrl: z.string().nullable(),
    })
    .meta({ id: 'TraceCalls' }),
})
export type TraceCalls = z.infer<typeof getTraceCalls.response>
