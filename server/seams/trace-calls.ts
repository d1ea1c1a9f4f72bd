import type { SpanRecord } from './span.ts'

/**
 * What trace stores speak, in the order of trying: Jaeger first, which knows its paths from all
 * others; what speaks several is asked by its own.
 */
export const traceApiNames = ['jaeger-v3', 'jaeger-legacy', 'tempo', 'zipkin'] as const
export type TraceApiName = (typeof traceApiNames)[number]

/** A search for traces, in the trace store's naming. */
export interface TraceSearch {
  readonly service: string
  readonly operation: string | null
  readonly tags: Readonly<Record<string, string>>
  readonly onlyErrors: boolean
  readonly fromMs: number
  readonly toMs: number
  readonly minDurationMs: number | null
  readonly maxDurationMs: number | null
  readonly limit: number
}

export interface SpansAnswer {
  /** Spans of any number of traces, in no order. */
  readonly spans: readonly SpanRecord[]
  /** What the store itself warned of: partial answers, cut traces. */
  readonly warnings: readonly string[]
}

export interface OperationName {
  readonly name: string
  readonly kind: string // as the store says it; empty: it does not
}

/**
 * What a trace store is asked besides its services. All throw SourceUnavailableError, or what
 * `signal` threw.
 */
export interface TraceCalls {
  readonly operations: (service: string, signal?: AbortSignal) => Promise<readonly OperationName[]>
  /** Up to `limit` traces, not necessarily the newest: stores stop at the first that they meet. */
  readonly search: (ask: TraceSearch, signal?: AbortSignal) => Promise<SpansAnswer>
  /** Null: there is no such trace. `aroundMs` helps stores that search by time. */
  readonly trace: (
    ask: { readonly traceId: string; readonly aroundMs: number | null },
    signal?: AbortSignal,
  ) => Promise<SpansAnswer | null>
}
