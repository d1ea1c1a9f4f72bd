import type { LabSpan } from '../seams.ts'
import type { Trace } from './trace-store.ts'

/** The shapes of `/api/…`: microseconds, references, processes. */

export function legacyEnvelope(data: unknown, total: number): unknown {
  return { data, total, limit: 0, offset: 0, errors: null }
}

export function legacyFailure(code: number, msg: string, traceID?: string): unknown {
  const error = traceID === undefined ? { code, msg } : { code, msg, traceID }
  return { data: null, total: 0, limit: 0, offset: 0, errors: [error] }
}

export function legacyTrace(trace: Trace): unknown {
  const services = [...new Set(trace.spans.map((span) => span.serviceName))]
  const processes = services.map((serviceName, index) => ({
    id: `p${index + 1}`,
    process: { serviceName, tags: [] },
  }))
  return {
    traceID: trace.traceId,
    spans: trace.spans.map((span) =>
      legacySpan(span, `p${services.indexOf(span.serviceName) + 1}`),
    ),
    processes: Object.fromEntries(processes.map(({ id, process }) => [id, process])),
    warnings: null,
  }
}

function legacySpan(span: LabSpan, processID: string): unknown {
  const { traceId: traceID, parentSpanId } = span
  const parent = { refType: 'CHILD_OF', traceID, spanID: parentSpanId }
  const tags = { ...span.tags, 'span.kind': span.kind, ...(span.isError ? { error: true } : {}) }
  return {
    traceID,
    spanID: span.spanId,
    flags: 1,
    operationName: span.operationName,
    references: parentSpanId === null ? [] : [parent],
    startTime: span.startUs,
    duration: span.durationUs,
    tags: Object.entries(tags).map(([key, value]) => ({ key, type: legacyType(value), value })),
    logs: [],
    processID,
    warnings: null,
  }
}

function legacyType(value: string | number | boolean): string {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  return Number.isInteger(value) ? 'int64' : 'float64'
}

/** Calls between services as the traces show them: a span whose parent belongs to another service. */
export function dependenciesOf(traces: readonly Trace[]): readonly unknown[] {
  const counts = new Map<string, number>()
  for (const { spans } of traces) {
    const byId = new Map(spans.map((span) => [span.spanId, span]))
    for (const span of spans) {
      const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId)
      if (parent === undefined || parent.serviceName === span.serviceName) continue
      const key = `${parent.serviceName}\n${span.serviceName}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts].map(([key, callCount]) => {
    const [parent, child] = key.split('\n')
    return { parent, child, callCount }
  })
}
