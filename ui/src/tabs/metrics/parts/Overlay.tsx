import {
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import { useNavigate } from 'react-router'
import type { Chart } from '#contract/charts.ts'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatInUnit } from '../../../lib/chart-unit.ts'
import type { Hover } from '../hover.ts'
import { useOverCurves, type ChartMark } from '../over-curves.ts'
import { axisHeight, axisWidth, lookOf, plotMargin } from '../look.ts'

export interface OverlayProps {
  readonly chart: Chart
  readonly title: string // in the language of the page
  readonly width: number
  readonly height: number
  readonly hidden: ReadonlySet<string>
  readonly hover: Hover
  readonly onRange: (fromAt: number, toAt: number) => void
}

const leastDragPixels = 4
const linesTold = 12
const marksTold = 4
const nearPixels = 4

/**
 * What moves over the curves: the crosshair that all charts share, the stretch that is marked, and
 * the numbers at the instant. It is a slider for the keyboard: arrows go from point to point, with
 * Shift they mark a stretch, Enter shows just that.
 */
export function Overlay(props: OverlayProps): ReactNode {
  const { chart, title, width, height, hidden, hover, onRange } = props
  const pointing = useSyncExternalStore(hover.subscribe, hover.get)
  const dragged = useRef<number | null>(null)
  const plot = { left: axisWidth, width: Math.max(1, width - axisWidth - plotMargin.right) }
  const { fromAt, toAt, id } = chart
  const atOf = (event: PointerEvent<HTMLElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    return fromAt + (Math.min(Math.max(x, 0), plot.width) / plot.width) * (toAt - fromAt)
  }
  const xOf = (at: number): number => ((at - fromAt) / (toAt - fromAt)) * plot.width
  const isOnPlot = (at: number): boolean => at >= fromAt && at <= toAt

  const { marks } = useOverCurves()
  const navigate = useNavigate()
  const marksAt = (at: number): readonly ChartMark[] =>
    chart.unit === 'ms'
      ? marks.filter((mark) => Math.abs(xOf(mark.at) - xOf(at)) <= nearPixels)
      : []

  const finish = (event: PointerEvent<HTMLElement>): void => {
    const from = dragged.current
    dragged.current = null
    const to = atOf(event)
    const isDrag = from !== null && Math.abs(xOf(to) - xOf(from)) >= leastDragPixels
    hover.set({ from: null })
    const [mark] = isDrag ? [] : marksAt(to)
    if (mark !== undefined) void navigate(mark.href)
    if (isDrag) onRange(Math.min(from, to), Math.max(from, to))
  }
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[event.key]
    const now = pointing.at ?? toAt
    if (event.key === 'Escape') hover.clear()
    else if (event.key === 'Enter' && pointing.from !== null) {
      const { from } = pointing
      hover.clear()
      onRange(Math.min(from, now), Math.max(from, now))
    } else if (event.key === 'Home' || event.key === 'End')
      hover.set({ chart: id, at: event.key === 'Home' ? fromAt : toAt })
    else if (step !== undefined) {
      const next = neighbourOf(chart.times, now, step)
      hover.set({ chart: id, at: next, from: event.shiftKey ? (pointing.from ?? now) : null })
    } else return
    event.preventDefault()
  }
  const { at, from } = pointing
  return (
    <div
      className="al-chart-overlay"
      role="slider"
      tabIndex={0}
      aria-label={t('Instant in {{title}}', { title })}
      aria-valuemin={fromAt}
      aria-valuemax={toAt}
      aria-valuenow={at ?? toAt}
      aria-valuetext={sayPoint(chart, at ?? toAt, hidden)}
      style={{
        left: plot.left,
        width: plot.width,
        top: plotMargin.top,
        height: height - plotMargin.top - axisHeight,
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        dragged.current = atOf(event)
        hover.set({ from: dragged.current, at: dragged.current, chart: id })
      }}
      onPointerMove={(event) => hover.set({ at: atOf(event), chart: id })}
      onPointerUp={finish}
      onPointerCancel={() => {
        dragged.current = null
        hover.clear()
      }}
      onPointerLeave={() => {
        if (dragged.current === null) hover.clear()
      }}
      onKeyDown={press}
      onBlur={() => hover.clear()}
    >
      {at !== null && from !== null && (
        <i
          className="al-chart-range"
          style={{ left: xOf(Math.min(at, from)), width: Math.abs(xOf(at) - xOf(from)) }}
        />
      )}
      {at !== null && isOnPlot(at) && <i className="al-chart-hair" style={{ left: xOf(at) }} />}
      {at !== null && pointing.chart === id && isOnPlot(at) && (
        <Reading {...{ chart, hidden, at }} x={xOf(at)} width={plot.width} marks={marksAt(at)} />
      )}
    </div>
  )
}

function neighbourOf(times: readonly number[], now: number, step: number): number {
  const place = nearest(times, now) + step
  return times[Math.min(times.length - 1, Math.max(0, place))] ?? now
}

/** The place of the instant nearest to this one. */
export function nearest(times: readonly number[], at: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  const before = Math.max(0, low - 1)
  return at - (times[before] ?? 0) < (times[low] ?? 0) - at ? before : low
}

interface Told {
  readonly key: string
  readonly name: string
  readonly place: number
  readonly value: number
}

function toldAt(chart: Chart, at: number, hidden: ReadonlySet<string>): readonly Told[] {
  const index = nearest(chart.times, at)
  return chart.series
    .flatMap(({ key, name, values }, place) => {
      const value = values[index] ?? null
      return value === null || hidden.has(key) ? [] : [{ key, name, place, value }]
    })
    .sort((one, other) => other.value - one.value)
}

function sayPoint(chart: Chart, at: number, hidden: ReadonlySet<string>): string {
  const told = toldAt(chart, at, hidden).slice(0, 3)
  const numbers = told.map(({ name, value }) => `${name} ${formatInUnit(value, chart.unit)}`)
  return `${formatMoment(at)}: ${numbers.length === 0 ? t('no numbers') : numbers.join(', ')}`
}

interface ReadingProps {
  readonly chart: Chart
  readonly hidden: ReadonlySet<string>
  readonly at: number
  readonly x: number
  readonly width: number
  readonly marks: readonly ChartMark[] // near the instant
}

/** The numbers at an instant, beside the crosshair on whichever side has room. */
function Reading({ chart, hidden, at, x, width, marks }: ReadingProps): ReactNode {
  const told = toldAt(chart, at, hidden)
  const instant = chart.times[nearest(chart.times, at)] ?? at
  const side = x < width / 2 ? { left: x + 10 } : { right: width - x + 10 }
  return (
    <div className="al-chart-reading" style={side} aria-hidden="true">
      <b>{formatMoment(instant)}</b>
      {told.length === 0 && <span className="al-quiet">{t('No number then')}</span>}
      {told.slice(0, linesTold).map(({ key, name, place, value }) => (
        <span key={key}>
          <i style={{ background: lookOf(place).stroke }} />
          <span>{name}</span>
          <span className="al-num">{formatInUnit(value, chart.unit)}</span>
        </span>
      ))}
      {told.length > linesTold && (
        <span className="al-quiet">
          {t('and {{amount}} more', { amount: told.length - linesTold })}
        </span>
      )}
      {marks.slice(0, marksTold).map(({ id, words, value, isError }) => (
        <span key={id} className={isError ? 'al-bad' : 'al-quiet'}>
          <i className="al-chart-mark-sign" />
          <span>{words}</span>
          <span className="al-num">{formatInUnit(value, chart.unit)}</span>
        </span>
      ))}
    </div>
  )
}
