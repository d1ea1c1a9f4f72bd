import type { BackEnd } from '#contract/status.ts'
import { AppError, SourceUnavailableError } from './errors.ts'
import type { MetricsSource, Source, TracingSource } from './seams/source.ts'

export interface LateOptions<Port extends Source> {
  readonly id: string
  readonly kind: BackEnd['kind']
  /** Looks once; null when there is nothing yet, AppError when it is there and not reached. */
  readonly find: () => Promise<Port | null>
  readonly lookEveryMs: number
  /** What to say while there is none: what is missing and the option that brings it. */
  readonly missing: string
}

interface Late<Port extends Source> {
  readonly port: () => Port // throws SourceUnavailableError while there is none
  readonly found: () => Port | null
  readonly status: () => BackEnd
  readonly close: () => Promise<void>
}

const isAway = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'unavailable'

/** A back end that is looked for again and again until it is there. */
async function createLate<Port extends Source>(options: LateOptions<Port>): Promise<Late<Port>> {
  const { id, kind } = options
  let { missing } = options
  let found: Port | null = null
  let isLooking = false
  const look = async ({ isFirst }: { readonly isFirst: boolean }): Promise<void> => {
    if (found !== null || isLooking) return
    isLooking = true
    try {
      found = await options.find()
      missing = options.missing
    } catch (error) {
      // The next look may find it; settings that cannot work are told at the start.
      if (isFirst && !isAway(error)) throw error
      missing = error instanceof AppError ? error.message : options.missing
    } finally {
      isLooking = false
    }
  }
  await look({ isFirst: true })
  const timer = setInterval(() => void look({ isFirst: false }), options.lookEveryMs)
  timer.unref()
  return {
    found: () => found,
    port: () => {
      if (found !== null) return found
      throw new SourceUnavailableError({ source: id, failure: 'unavailable' }, missing)
    },
    status: () =>
      found?.status() ?? {
        id,
        kind,
        product: null,
        version: null,
        address: null,
        howFound: 'not found',
        state: 'notConfigured',
        message: missing,
        sinceAt: null,
        latencyMs: null,
        details: [],
      },
    close: async () => {
      clearInterval(timer)
      await found?.close()
    },
  }
}

export async function createLateMetrics(
  options: LateOptions<MetricsSource>,
): Promise<MetricsSource> {
  const late = await createLate(options)
  return {
    id: options.id,
    status: late.status,
    close: late.close,
    query: async (...args) => await late.port().query(...args),
    queryRange: async (...args) => await late.port().queryRange(...args),
    facts: async (signal) => await late.port().facts(signal),
  }
}

export async function createLateTracing(
  options: LateOptions<TracingSource>,
): Promise<TracingSource> {
  const late = await createLate(options)
  return {
    id: options.id,
    status: late.status,
    close: late.close,
    services: async (signal) => await late.port().services(signal),
    operations: async (...args) => await late.port().operations(...args),
    search: async (...args) => await late.port().search(...args),
    trace: async (...args) => await late.port().trace(...args),
    linkTo: (ask) => late.found()?.linkTo(ask) ?? null,
    linkToTrace: (traceId) => late.found()?.linkToTrace(traceId) ?? null,
  }
}
