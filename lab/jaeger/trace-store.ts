import type { LabSpan, TraceSink } from '../seams.ts'

export interface Trace {
  readonly traceId: string
  readonly spans: readonly LabSpan[]
  readonly startUs: number
  readonly endUs: number
}

export interface TraceAsk {
  readonly service: string // '' for any
  readonly operation: string // '' for any
  readonly tags: Readonly<Record<string, string>> // all of them, compared as text
  readonly startUs: number
  readonly endUs: number
  readonly minDurationUs: number
  readonly maxDurationUs: number
  readonly limit: number
}

/** The last traces, in memory; the oldest make room for new ones. */
export class TraceStore implements TraceSink {
  readonly #limit: number
  readonly #traces = new Map<string, Trace>()
  readonly #operations = new Map<string, Map<string, string>>() // service → `kind name` → kind

  constructor(limit = 20_000) {
    this.#limit = limit
  }

  add(spans: readonly LabSpan[]): void {
    for (const [traceId, own] of Map.groupBy(spans, (span) => span.traceId)) {
      const before = this.#traces.get(traceId)
      this.#traces.delete(traceId)
      this.#traces.set(traceId, traceOf(traceId, [...(before?.spans ?? []), ...own]))
    }
    for (const span of spans) {
      const known = this.#operations.get(span.serviceName) ?? new Map<string, string>()
      known.set(`${span.kind} ${span.operationName}`, span.kind)
      this.#operations.set(span.serviceName, known)
    }
    for (const traceId of this.#traces.keys()) {
      if (this.#traces.size <= this.#limit) break
      this.#traces.delete(traceId)
    }
  }

  /** Short ids are the same as ids with leading zeros. */
  get(traceId: string): Trace | null {
    return this.#traces.get(traceId.toLowerCase().padStart(32, '0')) ?? null
  }

  services(): readonly string[] {
    return [...this.#operations.keys()].sort()
  }

  operations(service: string): readonly { readonly name: string; readonly spanKind: string }[] {
    return [...(this.#operations.get(service) ?? [])]
      .map(([key, spanKind]) => ({ name: key.slice(spanKind.length + 1), spanKind }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  }

  /** Traces in which one span matches everything that is asked, the last stored first. */
  search(ask: TraceAsk): readonly Trace[] {
    const found: Trace[] = []
    for (const trace of [...this.#traces.values()].reverse()) {
      if (found.length >= ask.limit) break
      if (trace.endUs < ask.startUs || trace.startUs > ask.endUs) continue
      if (trace.spans.some((span) => isMatch(span, ask))) found.push(trace)
    }
    return found
  }

  between(startUs: number, endUs: number): readonly Trace[] {
    return [...this.#traces.values()].filter((t) => t.startUs >= startUs && t.startUs <= endUs)
  }
}

function traceOf(traceId: string, spans: readonly LabSpan[]): Trace {
  return {
    traceId,
    spans,
    startUs: Math.min(...spans.map((span) => span.startUs)),
    endUs: Math.max(...spans.map((span) => span.startUs + span.durationUs)),
  }
}

function isMatch(span: LabSpan, ask: TraceAsk): boolean {
  return (
    (ask.service === '' || span.serviceName === ask.service) &&
    (ask.operation === '' || span.operationName === ask.operation) &&
    span.startUs >= ask.startUs &&
    span.startUs <= ask.endUs &&
    span.durationUs >= ask.minDurationUs &&
    span.durationUs <= ask.maxDurationUs &&
    Object.entries(ask.tags).every(([key, value]) => tagText(span, key) === value)
  )
}

function tagText(span: LabSpan, key: string): string {
  if (key === 'error') return String(span.isError)
  if (key === 'span.kind') return span.kind
  return String(span.tags[key] ?? '')
}
