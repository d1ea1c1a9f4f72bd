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
  const hops = new Map<string, TraceHop>()
  spans.forEach((span, index) => {
    const target = places[index] ?? -1
    const above = spans[span.parent]
    const source = places[span.parent] ?? -1
    if (source === target) return
    const key = `${source} ${target}`
    const known = hops.get(key) ?? { source, target, calls: 0, errors: 0, longestMs: 0 }
    const waited = above?.record.kind === 'client' ? above : span
    const isError = span.record.isError || waited.record.isError
    hops.set(key, {
      ...known,
      calls: known.calls + 1,
      errors: known.errors + (isError ? 1 : 0),
      longestMs: Math.max(known.longestMs, waited.durationNs / 1e6),
    })
  })
  return [...hops.values()]
}
