import type { ReactNode } from 'react'
import { ReferenceLine } from 'recharts'
import type { Chart } from '#contract/charts.ts'
import { useOverCurves } from '../over-curves.ts'

/** What the curves of a chart are held against: the chart reaches as high, so that the room is seen. */
export function Levels({ unit }: Pick<Chart, 'unit'>): ReactNode {
  const { levels = [] } = useOverCurves()
  return levels
    .filter((level) => level.unit === unit)
    .map(({ value, words }) => (
      <ReferenceLine
        key={words}
        y={value}
        ifOverflow="extendDomain"
        className="al-chart-level"
        stroke="var(--al-health-degraded)"
        strokeDasharray="6 3"
        label={{ value: words, position: 'insideTopRight', className: 'al-chart-level-words' }}
      />
    ))
}
