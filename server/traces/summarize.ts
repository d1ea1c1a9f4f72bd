import type { TraceSummary } from '#contract/traces.ts'
import type { PlacedSpan, Trace } from './assemble.ts'

/** Whether somebody may see what was made at a place. */
export type Sees = (span: PlacedSpan) => boolean

/** One line of a list of traces. Of spans that the asker may not see it tells how many there are. */
export function summarizeTrace(trace: Trace, sees: Sees): TraceSummary {
  const { spans } = trace
  const root = spans[0]
  const isRootSeen = root !== undefined && sees(root)
  const services = new Map<string, { name: string; spans: number; errors: number }>()
  const workloads = new Map<string, { namespace: string; name: string }>()
  let hiddenSpans = 0
  for (const span of spans) {
    if (!sees(span)) {
      hiddenSpans += 1
      continue
    }
    const { service: name, isError } = span.record
    const service = services.get(name) ?? { name, spans: 0, errors: 0 }
    services.set(name, service)
    service.spans += 1
    service.errors += isError ? 1 : 0
    const { namespace, workload } = span.place
    if (namespace !== null && workload !== null)
      workloads.set(`${namespace}/${workload}`, { namespace, name: workload })
  }
  return {
    traceId: trace.traceId,
    rootService: isRootSeen ? root.record.service : '',
    rootOperation: isRootSeen ? root.record.operation : '',
    startMs: Number(trace.startNs / 1000n) / 1000,
    durationMs: trace.durationNs / 1e6,
    spans: spans.length,
    averageSpanMs:
      spans.reduce((sum, { durationNs }) => sum + durationNs, 0) / 1e6 / Math.max(1, spans.length),
    errors: spans.filter(({ record }) => record.isError).length,
    orphans: spans.filter(({ isOrphan }) => isOrphan).length,
    services: [...services.values()],
    workloads: [...workloads.values()],
    hiddenSpans,
  }
}
