import type { SubjectSpan } from '#contract/subject-spans.ts'
import type { PlacedSpan, Trace } from './assemble.ts'
import { troubleOf, type FlagText } from './outcome.ts'

interface Ask {
  readonly isAt: (span: PlacedSpan) => boolean
  readonly fromMs: number
  readonly toMs: number
  readonly flagText: FlagText
}

/** What was made at one place within a time, newest first. */
export function spansAt(
  traces: readonly Trace[],
  { isAt, fromMs, toMs, flagText }: Ask,
): readonly SubjectSpan[] {
  const found = traces.flatMap((trace) => {
    const startedMs = Number(trace.startNs / 1000n) / 1000
    return trace.spans.flatMap((span): readonly SubjectSpan[] => {
      const startMs = startedMs + span.offsetNs / 1e6
      if (startMs < fromMs || startMs > toMs || !isAt(span)) return []
      return [describe(trace.traceId, startMs, { span, flagText })]
    })
  })
  return found.sort((one, other) => other.startMs - one.startMs)
}

function describe(
  traceId: string,
  startMs: number,
  { span, flagText }: { readonly span: PlacedSpan; readonly flagText: FlagText },
): SubjectSpan {
  const { record, place, durationNs } = span
  const { spanId, service, operation, kind, isError } = record
  return {
    ...{ traceId, spanId, startMs, service, operation, kind, isError },
    durationMs: durationNs / 1e6,
    pod: place.pod,
    words: troubleOf([span], flagText),
  }
}
