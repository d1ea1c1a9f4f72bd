import type { MetricsFacts, MetricsSource, VectorAnswer } from '../../seams/source.ts'
import { createReach, keepProbing, type Reach } from '../../seams/reach.ts'
import { createApi, type ApiAnswer, type ApiCall, type ApiOptions } from './api.ts'
import { readFacts } from './facts.ts'
import { probeStore } from './product.ts'
import { unreadable } from '../../seams/failures.ts'
import { exactInstants, victoriaMetrics } from './victoria-metrics.ts'

export interface PrometheusOptions extends ApiOptions {
  readonly howFound: string
  readonly probeEveryMs?: number
}

const factsLastMs = 300_000

/**
 * A store that speaks Prometheus' HTTP API: Prometheus, Thanos, Mimir, VictoriaMetrics. Requests
 * run and answers are read in threads of its own; `close` ends them. It asks the store at once, and
 * every 15 s, how it is; `status` says what the last call met.
 */
export function createPrometheusSource(options: PrometheusOptions): MetricsSource {
  const api = createApi(options)
  const { id, howFound } = options
  const reach = createReach({ id, kind: 'metrics', address: api.party.address, howFound })
  const call = recordingCall(api.call, reach)
  let known: { readonly readAt: number; readonly facts: Promise<MetricsFacts> } | null = null

  const stopProbing = keepProbing(async () => {
    try {
      const { product, version, state } = reach.status()
      // A store that was away may come back as another version.
      const isKnown = product !== null && version !== null && state === 'reached'
      const { latencyMs, facts } = await probeStore(api, isKnown)
      if (facts !== null) reach.learn(facts)
      reach.succeeded(latencyMs)
    } catch (error) {
      reach.probeThrew(error)
    }
  }, options.probeEveryMs ?? 15_000)

  // What else a question says, to a store that takes it its own way.
  const manners = () => (reach.status().product === victoriaMetrics ? exactInstants : {})

  return {
    id,
    status: reach.status,
    query: async (promql, { atMs, signal, deadlineMs } = {}) => {
      const params = {
        query: promql,
        timeout: `${Math.ceil((deadlineMs ?? options.deadlineMs) / 1000)}s`,
        ...(atMs === undefined ? {} : { time: (atMs / 1000).toFixed(3) }),
        ...manners(),
      }
      const answer = await call({
        path: '/api/v1/query',
        params,
        reading: 'vector',
        signal,
        deadlineMs,
      })
      const { reading, tookMs, bytes } = answer
      if (reading.kind !== 'vector') throw unreadable(api.party, 'something that is no vector')
      return {
        vector: reading.vector,
        warnings: reading.warnings,
        tookMs,
        bytes,
      } satisfies VectorAnswer
    },
    queryRange: async (promql, { fromMs, toMs, stepSeconds, signal, deadlineMs }) => {
      const params = {
        query: promql,
        start: (fromMs / 1000).toFixed(3),
        end: (toMs / 1000).toFixed(3),
        step: String(stepSeconds),
        timeout: `${Math.ceil((deadlineMs ?? options.deadlineMs) / 1000)}s`,
        ...manners(),
      }
      const { reading, tookMs } = await call({
        path: '/api/v1/query_range',
        params,
        reading: 'range',
        signal,
        deadlineMs,
      })
      if (reading.kind !== 'range') throw unreadable(api.party, 'something that is no matrix')
      return { series: reading.series, warnings: reading.warnings, tookMs }
    },
    facts: async (signal) => {
      signal?.throwIfAborted()
      if (known === null || Date.now() - known.readAt > factsLastMs) {
        // Not recorded: many stores hide these endpoints and are well.
        const facts = readFacts(api)
        known = { readAt: Date.now(), facts }
        facts.catch(() => {
          known = null
        })
      }
      return orAborted(known.facts, signal)
    },
    close: async () => {
      stopProbing()
      await api.close()
    },
  }
}

/** Calls that also tell `reach` what they met. */
function recordingCall(
  call: (ask: ApiCall) => Promise<ApiAnswer>,
  reach: Reach,
): (ask: ApiCall) => Promise<ApiAnswer> {
  return async (ask) => {
    try {
      const answer = await call(ask)
      // The time of a heavy query says nothing of the way to the store: the probe measures that.
      reach.succeeded(null)
      return answer
    } catch (error) {
      reach.threw(error)
      throw error
    }
  }
}

/** The answer, or what `signal` is aborted with while the answer goes on for others. */
function orAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer
  return new Promise((resolve, reject) => {
    const abort = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
