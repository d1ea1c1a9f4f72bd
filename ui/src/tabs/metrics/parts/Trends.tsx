import { useId, type ReactNode } from 'react'
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import type { Chart } from '#contract/charts.ts'
import { lookOf } from '../look.ts'
import { useOverCurves } from '../over-curves.ts'

export interface TrendsProps {
  readonly chart: Chart
  readonly hidden: ReadonlySet<string>
}

/** The straight lines through the curves that are shown: plain lines, of which hundreds cost nothing. */
export function Trends({ chart, hidden }: TrendsProps): ReactNode {
  const { hasTrend } = useOverCurves()
  const clip = useId()
  const area = usePlotArea()
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  if (!hasTrend || area === undefined || xOf === undefined || yOf === undefined) return null
  const { fromAt, toAt, series } = chart
  return (
    <g className="al-chart-trends" clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect {...area} />
      </clipPath>
      {series.map(({ key, trend }, place) =>
        trend === null || hidden.has(key) ? null : (
          <line
            key={key}
            x1={xOf(fromAt)}
            y1={yOf(trend.from)}
            x2={xOf(toAt)}
            y2={yOf(trend.to)}
            stroke={lookOf(place).stroke}
            strokeDasharray="1 4"
            strokeWidth={2}
          />
        ),
      )}
    </g>
  )
}
