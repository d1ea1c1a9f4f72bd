import type { TraceCall, TraceCalls } from '#contract/trace-calls.ts'
import type { SpanPlace } from '#contract/traces.ts'

/** `bookinfo/reviews@v2`, the workload being `reviews-v2`; `hidden` for one that is not told. */
export function aSpanPlace(text: string): SpanPlace {
  const [namespace = '', rest = ''] = text.split('/')
  const [app = '', version = null] = rest.split('@')
  const isHidden = text === 'hidden'
  return {
    namespace: isHidden ? null : namespace,
    workload: isHidden ? null : version === null ? app : `${app}-${version}`,
    app: isHidden ? null : app,
    version,
    pod: null,
    role: 'sidecar',
    isHidden,
  }
}

type CallText = Partial<TraceCall> & { readonly from: string | null; readonly to: string | null }

/** Calls between places, 10 ms apart, each of 5 ms. For tests. */
export function aTraceOf(calls: readonly CallText[]): TraceCalls {
  const names = [...new Set(calls.flatMap(({ from, to }) => [from, to]))].filter(
    (name) => name !== null,
  )
  const indexOf = (name: string | null): number => (name === null ? -1 : names.indexOf(name))
  return {
    traceId: 'a'.repeat(32),
    rootService: 'ingressgateway',
    rootOperation: 'GET /productpage',
    startMs: 1_700_000_000_000,
    durationMs: 100,
    spans: calls.length * 2,
    errors: calls.filter(({ isError }) => isError === true).length,
    places: names.map(aSpanPlace),
    calls: calls.map(({ from, to, ...call }, index) => ({
      spanId: `span-${index}`,
      callerSpanId: null,
      source: indexOf(from),
      target: indexOf(to),
      ...{ host: null, operation: 'GET /', pod: null, status: '200' },
      fromNs: index * 10e6,
      durationNs: 5e6,
      ...{ isError: false, words: null },
      ...call,
    })),
    more: 0,
    warnings: [],
    storeUrl: null,
  }
}
