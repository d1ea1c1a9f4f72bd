import type { BackEnd } from '#contract/status.ts'
import type { Identity } from './identity.ts'
import type { Inventory } from './inventory.ts'
import type { ObjectCalls } from './object-calls.ts'
import type { TraceCalls } from './trace-calls.ts'
import type { LogCalls } from './log-calls.ts'
import type { ProxyCalls } from './proxy-calls.ts'
import type { LabelledVector, RangeSeries } from './vector.ts'

/**
 * The back ends, as ports. All of them throw SourceUnavailableError for a call that did not work,
 * give up when `signal` aborts (AbortError), and never put a credential into a message.
 */
export interface Source {
  readonly id: string // metrics, cluster:<name>, tracing
  readonly status: () => BackEnd
  readonly close: () => Promise<void>
}

export interface QueryOptions {
  readonly atMs?: number // absent: the store's now
  readonly signal?: AbortSignal
  readonly deadlineMs?: number // absent: the source's own
}

export interface RangeOptions {
  readonly fromMs: number
  readonly toMs: number
  readonly stepSeconds: number
  readonly signal?: AbortSignal
  readonly deadlineMs?: number
}

export interface VectorAnswer {
  readonly vector: LabelledVector
  /** What the store itself warned of: partial answers of Thanos, Mimir … */
  readonly warnings: readonly string[]
  readonly tookMs: number
  readonly bytes: number
}

export interface RangeAnswer {
  readonly series: readonly RangeSeries[]
  readonly warnings: readonly string[]
  readonly tookMs: number
}

/** What the store can tell of itself; null: it would not say. Cached for minutes. */
export interface MetricsFacts {
  readonly scrapeIntervalSeconds: number | null
  readonly retentionSeconds: number | null
  /** Names of the recording rules that it evaluates. */
  readonly recordedNames: ReadonlySet<string>
}

/** Any store that speaks Prometheus' HTTP API. */
export interface MetricsSource extends Source {
  readonly query: (promql: string, options?: QueryOptions) => Promise<VectorAnswer>
  readonly queryRange: (promql: string, options: RangeOptions) => Promise<RangeAnswer>
  readonly facts: (signal?: AbortSignal) => Promise<MetricsFacts>
}

/** One right in question, in Kubernetes' own words. Empty namespace: in all of them. */
export interface AccessQuestion {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly namespace: string
}

/** One Kubernetes cluster. */
export interface ClusterSource extends Source {
  readonly cluster: string // as in the cluster labels of the telemetry
  /** The newest inventory, at once and without I/O; empty and unreadable before the first sync. */
  readonly inventory: () => Inventory
  /** Resolves when the first lists are in, or have failed; at the latest after `timeoutMs`. */
  readonly ready: (timeoutMs: number) => Promise<void>
  /** Calls back, at most about once a second, after changes; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void
  /** The user's name by SelfSubjectReview; throws AppError unauthenticated for a bad token. */
  readonly whoIs: (identity: Identity) => Promise<{ readonly user: string | null }>
  /** One answer per question, by access reviews made with the identity's own token. */
  readonly mayThey: (
    identity: Identity,
    questions: readonly AccessQuestion[],
  ) => Promise<readonly boolean[]>
  /** Reads and writes of single objects with the rights of whoever asks. */
  readonly calls: ObjectCalls
  readonly logs: LogCalls
  readonly proxies: ProxyCalls
}

/** Where a trace store's own page shows the traces of a call. */
export interface TraceLinkAsk {
  readonly service: string // in the trace store's naming
  readonly fromMs: number
  readonly toMs: number
  readonly tags: Readonly<Record<string, string>>
}

/** Any trace store. */
export interface TracingSource extends Source, TraceCalls {
  readonly services: (signal?: AbortSignal) => Promise<readonly string[]>
  /** Null when no address is known that a browser could open. */
  readonly linkTo: (ask: TraceLinkAsk) => string | null
  /** The page of one trace there; null likewise. */
  readonly linkToTrace: (traceId: string) => string | null
}
