import { z } from '#contract/setup.ts'
import { joinAddress } from '../../seams/address.ts'
import { unreadable } from '../../seams/failures.ts'
import type { TraceLinkAsk } from '../../seams/source.ts'
import type { SpanRecord } from '../../seams/span.ts'
import type { SpansAnswer, TraceSearch } from '../../seams/trace-calls.ts'
import type { TextAnswer, TextFetcher } from './fetch-text.ts'
import { isObject } from './formats/reading.ts'
import { readZipkin } from './formats/zipkin.ts'
import { askJson, askLists, readJson, type TraceApi } from './trace-api.ts'

const namesSchema = z.array(z.string())
const infoSchema = z.object({ zipkin: z.object({ version: z.string() }) })

function readNames(answer: TextAnswer): readonly string[] | null {
  if (answer.httpStatus !== 200) return null
  return namesSchema.safeParse(readJson(answer)).data ?? null
}

/**
 * Zipkin's API version 2. Its names are in lower case; Jaeger takes spans on Zipkin's port, but
 * answers no questions there.
 *
 * @see https://zipkin.io/zipkin-api/
 */
export async function probeZipkin(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<TraceApi | null> {
  const root = `${basePath}/api/v2`
  if (readNames(await fetcher.get(`${root}/services`, signal)) === null) return null
  return {
    product: 'Zipkin',
    name: 'API v2',
    basePath,
    version: async (callSignal) => {
      const info = await fetcher.get(`${basePath}/info`, callSignal)
      return infoSchema.safeParse(readJson(info)).data?.zipkin.version ?? null
    },
    searchUrl: zipkinSearchUrl,
    traceUrl: zipkinTraceUrl,
    services: async (callSignal) => {
      const names = readNames(await fetcher.get(`${root}/services`, callSignal))
      if (names === null) throw unreadable(fetcher.party, 'something that is no list of services')
      return names
    },
    operations: async (service, callSignal) => {
      const query = new URLSearchParams({ serviceName: service.toLowerCase() })
      const json = await askJson(fetcher, `${root}/spans?${query.toString()}`, callSignal)
      return (namesSchema.safeParse(json).data ?? []).map((name) => ({ name, kind: '' }))
    },
    search: async (ask, callSignal) => {
      const path = `${root}/traces?${searchQuery(ask).toString()}`
      return (await askSpans(fetcher, path, callSignal)) ?? { spans: [], warnings: [] }
    },
    trace: ({ traceId }, callSignal) => askSpans(fetcher, `${root}/trace/${traceId}`, callSignal),
  }
}

/** A list of spans, or of traces as lists of theirs; null for 404. */
async function askSpans(
  fetcher: TextFetcher,
  path: string,
  signal?: AbortSignal,
): Promise<SpansAnswer | null> {
  const spans: SpanRecord[] = []
  const take = (elements: readonly unknown[]): void => {
    for (const span of readZipkin(elements.flat(1).filter(isObject))) spans.push(span)
  }
  const lists = new Map([['', { take, inside: new Map([['', { take }]]) }]])
  const json = await askLists(fetcher, path, { lists, signal })
  if (json === null) return null
  if (!Array.isArray(json)) throw unreadable(fetcher.party, 'something that is no list of spans')
  return { spans, warnings: [] }
}

/** Durations in microseconds, the time by its end and a look back, both in milliseconds. */
function searchQuery(ask: TraceSearch): URLSearchParams {
  const { service, operation, fromMs, toMs, minDurationMs, maxDurationMs } = ask
  const annotations = [
    ...(ask.onlyErrors ? ['error'] : []),
    ...Object.entries(ask.tags).map(([key, value]) => `${key}=${value}`),
  ]
  const query = new URLSearchParams({
    serviceName: service.toLowerCase(),
    endTs: String(Math.ceil(toMs)),
    lookback: String(Math.max(1, Math.ceil(toMs - fromMs))),
    limit: String(ask.limit),
  })
  if (operation !== null) query.set('spanName', operation.toLowerCase())
  if (minDurationMs !== null) query.set('minDuration', String(Math.round(minDurationMs * 1000)))
  // Without a least duration Zipkin refuses a largest one.
  if (maxDurationMs !== null) {
    query.set('maxDuration', String(Math.round(maxDurationMs * 1000)))
    if (minDurationMs === null) query.set('minDuration', '1')
  }
  if (annotations.length > 0) query.set('annotationQuery', annotations.join(' and '))
  return query
}

function zipkinSearchUrl(base: string, ask: TraceLinkAsk): string {
  const query = new URLSearchParams({
    serviceName: ask.service.toLowerCase(),
    lookback: String(Math.max(1, Math.ceil(ask.toMs - ask.fromMs))),
    endTs: String(Math.ceil(ask.toMs)),
    limit: '20',
  })
  const tags = Object.entries(ask.tags).map(([key, value]) => `${key}=${value}`)
  if (tags.length > 0) query.set('annotationQuery', tags.join(' and '))
  return `${joinAddress(base, '/zipkin/')}?${query.toString()}`
}

const zipkinTraceUrl = (base: string, traceId: string): string =>
  joinAddress(base, `/zipkin/traces/${traceId}`)
