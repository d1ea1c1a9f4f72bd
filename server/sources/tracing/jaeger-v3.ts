import { z } from '#contract/setup.ts'
import { unreadable } from '../../seams/failures.ts'
import type { SpanRecord } from '../../seams/span.ts'
import type { SpansAnswer, TraceSearch } from '../../seams/trace-calls.ts'
import type { TextAnswer, TextFetcher } from './fetch-text.ts'
import { isObject } from './formats/reading.ts'
import { createOtlpReader } from './formats/otlp.ts'
import { jaegerSearchUrl, jaegerTraceUrl, readJaegerVersion } from './jaeger-link.ts'
import { askJson, askLists, readJson, type TraceApi } from './trace-api.ts'

// A store without any service leaves the field out.
const servicesSchema = z.strictObject({ services: z.array(z.string()).default([]) })
const operationsSchema = z.object({
  operations: z.array(z.object({ name: z.string(), spanKind: z.string().default('') })).default([]),
})

/** How this version wants the parameters of a search: query.serviceName or query.service_name. */
export type SearchStyle = 'camelCase' | 'snake_case'

function readServices(answer: TextAnswer): readonly string[] | null {
  if (answer.httpStatus !== 200) return null
  return servicesSchema.safeParse(readJson(answer)).data?.services ?? null
}

/**
 * Jaeger's API version 3, the only one from 2.21 on.
 *
 * @see https://www.jaegertracing.io/docs/latest/architecture/apis/
 */
export async function probeJaegerV3(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<TraceApi | null> {
  const root = `${basePath}/api/v3`
  if (readServices(await fetcher.get(`${root}/services`, signal)) === null) return null
  const style = await probeSearchStyle(fetcher, root, signal)
  return {
    product: 'Jaeger',
    name: `API v3, parameters in ${style}`,
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
      const operations = operationsSchema.safeParse(json ?? {}).data?.operations ?? []
      return operations.map(({ name, spanKind }) => ({ name, kind: spanKind }))
    },
    search: async (ask, callSignal) => {
      const query = searchQuery(ask, style)
      const path = `${root}/traces?${query.toString()}`
      const answer = await askSpans(fetcher, path, callSignal)
      const found = answer ?? { spans: [], warnings: [] }
      return style === 'camelCase' ? found : narrowByTags(found, ask)
    },
    trace: ({ traceId }, callSignal) => askSpans(fetcher, `${root}/traces/${traceId}`, callSignal),
  }
}

/** Nothing found is 404, and null. */
async function askSpans(
  fetcher: TextFetcher,
  path: string,
  signal?: AbortSignal,
): Promise<SpansAnswer | null> {
  const reader = createOtlpReader()
  const json = await askLists(fetcher, path, { lists: reader.lists, signal })
  if (json === null) return null
  if (!isObject(json)) throw unreadable(fetcher.party, 'something that is no list of spans')
  return { spans: reader.spans, warnings: [] }
}

/** Both times are required, as RFC 3339; so is the depth in some versions. */
function searchQuery(ask: TraceSearch, style: SearchStyle): URLSearchParams {
  const { service, operation, fromMs, toMs, minDurationMs, maxDurationMs } = ask
  const tags = { ...ask.tags, ...(ask.onlyErrors ? { error: 'true' } : {}) }
  const values: Readonly<Record<string, string | null>> = {
    serviceName: service,
    operationName: operation,
    attributes: Object.keys(tags).length === 0 ? null : JSON.stringify(tags),
    startTimeMin: new Date(fromMs).toISOString(),
    startTimeMax: new Date(toMs).toISOString(),
    durationMin: minDurationMs === null ? null : `${minDurationMs}ms`,
    durationMax: maxDurationMs === null ? null : `${maxDurationMs}ms`,
    searchDepth: String(ask.limit),
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== null) query.set(`query.${style === 'camelCase' ? name : snakeOf(name)}`, value)
  // Older ones call the depth so, and answer 500 without it.
  if (style === 'snake_case') query.set('query.num_traces', String(ask.limit))
  return query
}

/**
 * Versions with snake case take no attributes over HTTP and say nothing of it: what they found is
 * narrowed here, as the store would, to traces with one span of the service that has all tags.
 */
function narrowByTags(answer: SpansAnswer, ask: TraceSearch): SpansAnswer {
  const tags = Object.entries(ask.tags)
  if (tags.length === 0 && !ask.onlyErrors) return answer
  const fits = (span: SpanRecord): boolean =>
    span.service === ask.service &&
    (!ask.onlyErrors || span.isError) &&
    tags.every(([key, value]) => String(span.attributes[key] ?? span.resource[key]) === value)
  const found = new Set(answer.spans.filter(fits).map(({ traceId }) => traceId))
  const isCut = new Set(answer.spans.map(({ traceId }) => traceId)).size >= ask.limit
  const warning =
    'This version of the trace store does not search by tags: only the traces that it found without them were looked through.'
  return {
    spans: answer.spans.filter(({ traceId }) => found.has(traceId)),
    warnings: isCut ? [...answer.warnings, warning] : answer.warnings,
  }
}

const snakeOf = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * A search for nothing with parameters in camel case: versions that know only the others complain
 * that both times are missing, by the names that they know.
 */
async function probeSearchStyle(
  fetcher: TextFetcher,
  root: string,
  signal?: AbortSignal,
): Promise<SearchStyle> {
  const query = new URLSearchParams({
    'query.serviceName': 'none',
    'query.startTimeMin': '2000-01-01T00:00:00Z',
    'query.startTimeMax': '2000-01-01T00:00:01Z',
    'query.searchDepth': '1',
  })
  const { httpStatus, text } = await fetcher.get(`${root}/traces?${query.toString()}`, signal)
  return httpStatus === 400 && text.includes('start_time') ? 'snake_case' : 'camelCase'
}
