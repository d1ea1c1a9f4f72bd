import type { LabSpan } from '../seams.ts'
import type { Trace } from './trace-store.ts'

/** The shapes of `/api/v3/…`: OTLP JSON, nanoseconds as decimal text. */

export function otlpTraces(traces: readonly Trace[]): unknown {
  const spans = traces.flatMap((trace) => trace.spans)
  const byService = Map.groupBy(spans, (span) => span.serviceName)
  return {
    result: {
      resourceSpans: [...byService].map(([service, own]) => ({
        resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
        scopeSpans: [{ scope: {}, spans: own.map(otlpSpan) }],
      })),
    },
  }
}

const kinds = { internal: 1, server: 2, client: 3 } as const satisfies Record<
  LabSpan['kind'],
  number
>

function otlpSpan(span: LabSpan): unknown {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId === null ? {} : { parentSpanId: span.parentSpanId }),
    name: span.operationName,
    kind: kinds[span.kind],
    startTimeUnixNano: nanosOf(span.startUs),
    endTimeUnixNano: nanosOf(span.startUs + span.durationUs),
    attributes: Object.entries(span.tags).map(([key, value]) => ({ key, value: otlpValue(value) })),
    status: span.isError ? { code: 2 } : {},
  }
}

function otlpValue(value: string | number | boolean): unknown {
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'string') return { stringValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

export function otlpSummary({ traceId, spans, startUs, endUs }: Trace): unknown {
  const ids = new Set(spans.map((span) => span.spanId))
  const root = spans.find((span) => span.parentSpanId === null)
  const byService = Map.groupBy(spans, (span) => span.serviceName)
  const isOrphan = (span: LabSpan): boolean =>
    span.parentSpanId !== null && !ids.has(span.parentSpanId)
  return {
    traceId,
    rootServiceName: root?.serviceName ?? '',
    rootOperationName: root?.operationName ?? '',
    minStartTimeUnixNano: nanosOf(startUs),
    maxEndTimeUnixNano: nanosOf(endUs),
    spanCount: spans.length,
    errorSpanCount: errorsOf(spans),
    orphanSpanCount: spans.filter(isOrphan).length,
    services: [...byService].map(([name, own]) => ({
      name,
      spanCount: own.length,
      errorSpanCount: errorsOf(own),
    })),
  }
}

function errorsOf(spans: readonly LabSpan[]): number {
  return spans.filter((span) => span.isError).length
}

function nanosOf(us: number): string {
  return `${BigInt(Math.round(us)) * 1_000n}`
}
