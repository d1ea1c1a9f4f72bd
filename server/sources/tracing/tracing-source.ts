import { SourceUnavailableError } from '../../errors.ts'
import { failureOf } from '../../seams/failures.ts'
import { createReach, keepProbing } from '../../seams/reach.ts'
import type { TracingSource } from '../../seams/source.ts'
import { traceApiNames, type TraceApiName } from '../../seams/trace-calls.ts'
import { createTextFetcher, type FetchOptions, type TextFetcher } from './fetch-text.ts'
import { probeJaegerLegacy } from './jaeger-legacy.ts'
import { isForBrowsers, jaegerSearchUrl, jaegerTraceUrl } from './jaeger-link.ts'
import { probeJaegerV3 } from './jaeger-v3.ts'
import { probeTempo } from './tempo.ts'
import type { TraceApi, TraceProbe } from './trace-api.ts'
import { probeZipkin } from './zipkin.ts'

export interface TracingOptions extends Omit<FetchOptions, 'deadlineMs' | 'maxAnswerBytes'> {
  readonly howFound: string
  /** Where people open its page, when that is elsewhere than `url`. */
  readonly externalUrl?: string
  /** What the store speaks, where that is not to be found out. */
  readonly api?: TraceApiName
  /** Where one trace is shown, `$traceId` in it: for stores that have no page of their own. */
  readonly traceLink?: string
  readonly deadlineMs?: number
  readonly maxAnswerBytes?: number
  readonly probeEveryMs?: number
}

/**
 * Any trace store: which one it is, which of its APIs is there, and under which base path, is found
 * by trying and remembered until it fails. It is tried at once and every 15 s.
 */
export function createTracingSource(options: TracingOptions): TracingSource {
  const { id, howFound, url, externalUrl, socketPath } = options
  const fetcher = createTextFetcher({
    ...options,
    deadlineMs: options.deadlineMs ?? 10_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 128_000_000,
  })
  const { address } = fetcher.party
  const reach = createReach({ id, kind: 'tracing', address, howFound })
  let api: TraceApi | null = null

  const connect = async (signal?: AbortSignal): Promise<TraceApi> => {
    if (api !== null) return api
    const found = await findApi(fetcher, options.api, signal)
    api = found
    reach.learn({
      product: found.product,
      version: await found.version().catch(() => null),
      details: [`Asked by its ${found.name}${found.basePath && ` under ${found.basePath}`}`],
    })
    return found
  }

  /** The remembered API may be gone since an upgrade: then what there is now is looked for once. */
  const ask = async <Answer>(
    call: (api: TraceApi) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> => {
    const isRemembered = api !== null
    try {
      return await call(await connect(signal))
    } catch (error) {
      const isOther = error instanceof SourceUnavailableError && error.failure === 'badAnswer'
      if (isOther || !isRefusal(error)) api = null
      if (!isRemembered || !isOther) throw error
      return call(await connect(signal))
    }
  }

  const measured = async <Answer>(
    call: (api: TraceApi) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> => {
    const startedAt = performance.now()
    try {
      const answer = await ask(call, signal)
      reach.succeeded(performance.now() - startedAt)
      return answer
    } catch (error) {
      reach.threw(error)
      throw error
    }
  }
  const services = (signal?: AbortSignal): Promise<readonly string[]> =>
    measured((found) => found.services(signal), signal)

  const pageBase = (): string | null => {
    if (externalUrl !== undefined) return externalUrl
    if (socketPath !== undefined || !isForBrowsers(url)) return null
    return url + (api?.basePath ?? '')
  }

  const stopProbing = keepProbing(async () => {
    await services().catch(reach.probeThrew)
  }, options.probeEveryMs ?? 15_000)

  return {
    id,
    status: reach.status,
    services,
    operations: (service, signal) => measured((found) => found.operations(service, signal), signal),
    search: (search, signal) => measured((found) => found.search(search, signal), signal),
    trace: (asked, signal) => measured((found) => found.trace(asked, signal), signal),
    linkTo: (asked) => {
      const base = pageBase()
      return base === null ? null : (api?.searchUrl ?? jaegerSearchUrl)(base, asked)
    },
    linkToTrace: (traceId) => {
      if (options.traceLink !== undefined)
        return options.traceLink.replaceAll('$traceId', encodeURIComponent(traceId))
      const base = pageBase()
      return base === null ? null : (api?.traceUrl ?? jaegerTraceUrl)(base, traceId)
    },
    close: async () => {
      stopProbing()
      await fetcher.close()
    },
  }
}

/** One question that was refused says nothing against the API that refused it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SourceUnavailableError &&
  (error.failure === 'refused' || error.failure === 'tooLarge' || error.failure === 'timeout')

const probes: Readonly<Record<TraceApiName, TraceProbe>> = {
  'jaeger-v3': probeJaegerV3,
  'jaeger-legacy': probeJaegerLegacy,
  tempo: probeTempo,
  zipkin: probeZipkin,
}
const basePaths = ['', '/jaeger', '/tempo', '/zipkin']

/** The first API that answers. What breaks the way there (a closed port) is thrown as it is. */
async function findApi(
  fetcher: TextFetcher,
  only: TraceApiName | undefined,
  signal?: AbortSignal,
): Promise<TraceApi> {
  let trouble: unknown = null
  const names = only === undefined ? traceApiNames : [only]
  for (const basePath of basePaths)
    for (const name of names) {
      try {
        const api = await probes[name](fetcher, basePath, signal)
        if (api !== null) return api
      } catch (error) {
        // One API may fail where the other answers; a closed port fails for all.
        const isAnswer = error instanceof SourceUnavailableError && error.cause === undefined
        if (!isAnswer || error.failure === 'timeout') throw error
        trouble ??= error
      }
    }
  if (trouble !== null) throw trouble instanceof Error ? trouble : new Error('unknown')
  const { party } = fetcher
  throw failureOf(
    party,
    { failure: 'badAnswer' },
    `${party.name} does not answer as Jaeger, Tempo or Zipkin do (${party.address}; tried their lists of services, also under /jaeger, /tempo and /zipkin): is this the address of its query service?`,
  )
}
