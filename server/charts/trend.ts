import type { Column } from './column.ts'

export interface TrendLine {
  readonly from: number // at the first instant
  readonly to: number // at the last
  readonly fit: number // R²
}

const leastPoints = 3

/**
 * The straight line of least squares through all numbers of a column, gaps left out; null with fewer
 * than three of them.
 */
export function fitTrend(column: Column): TrendLine | null {
  let count = 0
  let meanX = 0
  let meanY = 0
  let xx = 0
  let xy = 0
  let yy = 0
  column.forEach((y, x) => {
    if (Number.isNaN(y)) return
    count += 1
    // Means that move along keep their digits where sums of squares would lose them.
    const dx = x - meanX
    const dy = y - meanY
    meanX += dx / count
    meanY += dy / count
    xx += dx * (x - meanX)
    xy += dx * (y - meanY)
    yy += dy * (y - meanY)
  })
  if (count < leastPoints || xx === 0) return null
  const slope = xy / xx
  const at = (x: number): number => meanY + slope * (x - meanX)
  const fit = yy === 0 ? 1 : Math.min(1, (xy * xy) / (xx * yy))
  return { from: at(0), to: at(column.length - 1), fit }
}
