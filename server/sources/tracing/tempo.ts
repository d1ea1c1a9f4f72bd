import { z } from '#contract/setup.ts'
import { unreadable } from '../../seams/failures.ts'
import type { SpanRecord } from '../../seams/span.ts'
import type { SpansAnswer, TraceSearch } from '../../seams/trace-calls.ts'
import type { TextAnswer, TextFetcher } from './fetch-text.ts'
import { hexIdOf, isObject } from './formats/reading.ts'
import { createOtlpReader } from './formats/otlp.ts'
import { askJson, askLists, readJson, type TraceApi } from './trace-api.ts'

// Strict, or any object would pass for an empty list.
const valuesSchema = z.strictObject({
  tagValues: z.array(z.object({ value: z.string() })).default([]),
  metrics: z.unknown().optional(),
})
const searchSchema = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) })
const buildSchema = z.object({ version: z.string() })

const servicePath = '/api/v2/search/tag/resource.service.name/values'

function readValues(answer: TextAnswer): readonly string[] | null {
  if (answer.httpStatus !== 200) return null
  const { data } = valuesSchema.safeParse(readJson(answer))
  return data === undefined ? null : data.tagValues.map(({ value }) => value)
}

/** How many traces are fetched at once after a search, which tells of each little but its id. */
const fetchedAtOnce = 6

/**
 * Tempo's HTTP API. It searches by TraceQL; of what it finds, each trace is fetched whole. Without
 * times it looks at recent data only, and it gives the first that match rather than the newest.
 *
 * @see https://grafana.com/docs/tempo/latest/api_docs/
 */
export async function probeTempo(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<TraceApi | null> {
  const at = (path: string): string => `${basePath}${path}`
  if (readValues(await fetcher.get(at(servicePath), signal)) === null) return null
  const trace: TraceApi['trace'] = (ask, callSignal) =>
    fetchTrace({ fetcher, basePath }, ask, callSignal)
  return {
    product: 'Tempo',
    name: 'HTTP API',
    basePath,
    version: async (callSignal) => {
      const answer = await fetcher.get(at('/api/status/buildinfo'), callSignal)
      return buildSchema.safeParse(readJson(answer)).data?.version ?? null
    },
    searchUrl: () => null, // it has no page of its own
    traceUrl: () => null,
    services: async (callSignal) => {
      const names = readValues(await fetcher.get(at(servicePath), callSignal))
      if (names === null) throw unreadable(fetcher.party, 'something that is no list of services')
      return names
    },
    operations: async (service, callSignal) => {
      const query = new URLSearchParams({ q: `{resource.service.name=${quoted(service)}}` })
      const path = at(`/api/v2/search/tag/name/values?${query.toString()}`)
      const values = valuesSchema.safeParse(await askJson(fetcher, path, callSignal)).data
      return (values?.tagValues ?? []).map(({ value }) => ({ name: value, kind: '' }))
    },
    search: async (ask, callSignal) => {
      const path = at(`/api/search?${searchQuery(ask).toString()}`)
      const found = searchSchema.safeParse((await askJson(fetcher, path, callSignal)) ?? {}).data
      if (found === undefined)
        throw unreadable(fetcher.party, 'something that is no list of traces')
      const ids = found.traces.flatMap(({ traceID }) => hexIdOf(traceID, 32) ?? [])
      return fetchAll(ids, (traceId) => trace({ traceId, aroundMs: ask.toMs }, callSignal))
    },
    trace,
  }
}

async function fetchAll(
  ids: readonly string[],
  fetchOne: (id: string) => Promise<SpansAnswer | null>,
): Promise<SpansAnswer> {
  const spans: SpanRecord[] = []
  const warnings = new Set<string>()
  for (let first = 0; first < ids.length; first += fetchedAtOnce) {
    const answers = await Promise.all(ids.slice(first, first + fetchedAtOnce).map(fetchOne))
    for (const answer of answers) {
      for (const span of answer?.spans ?? []) spans.push(span)
      for (const warning of answer?.warnings ?? []) warnings.add(warning)
    }
  }
  return { spans, warnings: [...warnings] }
}

/** The second version of the call says whether the trace is whole; older stores know the first. */
async function fetchTrace(
  { fetcher, basePath }: { readonly fetcher: TextFetcher; readonly basePath: string },
  { traceId }: { readonly traceId: string },
  signal?: AbortSignal,
): Promise<SpansAnswer | null> {
  const reader = createOtlpReader()
  const ask = (path: string): Promise<unknown> =>
    askLists(fetcher, basePath + path, { lists: reader.lists, signal })
  const json = (await ask(`/api/v2/traces/${traceId}`)) ?? (await ask(`/api/traces/${traceId}`))
  if (json === null) return null
  if (!isObject(json)) throw unreadable(fetcher.party, 'something that is no trace')
  const { status, message } = json
  const isPartial = status === 'PARTIAL' || status === 1
  const words = typeof message === 'string' && message !== '' ? `: ${message}` : ''
  return {
    spans: reader.spans,
    warnings: isPartial ? [`The trace store gave a part of a trace only${words}`] : [],
  }
}

/** Times in seconds, everything else as TraceQL. */
function searchQuery(ask: TraceSearch): URLSearchParams {
  const { operation, minDurationMs, maxDurationMs } = ask
  const conditions = [
    `resource.service.name=${quoted(ask.service)}`,
    ...(operation === null ? [] : [`name=${quoted(operation)}`]),
    ...(ask.onlyErrors ? ['status=error'] : []),
    ...(minDurationMs === null ? [] : [`duration>=${minDurationMs}ms`]),
    ...(maxDurationMs === null ? [] : [`duration<=${maxDurationMs}ms`]),
    ...Object.entries(ask.tags).map(([key, value]) => `${attribute(key)}=${quoted(value)}`),
  ]
  return new URLSearchParams({
    q: `{${conditions.join(' && ')}}`,
    limit: String(ask.limit),
    start: String(Math.floor(ask.fromMs / 1000)),
    end: String(Math.ceil(ask.toMs / 1000)),
  })
}

const quoted = (text: string): string => JSON.stringify(text)

/** A key with characters beyond those of names is quoted, or TraceQL reads an operator. */
const attribute = (key: string): string => (/^[\w.-]+$/.test(key) ? `.${key}` : `.${quoted(key)}`)
