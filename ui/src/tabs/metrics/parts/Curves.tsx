import { memo, useMemo, type ReactNode } from 'react'
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts'
import type { Chart } from '#contract/charts.ts'
import { formatInUnit } from '../../../lib/chart-unit.ts'
import { formatTick, timeTicks } from '../../../lib/time-ticks.ts'
import { axisHeight, axisWidth, lookOf, plotMargin } from '../look.ts'
import { Levels } from './Levels.tsx'
import { Marks } from './Marks.tsx'
import { Trends } from './Trends.tsx'

export interface CurvesProps {
  readonly chart: Chart
  readonly width: number
  readonly height: number
  readonly hidden: ReadonlySet<string> // keys of series
}

const tickStyle = { fill: 'var(--al-muted)', fontSize: 11 }
const pixelsPerTick = 84

/**
 * The curves alone. Nothing that moves with the pointer is in here, so that it is drawn again only
 * for other numbers, another size or another choice of lines. What lies over them when it is wanted
 * comes by a context of its own, and leaves them as they are.
 */
export const Curves = memo(function Curves(props: CurvesProps): ReactNode {
  const { chart, width, height, hidden } = props
  const { fromAt, toAt, unit, series } = chart
  const data = useMemo(() => pointsOf(chart), [chart])
  const ticks = useMemo(
    () => [...timeTicks(fromAt, toAt, Math.max(2, Math.floor(width / pixelsPerTick)))],
    [fromAt, toAt, width],
  )
  const shown = series
    .map((one, place) => ({ one, place }))
    .filter(({ one }) => !hidden.has(one.key))
  return (
    <LineChart
      width={width}
      height={height}
      data={data}
      margin={plotMargin}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <CartesianGrid stroke="var(--al-line)" vertical={false} />
      <XAxis
        dataKey="at"
        type="number"
        domain={[fromAt, toAt]}
        ticks={ticks}
        tickFormatter={(at: number) => formatTick(at, toAt - fromAt)}
        height={axisHeight}
        tick={tickStyle}
        stroke="var(--al-line-strong)"
        interval="preserveStartEnd"
      />
      <YAxis
        width={axisWidth}
        domain={[0, 'auto']}
        tickCount={5}
        tickFormatter={(value: number) => formatInUnit(value, unit)}
        tick={tickStyle}
        axisLine={false}
        tickLine={false}
      />
      {shown.map(({ one, place }) => (
        <SeriesLine key={one.key} {...{ place }} />
      ))}
      <Levels unit={unit} />
      <Trends chart={chart} hidden={hidden} />
      <Marks chart={chart} />
    </LineChart>
  )
})

/** A number between two gaps is a dot: a round cap on a line without length. */
function SeriesLine({ place }: { place: number }): ReactNode {
  const { stroke, dash } = lookOf(place)
  return (
    <Line
      dataKey={`v${place}`}
      type="linear"
      dot={false}
      activeDot={false}
      isAnimationActive={false}
      connectNulls={false}
      stroke={stroke}
      strokeWidth={1.5}
      strokeLinecap="round"
      {...(dash === undefined ? {} : { strokeDasharray: dash })}
    />
  )
}

type Point = Readonly<Record<string, number | null>>

/** One row per instant: `v3` is the number of the fourth series. */
function pointsOf({ times, series }: Chart): Point[] {
  return times.map((at, index) => {
    const point: Record<string, number | null> = { at }
    series.forEach(({ values }, place) => {
      point[`v${place}`] = values[index] ?? null
    })
    return point
  })
}
