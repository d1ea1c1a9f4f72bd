import type { Generation, Window } from './values.ts'

/** One series' samples in a range, and the range itself. */
export interface RangeCase {
  readonly window: Window
  readonly startMs: number
  readonly endMs: number
  readonly generation: Generation
}

interface RateKind {
  readonly isCounter: boolean
  readonly isRate: boolean
}

export const rate = (given: RangeCase): number | null =>
  extrapolated(given, { isCounter: true, isRate: true })
export const increase = (given: RangeCase): number | null =>
  extrapolated(given, { isCounter: true, isRate: false })
export const delta = (given: RangeCase): number | null =>
  extrapolated(given, { isCounter: false, isRate: false })

/**
 * Growth over the whole range, judged from the samples in it; null with fewer than two.
 *
 * The samples seldom reach both ends of the range. Where the nearest sample is not farther from an
 * end than 1.1 mean distances, the series is taken to reach that end; else to begin or end half a
 * mean distance beyond its sample. A counter is never extended below the point where it was zero.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
function extrapolated(given: RangeCase, kind: RateKind): number | null {
  const { window, startMs, endMs } = given
  const { times, from, to } = window
  const last = to - 1
  if (last <= from) return null
  const firstTime = times[from] ?? NaN
  const lastTime = times[last] ?? NaN
  const growth = growthOf(window, kind.isCounter)
  const sampledSeconds = (lastTime - firstTime) / 1_000
  const meanSeconds = sampledSeconds / (last - from)
  const threshold = meanSeconds * 1.1
  const endSeconds = (endMs - lastTime) / 1_000
  const startSeconds = extension({
    generation: given.generation,
    startSeconds: (firstTime - startMs) / 1_000,
    zeroSeconds: kind.isCounter ? secondsToZero(window, growth, sampledSeconds) : Infinity,
    threshold,
    meanSeconds,
  })
  const covered =
    sampledSeconds + startSeconds + (endSeconds >= threshold ? meanSeconds / 2 : endSeconds)
  const factor = covered / sampledSeconds
  return growth * (kind.isRate ? factor / ((endMs - startMs) / 1_000) : factor)
}

interface Beginning {
  readonly generation: Generation
  readonly startSeconds: number // from the range's start to the first sample
  readonly zeroSeconds: number // before the first sample the counter was zero, by its own pace
  readonly threshold: number
  readonly meanSeconds: number
}

/** How far before its first sample the series is taken to have been there. */
function extension(given: Beginning): number {
  const { generation, startSeconds, zeroSeconds, threshold, meanSeconds } = given
  if (generation === 2) {
    const limited = Math.min(startSeconds, zeroSeconds)
    return limited >= threshold ? meanSeconds / 2 : limited
  }
  return Math.min(startSeconds >= threshold ? meanSeconds / 2 : startSeconds, zeroSeconds)
}

function secondsToZero({ values, from }: Window, growth: number, sampledSeconds: number): number {
  const first = values[from] ?? 0
  return growth > 0 && first >= 0 ? sampledSeconds * (first / growth) : Infinity
}

/** Last less first; a counter that fell was reset, and counts on from where it fell. */
function growthOf({ values, from, to }: Window, isCounter: boolean): number {
  let growth = (values[to - 1] ?? 0) - (values[from] ?? 0)
  if (!isCounter) return growth
  let previous = values[from] ?? 0
  for (let index = from + 1; index < to; index += 1) {
    const value = values[index] ?? 0
    if (value < previous) growth += previous
    previous = value
  }
  return growth
}

export const irate = (given: RangeCase): number | null => instantChange(given.window, true)
export const idelta = (given: RangeCase): number | null => instantChange(given.window, false)

/** Between the last two samples: per second for a counter, plain otherwise. */
function instantChange({ times, values, from, to }: Window, isCounter: boolean): number | null {
  if (to - from < 2) return null
  const value = values[to - 1] ?? 0
  const before = values[to - 2] ?? 0
  const seconds = ((times[to - 1] ?? 0) - (times[to - 2] ?? 0)) / 1_000
  if (seconds === 0) return null
  if (!isCounter) return value - before
  return (value < before ? value : value - before) / seconds
}
