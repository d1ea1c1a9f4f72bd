import type { GraphSeries, SeriesMeasure } from '#contract/series.ts'

/** One point of the time line. Heights are shares of the busiest point, 0..1. */
export interface Bar {
  readonly atMs: number
  readonly requestsPerSecond: number | null // null: nobody counted then
  readonly errorsPerSecond: number
  readonly all: number
  readonly errors: number // from the bottom, within `all`
}

/** A single error must be seen: this is as small as a bar of errors gets. */
const leastSeen = 0.06

/** HTTP and gRPC together. */
export function barsOf({ times, lines }: Pick<GraphSeries, 'times' | 'lines'>): readonly Bar[] {
  const sumAt = (measures: readonly SeriesMeasure[], step: number): number | null => {
    const known = lines
      .filter(({ measure }) => measures.includes(measure))
      .map(({ values }) => values[step] ?? null)
      .filter((value) => value !== null)
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
  }
  const points = times.map((atMs, step) => ({
    atMs,
    requestsPerSecond: sumAt(['http', 'grpc'], step),
    errorsPerSecond: sumAt(['httpErrors', 'grpcErrors'], step) ?? 0,
  }))
  const most = Math.max(0, ...points.map(({ requestsPerSecond }) => requestsPerSecond ?? 0))
  const heightOf = (value: number): number => (most > 0 ? value / most : 0)
  return points.map((point) => {
    const all = heightOf(point.requestsPerSecond ?? 0)
    const errors = heightOf(point.errorsPerSecond)
    return { ...point, all, errors: errors > 0 ? Math.min(all, Math.max(leastSeen, errors)) : 0 }
  })
}
