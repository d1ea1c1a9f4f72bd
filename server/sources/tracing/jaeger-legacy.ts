import { z } from '#contract/setup.ts'
import { unreadable } from '../../seams/failures.ts'
import type { SpansAnswer, TraceSearch } from '../../seams/trace-calls.ts'
import type { TextAnswer, TextFetcher } from './fetch-text.ts'
import { createJaegerReader } from './formats/jaeger.ts'
import { isObject, objectsOf, textOf } from './formats/reading.ts'
import { jaegerSearchUrl, jaegerTraceUrl, readJaegerVersion } from './jaeger-link.ts'
import { askJson, askLists, readJson, type TraceApi } from './trace-api.ts'

const servicesSchema = z.object({ data: z.array(z.string()).nullable() })
const operationsSchema = z.object({
  data: z.array(z.object({ name: z.string(), spanKind: z.string().default('') })).nullable(),
})

function readServices(answer: TextAnswer): readonly string[] | null {
  const parsed = servicesSchema.safeParse(readJson(answer))
  return answer.httpStatus === 200 && parsed.success ? (parsed.data.data ?? []) : null
}

/** The API that Jaeger's own page used up to 2.20. */
export async function probeJaegerLegacy(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<TraceApi | null> {
  const root = `${basePath}/api`
  if (readServices(await fetcher.get(`${root}/services`, signal)) === null) return null
  return {
    product: 'Jaeger',
    name: 'legacy API',
    basePath,
    version: () => readJaegerVersion(fetcher, basePath),
    searchUrl: jaegerSearchUrl,
    traceUrl: jaegerTraceUrl,
    services: async (callSignal) => {
      const services = readServices(await fetcher.get(`${root}/services`, callSignal))
      if (services === null)
        throw unreadable(fetcher.party, 'something that is no list of services')
      return services
    },
    operations: async (service, callSignal) => {
      const query = new URLSearchParams({ service })
      const json = await askJson(fetcher, `${root}/operations?${query.toString()}`, callSignal)
      const operations = operationsSchema.safeParse(json).data?.data ?? []
      return operations.map(({ name, spanKind }) => ({ name, kind: spanKind }))
    },
    search: async (ask, callSignal) => {
      const path = `${root}/traces?${searchQuery(ask).toString()}`
      return (await askTraces(fetcher, path, callSignal)) ?? { spans: [], warnings: [] }
    },
    trace: async ({ traceId }, callSignal) => {
      const answer = await askTraces(fetcher, `${root}/traces/${traceId}`, callSignal)
      // Some versions say that there is none with status 200 and an error beside no data.
      return answer?.spans.length === 0 && answer.warnings.length > 0 ? null : answer
    },
  }
}

/**
 * Null for 404. Errors may come with status 200 beside data: a part of the traces could not be read.
 */
async function askTraces(
  fetcher: TextFetcher,
  path: string,
  signal?: AbortSignal,
): Promise<SpansAnswer | null> {
  const reader = createJaegerReader()
  const lists = new Map([['spans', { take: reader.take }]])
  const json = await askLists(fetcher, path, { lists, signal })
  if (json === null) return null
  if (!isObject(json)) throw unreadable(fetcher.party, 'something that is no list of traces')
  return {
    spans: reader.finish(objectsOf(json['data'])),
    warnings: objectsOf(json['errors']).map((error) =>
      ['The trace store says', textOf(error['msg']) || 'that a part could not be read'].join(': '),
    ),
  }
}

/** Times in microseconds, durations as text. */
function searchQuery(ask: TraceSearch): URLSearchParams {
  const { service, operation, fromMs, toMs, minDurationMs, maxDurationMs } = ask
  const tags = { ...ask.tags, ...(ask.onlyErrors ? { error: 'true' } : {}) }
  const query = new URLSearchParams({
    service,
    start: String(Math.floor(fromMs) * 1000),
    end: String(Math.ceil(toMs) * 1000),
    limit: String(ask.limit),
  })
  if (operation !== null) query.set('operation', operation)
  if (minDurationMs !== null) query.set('minDuration', `${minDurationMs}ms`)
  if (maxDurationMs !== null) query.set('maxDuration', `${maxDurationMs}ms`)
  if (Object.keys(tags).length > 0) query.set('tags', JSON.stringify(tags))
  return query
}
