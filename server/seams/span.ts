/** Spans as every trace store's dialect is read into. Times are bigint: a number loses 200 ns. */
export interface SpanRecord {
  readonly traceId: string // 32 hex digits
  readonly spanId: string // 16 hex digits; other stores' ids as they are
  readonly parentId: string | null
  readonly service: string // in the trace store's naming
  readonly operation: string
  readonly kind: SpanKind
  readonly startNs: bigint // since the epoch
  readonly durationNs: bigint
  readonly isError: boolean
  /** The server's half of a call whose caller's span has the same id, as Zipkin does it. */
  readonly isShared: boolean
  readonly attributes: SpanAttributes
  /** Of whatever made the span: the same object for all spans of one resource. */
  readonly resource: SpanAttributes
  readonly events: readonly SpanEvent[]
  readonly links: readonly SpanLink[]
  /** What the store or the reader found odd: cut spans, moved clocks, times that cannot be. */
  readonly warnings: readonly string[]
}

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

export interface SpanEvent {
  readonly atNs: bigint
  readonly name: string
  readonly attributes: SpanAttributes
}

export interface SpanLink {
  readonly traceId: string
  readonly spanId: string
}

/**
 * What a mesh reads off a span that one of its proxies made; null for what is not said.
 */
export interface SpanOrigin {
  /** Where in the mesh the proxy stands; `app`: the application made the span itself. */
  readonly role: 'sidecar' | 'gateway' | 'waypoint' | 'app'
  readonly namespace: string | null
  readonly pod: string | null
  /** The app, as the mesh calls it. */
  readonly app: string | null
  readonly version: string | null
  /** Of whom the proxy speaks: a waypoint works for somebody else, under whom its span belongs. */
  readonly servedFor: { readonly namespace: string; readonly workload: string } | null
  /** Whom it called, or was called at. */
  readonly target: {
    readonly direction: 'inbound' | 'outbound'
    readonly host: string | null
    readonly port: number | null
    readonly subset: string | null
  } | null
  readonly flags: readonly string[] // response flags
  readonly requestId: string | null
}
