import { Kahan, quantileOf } from './statistics.ts'
import { delta, idelta, increase, irate, rate } from './rate.ts'
import type { RangeCase } from './rate.ts'

type RangeFunction = (given: RangeCase) => number | null

/** Functions of one range vector; null gives the series no result. */
export const rangeFunctions: Readonly<Record<string, RangeFunction>> = {
  rate,
  increase,
  delta,
  irate,
  idelta,
  avg_over_time: (given) => overTime(given, (values) => Kahan.sum(values) / values.length),
  sum_over_time: (given) => overTime(given, (values) => Kahan.sum(values)),
  count_over_time: (given) => overTime(given, (values) => values.length),
  max_over_time: (given) => overTime(given, (values) => values.reduce(larger)),
  min_over_time: (given) => overTime(given, (values) => values.reduce(smaller)),
  last_over_time: (given) => overTime(given, (values) => values.at(-1) ?? NaN),
  present_over_time: (given) => overTime(given, () => 1),
  stdvar_over_time: (given) => overTime(given, variance),
  stddev_over_time: (given) => overTime(given, (values) => Math.sqrt(variance(values))),
  changes: (given) => overTime(given, (values) => steps(values, isChange)),
  resets: (given) => overTime(given, (values) => steps(values, (a, b) => b < a)),
  deriv: slope,
}

export function quantileOverTime(given: RangeCase, ratio: number): number | null {
  return overTime(given, (values) => quantileOf(ratio, values))
}

function overTime(given: RangeCase, fold: (values: readonly number[]) => number): number {
  const { values, from, to } = given.window
  return fold(values.slice(from, to))
}

function larger(a: number, b: number): number {
  return b > a || Number.isNaN(a) ? b : a
}

function smaller(a: number, b: number): number {
  return b < a || Number.isNaN(a) ? b : a
}

function isChange(a: number, b: number): boolean {
  return a !== b && !(Number.isNaN(a) && Number.isNaN(b))
}

function steps(values: readonly number[], counts: (a: number, b: number) => boolean): number {
  return values.filter((value, index) => index > 0 && counts(values[index - 1] ?? NaN, value))
    .length
}

/** Of the whole population, by Welford's method. */
export function variance(values: readonly number[]): number {
  let mean = 0
  let squares = 0
  for (const [index, value] of values.entries()) {
    const distance = value - mean
    mean += distance / (index + 1)
    squares += distance * (value - mean)
  }
  return squares / values.length
}

/** Per second, by least squares; null with fewer than two samples. */
function slope({ window }: RangeCase): number | null {
  const { times, values, from, to } = window
  const count = to - from
  if (count < 2) return null
  const xs = times.slice(from, to).map((time) => (time - (times[from] ?? 0)) / 1_000)
  const ys = values.slice(from, to)
  const sumX = Kahan.sum(xs)
  const sumY = Kahan.sum(ys)
  const covariance = Kahan.sum(xs.map((x, i) => x * (ys[i] ?? 0))) - (sumX * sumY) / count
  const spread = Kahan.sum(xs.map((x) => x * x)) - (sumX * sumX) / count
  return ys.every((y) => y === ys[0]) ? 0 : covariance / spread
}
