import type { Column } from './column.ts'

export interface Thinned {
  readonly times: readonly number[]
  /** One row per column, one value per time; null: a gap. */
  readonly values: readonly (readonly (number | null)[])[]
}

/**
 * At most `points` points of each column: of every stretch of time that is one pixel wide its lowest
 * and its highest number, in their order, so that no peak and no dip is lost, as means would lose
 * them. A number is shown at most one stretch away from where it was. A stretch without a number
 * stays a gap; the last instant is kept as it is. All of it where there are no more points than that.
 *
 * @see docs/decisions/0014-charts.md
 */
export function thin(
  times: readonly number[],
  columns: readonly Column[],
  points: number,
): Thinned {
  if (times.length <= points)
    return { times, values: columns.map((column) => Array.from(column, toGap)) }
  const body = times.length - 1
  const count = Math.max(1, Math.floor((points - 1) / 2))
  const stretches = Array.from({ length: count }, (_, index) => ({
    start: Math.floor((index * body) / count),
    end: Math.floor(((index + 1) * body) / count),
  }))
  const kept = stretches.flatMap(({ start, end }) => [start, Math.floor((start + end) / 2)])
  return {
    times: [...kept, body].map((index) => times[index] ?? 0),
    values: columns.map((column) => [
      ...stretches.flatMap((stretch) => lowAndHigh(column, stretch)),
      toGap(column[body] ?? Number.NaN),
    ]),
  }
}

const toGap = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** In the order in which they stood. */
function lowAndHigh(
  column: Column,
  { start, end }: { start: number; end: number },
): readonly [number | null, number | null] {
  const low = { at: -1, value: Number.POSITIVE_INFINITY }
  const high = { at: -1, value: Number.NEGATIVE_INFINITY }
  for (let at = start; at < end; at += 1) {
    const value = column[at] ?? Number.NaN
    if (value < low.value) Object.assign(low, { at, value })
    if (value > high.value) Object.assign(high, { at, value })
  }
  if (low.at < 0) return [null, null]
  return low.at <= high.at ? [low.value, high.value] : [high.value, low.value]
}
