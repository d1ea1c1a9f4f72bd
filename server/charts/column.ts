import type { RangeSeries } from '../seams/vector.ts'
import type { ChartTime } from './time.ts'

/** One number for each instant of a chart; NaN: nobody counted then. */
export type Column = Float64Array

/** A series on the instants of a chart. What is missing stays missing. */
export function alignSeries({ timesMs, values }: RangeSeries, time: ChartTime): Column {
  const column = new Float64Array(time.count).fill(Number.NaN)
  timesMs.forEach((at, index) => {
    const step = Math.round((at - time.fromMs) / (time.stepSeconds * 1000))
    const value = values[index] ?? Number.NaN
    if (step >= 0 && step < time.count && Number.isFinite(value)) column[step] = value
  })
  return column
}

/** Instant by instant; nothing where none of them has a number, the others count as none there. */
export function sumColumns(columns: readonly Column[]): Column {
  const [first, ...others] = columns
  if (first === undefined) return new Float64Array(0)
  const sum = Float64Array.from(first)
  for (const column of others)
    column.forEach((value, index) => {
      if (Number.isNaN(value)) return
      const before = sum[index] ?? Number.NaN
      sum[index] = Number.isNaN(before) ? value : before + value
    })
  return sum
}

export interface ColumnFigures {
  readonly last: number | null // at the last instant
  readonly max: number | null
  readonly avg: number | null // of the instants that have a number
}

export function measureColumn(column: Column): ColumnFigures {
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  for (const value of column) {
    if (Number.isNaN(value)) continue
    max = Math.max(max, value)
    sum += value
    count += 1
  }
  if (count === 0) return { last: null, max: null, avg: null }
  const last = column.at(-1) ?? Number.NaN
  return { last: Number.isNaN(last) ? null : last, max, avg: sum / count }
}
