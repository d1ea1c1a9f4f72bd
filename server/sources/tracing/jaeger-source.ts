import { SourceUnavailableError } from '../../errors.ts'
import { failureOf } from '../../seams/failures.ts'
import { createReach, keepProbing } from '../../seams/reach.ts'
import type { TracingSource } from '../../seams/source.ts'
import { createTextFetcher, type FetchOptions, type TextFetcher } from './fetch-text.ts'
import type { JaegerApi } from './jaeger-api.ts'
import { probeJaegerLegacy } from './jaeger-legacy.ts'
import { isForBrowsers, jaegerSearchUrl } from './jaeger-link.ts'
import { probeJaegerV3 } from './jaeger-v3.ts'

export interface JaegerOptions extends Omit<FetchOptions, 'deadlineMs' | 'maxAnswerBytes'> {
  readonly howFound: string
  /** Where people open its page, when that is elsewhere than `url`. */
  readonly externalUrl?: string
  readonly deadlineMs?: number
  readonly maxAnswerBytes?: number
  readonly probeEveryMs?: number
}

/**
 * Jaeger of any version: which of its APIs is there, and under which base path, is found by trying
 * and remembered until it fails. It is tried at once and every 15 s.
 */
export function createJaegerSource(options: JaegerOptions): TracingSource {
  const { id, howFound, url, externalUrl, socketPath } = options
  const fetcher = createTextFetcher({
    ...options,
    deadlineMs: options.deadlineMs ?? 10_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 16_000_000,
  })
  const { address } = fetcher.party
  const reach = createReach({ id, kind: 'tracing', address, howFound })
  let api: JaegerApi | null = null

  const connect = async (signal?: AbortSignal): Promise<JaegerApi> => {
    if (api !== null) return api
    const found = await findApi(fetcher, signal)
    api = found
    reach.learn({
      product: 'Jaeger',
      version: await readVersion(fetcher, found.basePath),
      details: [`Asked by its ${found.name}${found.basePath && ` under ${found.basePath}`}`],
    })
    return found
  }

  /** The remembered API may be gone since an upgrade: then what there is now is looked for once. */
  const ask = async (signal?: AbortSignal): Promise<readonly string[]> => {
    const isRemembered = api !== null
    try {
      return await (await connect(signal)).services(signal)
    } catch (error) {
      api = null
      const isOther = error instanceof SourceUnavailableError && error.failure === 'badAnswer'
      if (!isRemembered || !isOther) throw error
      return (await connect(signal)).services(signal)
    }
  }

  const services = async (signal?: AbortSignal): Promise<readonly string[]> => {
    const startedAt = performance.now()
    try {
      const names = await ask(signal)
      reach.succeeded(performance.now() - startedAt)
      return names
    } catch (error) {
      reach.threw(error)
      throw error
    }
  }

  const stopProbing = keepProbing(async () => {
    await services().catch(reach.probeThrew)
  }, options.probeEveryMs ?? 15_000)

  return {
    id,
    status: reach.status,
    services,
    linkTo: (ask) => {
      if (externalUrl !== undefined) return jaegerSearchUrl(externalUrl, ask)
      if (socketPath !== undefined || !isForBrowsers(url)) return null
      return jaegerSearchUrl(url + (api?.basePath ?? ''), ask)
    },
    close: async () => {
      stopProbing()
      await fetcher.close()
    },
  }
}

const probes = [probeJaegerV3, probeJaegerLegacy]
const basePaths = ['', '/jaeger']

/** The first API that answers. What breaks the way there (a closed port) is thrown as it is. */
async function findApi(fetcher: TextFetcher, signal?: AbortSignal): Promise<JaegerApi> {
  let trouble: unknown = null
  for (const basePath of basePaths)
    for (const probe of probes) {
      try {
        const api = await probe(fetcher, basePath, signal)
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
    `${party.name} does not answer as Jaeger does (${party.address}; tried /api/v3/services and /api/services, also under /jaeger): is this the address of its query service, port 16686?`,
  )
}

/** Its page carries the version; some builds leave it empty. */
async function readVersion(fetcher: TextFetcher, basePath: string): Promise<string | null> {
  try {
    const { text } = await fetcher.get(`${basePath}/search`)
    const version = /"gitVersion"\s*:\s*"v?([^"]+)"/.exec(text)?.[1]
    return version ?? null
  } catch {
    return null
  }
}
