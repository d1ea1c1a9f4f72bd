import type { SubjectSpan } from '#contract/subject-spans.ts'
import type { ShownLine } from './line-store.ts'

/** Spans by the line before which they stand. */
export type SpansByLine = ReadonlyMap<number, readonly SubjectSpan[]>

/** In the place of a line's id: behind all lines. */
export const afterLast = -1

/**
 * Puts spans among lines by time: each before the first line that was written after it began. Lines
 * without a time have no place of their own. Both come in the order of time, spans the newest first.
 */
export function placeSpans(
  lines: readonly ShownLine[],
  spans: readonly SubjectSpan[],
): SpansByLine {
  const placed = new Map<number, SubjectSpan[]>()
  const oldestFirst = spans.toReversed()
  let next = 0
  const put = (id: number, isBefore: (span: SubjectSpan) => boolean): void => {
    for (
      let span = oldestFirst[next];
      span !== undefined && isBefore(span);
      span = oldestFirst[next]
    ) {
      const list = placed.get(id)
      if (list === undefined) placed.set(id, [span])
      else list.push(span)
      next += 1
    }
  }
  for (const { id, at, nanos } of lines) {
    if (next >= oldestFirst.length) break
    if (at !== null) put(id, ({ startMs }) => startMs < at + nanos / 1e6)
  }
  put(afterLast, () => true)
  return placed
}
