import type { GraphSeries, SeriesLine } from '#contract/series.ts'

export interface Since {
  readonly at: number // epoch ms
  /** It was so already when what was asked for begins. */
  readonly isLonger: boolean
}

/**
 * Since when errors have been as many as now, or half of it, without a break; null where the newest
 * point knows of none.
 */
export function errorsSince({ times, lines }: GraphSeries): Since | null {
  const shares = times.map((_, index) => shareAt(lines, index))
  const newest = shares.at(-1) ?? 0
  if (newest <= 0) return null
  let first = shares.length - 1
  while (first > 0 && (shares[first - 1] ?? 0) >= newest / 2) first -= 1
  const at = times[first]
  return at === undefined ? null : { at, isLonger: first === 0 }
}

/** Errors of all requests at one time, in whichever direction they are more. */
function shareAt(lines: readonly SeriesLine[], index: number): number {
  const sum = (measures: readonly string[], direction: SeriesLine['direction']): number =>
    lines
      .filter((line) => line.direction === direction && measures.includes(line.measure))
      .reduce((total, line) => total + (line.values[index] ?? 0), 0)
  const shares = (['in', 'out', 'all'] as const).map((direction) => {
    const all = sum(['http', 'grpc'], direction)
    return all === 0 ? 0 : sum(['httpErrors', 'grpcErrors'], direction) / all
  })
  return Math.max(...shares)
}
