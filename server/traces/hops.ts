import type { TraceHop } from '#contract/traces.ts'
import type { PlacedSpan } from './assemble.ts'

/**
 * Who called whom in a trace, by places: the nearest ancestor elsewhere is the caller. Of the two
 * halves of one call the caller's says how long it took, since that is what was waited for.
 */
export function hopsOf(
  spans: readonly PlacedSpan[],
  places: readonly number[], // by span
): readonly TraceHop[] {
  const all: TraceHop[] = []
  const byEnds = new Map<number, TraceHop>()
  const most = places.length + 1 // more than there are different ones
  spans.forEach((span, index) => {
    const target = places[index] ?? -1
    const source = places[span.parent] ?? -1
    if (source === target) return
    const ends = (source + 1) * most + target
    let hop = byEnds.get(ends)
    if (hop === undefined) {
      hop = { source, target, calls: 0, errors: 0, longestMs: 0 }
      byEnds.set(ends, hop)
      all.push(hop)
    }
    const above = spans[span.parent]
    const waited = above?.record.kind === 'client' ? above : span
    hop.calls += 1
    hop.errors += span.record.isError || waited.record.isError ? 1 : 0
    hop.longestMs = Math.max(hop.longestMs, waited.durationNs / 1e6)
  })
  return all
}
