import type { ReactNode } from 'react'
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import type { Chart } from '#contract/charts.ts'
import { useOverCurves } from '../over-curves.ts'

/** Spans over the curves of durations, where they began and as high as they took long. */
export function Marks({ chart: { unit, fromAt, toAt } }: { readonly chart: Chart }): ReactNode {
  const { marks } = useOverCurves()
  const area = usePlotArea()
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  if (unit !== 'ms' || marks.length === 0) return null
  if (area === undefined || xOf === undefined || yOf === undefined) return null
  return (
    <g className="al-chart-marks">
      {marks
        .filter(({ at }) => at >= fromAt && at <= toAt)
        .map(({ id, at, value, isError }) => (
          <circle
            key={id}
            cx={xOf(at)}
            // What took longer than the curves reach stands at their upper edge.
            cy={Math.max(area.y, yOf(value) ?? area.y)}
            r={3}
            className={isError ? 'al-chart-mark al-chart-mark-failed' : 'al-chart-mark'}
          />
        ))}
    </g>
  )
}
