import { numbers as column, texts } from './columns.ts'
import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'

/** Where a span was made; null: not known. */
export const spanPlaceSchema = z
  .object({
    namespace: z.string().nullable(),
    workload: z.string().nullable(),
    app: z.string().nullable(),
    version: z.string().nullable(),
    pod: z.string().nullable(),
    role: z
      .enum(['sidecar', 'gateway', 'waypoint', 'app'])
      .describe('Which proxy made it; app: the application itself'),
    isHidden: z.boolean().describe('In a namespace that the asker may not see'),
  })
  .meta({ id: 'SpanPlace' })
export type SpanPlace = z.infer<typeof spanPlaceSchema>

export const traceSummarySchema = z
  .object({
    traceId: z.string(),
    rootService: z.string().describe('Empty: hidden from the asker'),
    rootOperation: z.string(),
    startMs: z.number().describe('Epoch ms'),
    durationMs: z.number(),
    spans: z.number().int(),
    averageSpanMs: z.number().describe('Of all its spans'),
    errors: z.number().int().describe('Spans with an error'),
    orphans: z.number().int().describe('Spans whose parent is not there: a part is missing'),
    services: z.array(
      z.object({ name: z.string(), spans: z.number().int(), errors: z.number().int() }),
    ),
    workloads: z.array(z.object({ namespace: z.string(), name: z.string() })),
    hiddenSpans: z.number().int(),
  })
  .meta({ id: 'TraceSummary' })
export type TraceSummary = z.infer<typeof traceSummarySchema>

const pairs = z
  .string()
  .max(4000)
  .default('')
  .transform((text) => text.split('\n').filter((line) => line.trim() !== ''))
  .pipe(z.array(z.string().regex(/^[^=\n]+=[^\n]*$/, 'key=value, one a line')))
  .transform((lines) =>
    Object.fromEntries(
      lines.map((line) => {
        const at = line.indexOf('=')
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
      }),
    ),
  )

const name = z.string().max(300).default('')

export const traceAskSchema = z.object({
  kind: z.enum(['app', 'service', 'workload', '']).default('').describe('Of the subject'),
  namespace: name.describe('Of the subject'),
  name: name.describe('Of the subject'),
  callee: name.describe('namespace/app that the subject calls: traces of one edge'),
  service: name.describe('A name in the trace store, for a search without a subject'),
  operation: name,
  tags: pairs.describe('key=value, one a line'),
  errors: z.stringbool().default(false).describe('Only traces with an error'),
  from: z.coerce.number().int().min(0).describe('Epoch ms'),
  to: z.coerce.number().int().min(0).describe('Epoch ms'),
  minMs: z.coerce.number().min(0).max(86_400_000).optional(),
  maxMs: z.coerce.number().min(0).max(86_400_000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type TraceAsk = z.infer<typeof traceAskSchema>
export type TraceAskInput = z.input<typeof traceAskSchema>

export const searchTraces = endpoint({
  id: 'searchTraces',
  method: 'get',
  path: '/api/v1/traces',
  summary: 'Traces that something took part in, newest first',
  params: z.object({}),
  query: traceAskSchema,
  response: z
    .object({
      asked: z.array(z.string()).describe('Names in the trace store that were searched for'),
      traces: z.array(traceSummarySchema),
      isCut: z.boolean().describe('As many as were asked for: there may be more, in any order'),
      warnings: z.array(z.string()),
      reason: z.string().nullable().describe('Why nothing could be searched for; null: it was'),
      notPassedOn: z
        .object({
          who: z
            .enum(['itself', 'callers'])
            .describe(
              'itself: calls that it makes begin traces, though it is called; callers: it is only ever the root, though it is called from inside the mesh',
            ),
          service: z.string(),
          traces: z.number().int(),
          callers: z
            .array(z.string())
            .describe('Inside the mesh, as far as the asker may see them; at most five'),
        })
        .nullable()
        .describe('Where headers of traces are not passed on'),
      storeUrl: z.string().nullable().describe("The same search on the trace store's own page"),
    })
    .meta({ id: 'TraceList' }),
})
export type TraceList = z.infer<typeof searchTraces.response>

export const listTraceServices = endpoint({
  id: 'listTraceServices',
  method: 'get',
  path: '/api/v1/trace-services',
  summary: 'Services that the trace store knows, and the operations of one of them',
  params: z.object({}),
  query: z.object({ service: name.describe('Of which the operations are wanted') }),
  response: z
    .object({
      services: z.array(z.string()),
      operations: z.array(z.object({ name: z.string(), kind: z.string() })),
    })
    .meta({ id: 'TraceServices' }),
})

export const spanKinds = ['internal', 'server', 'client', 'producer', 'consumer'] as const

/** Bits of `spans.marks`. */
export const spanMark = { error: 1, warning: 2, hidden: 4, orphan: 8, proxy: 16 } as const

const statisticSchema = z.object({
  service: z.string(),
  operation: z.string(),
  spans: z.number().int(),
  errors: z.number().int(),
  totalMs: z.number().describe('Of all its spans; parallel ones count each'),
  selfMs: z.number().describe('Without what their children took'),
  averageMs: z.number(),
  medianMs: z.number(),
  p95Ms: z.number(),
  longestMs: z.number(),
})
export type SpanStatistic = z.infer<typeof statisticSchema>

const hopSchema = z.object({
  source: z.int().describe('Index of a place; -1: from outside'),
  target: z.int(),
  calls: z.number().int(),
  errors: z.number().int(),
  longestMs: z.number(),
})
export type TraceHop = z.infer<typeof hopSchema>

export const getTrace = endpoint({
  id: 'getTrace',
  method: 'get',
  path: '/api/v1/traces/:traceId',
  summary: 'One trace by columns, parents before children; attributes are asked for by span',
  params: z.object({ traceId: z.string().regex(/^([0-9a-fA-F]{1,32}|upload-[\w-]{10,60})$/) }),
  query: z.object({
    around: z.coerce.number().min(0).optional().describe('Epoch ms near which it was, if known'),
  }),
  response: z
    .object({
      traceId: z.string(),
      startNs: z.string().describe('Epoch ns, decimal'),
      durationNs: z.number(),
      services: z.array(z.string()),
      operations: z.array(z.string()),
      places: z.array(spanPlaceSchema),
      spans: z
        .object({
          ids: texts,
          parents: column.describe('Index of the parent; -1: a root'),
          depths: column,
          services: column.describe('Index'),
          operations: column.describe('Index'),
          places: column.describe('Index'),
          kinds: column.describe('Index in internal, server, client, producer, consumer'),
          offsetsNs: column.describe('From the start of the trace'),
          durationsNs: column,
          selfNs: column.describe('Duration without what the children took'),
          marks: column.describe('Bits: 1 error, 2 warning, 4 hidden, 8 orphan, 16 proxy'),
        })
        .describe('In the order of drawing: each parent before its children, by start'),
      criticalPath: z
        .object({ spans: column.describe('Index'), fromNs: column, toNs: column })
        .describe('Stretches that nothing else could have made shorter, in the order of time'),
      statistics: z.array(statisticSchema),
      hops: z.array(hopSchema).describe('Calls between places, to draw on the topology'),
      warnings: z.array(z.string()),
      storeUrl: z.string().nullable(),
    })
    .meta({ id: 'Trace' }),
})
export type TraceView = z.infer<typeof getTrace.response>

const attributesSchema = z.array(
  z.object({ key: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
)

export const getSpan = endpoint({
  id: 'getSpan',
  method: 'get',
  path: '/api/v1/traces/:traceId/spans/:index',
  summary: 'All that one span says',
  params: z.object({
    traceId: getTrace.params.shape.traceId,
    index: z.coerce.number().int().min(0),
  }),
  query: getTrace.query,
  response: z
    .object({
      spanId: z.string(),
      startNs: z.string(),
      durationNs: z.number(),
      place: spanPlaceSchema,
      attributes: attributesSchema,
      resource: attributesSchema,
      events: z.array(
        z.object({
          offsetNs: z.number().describe("From the span's start"),
          name: z.string(),
          attributes: attributesSchema,
        }),
      ),
      links: z.array(z.object({ traceId: z.string(), spanId: z.string() })),
      warnings: z.array(z.string()),
      flags: z.array(z.object({ flag: z.string(), text: z.string().nullable() })),
      requestId: z.string().nullable().describe('As the access log of the proxies has it'),
      target: z
        .object({
          direction: z.enum(['inbound', 'outbound']),
          host: z.string().nullable(),
          port: z.number().nullable(),
          subset: z.string().nullable(),
        })
        .nullable(),
    })
    .meta({ id: 'SpanDetails' }),
})
export type SpanDetails = z.infer<typeof getSpan.response>

const sideSchema = z.object({
  spans: column.describe('How many; 0: the call is not in this trace'),
  errors: column,
  totalMs: column,
})

export const compareTraces = endpoint({
  id: 'compareTraces',
  method: 'get',
  path: '/api/v1/traces/:traceId/compared/:otherId',
  summary: 'Two traces laid over each other by the path of services and operations',
  params: z.object({
    traceId: getTrace.params.shape.traceId,
    otherId: getTrace.params.shape.traceId,
  }),
  query: getTrace.query,
  response: z
    .object({
      before: traceSummarySchema,
      after: traceSummarySchema,
      services: z.array(z.string()),
      operations: z.array(z.string()),
      rows: z
        .object({
          depths: column,
          services: column.describe('Index'),
          operations: column.describe('Index'),
          before: sideSchema,
          after: sideSchema,
        })
        .describe('By columns, each before what it called'),
    })
    .meta({ id: 'ComparedTraces' }),
})
export type ComparedTraces = z.infer<typeof compareTraces.response>

export const uploadTrace = endpoint({
  id: 'uploadTrace',
  method: 'post',
  path: '/api/v1/traces',
  summary: 'Takes a saved trace (OTLP, Jaeger or Zipkin JSON), kept for half an hour',
  params: z.object({}),
  query: z.object({}),
  body: z
    .custom<Blob>()
    .meta({ type: 'object', description: 'The file itself, as it was saved; read while it comes' }),
  response: z.object({
    format: z.enum(['OTLP', 'Jaeger', 'Zipkin']),
    traceIds: z.array(z.string()).describe('To open them by, the largest first'),
  }),
})
