import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import { formatMoment } from '../lib/age.ts'
import './components.css'
import { sparkPath, sparkPoint } from './spark-path.ts'
import './spark.css'

export interface SparkLine {
  readonly values: readonly (number | null)[] // null: not known, which is not zero
  readonly tone: 'plain' | 'bad'
  readonly word: string
}

export interface RateSparklineProps {
  readonly label: string
  readonly times: readonly number[] // epoch ms
  /** The first is what is told in numbers; the others are drawn and told with it. */
  readonly lines: readonly [SparkLine, ...SparkLine[]]
  readonly format: (value: number) => string
}

const size = { width: 200, height: 36 }

/**
 * A small curve from zero up, with its least, most and last value. Pointer and arrow keys read
 * single points; gaps are moments of which nobody knows.
 */
export function RateSparkline({ label, times, lines, format }: RateSparklineProps): ReactNode {
  const [cursor, setCursor] = useState<number | null>(null)
  const [main] = lines
  const known = main.values.filter((value) => value !== null)
  const all = lines.flatMap(({ values }) => values.filter((value) => value !== null))
  const box = { ...size, top: Math.max(0, ...all) }
  const last = times.length - 1
  const at = Math.min(cursor ?? last, last)

  function readPoint(event: PointerEvent<HTMLDivElement>): void {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)))
    setCursor(Math.round(share * last))
  }

  function stepPoint(event: KeyboardEvent): void {
    const next = stepsByKey[event.key]?.(at, last)
    if (next === undefined) return
    event.preventDefault()
    setCursor(Math.min(last, Math.max(0, next)))
  }

  return (
    <figure className="al-spark">
      <figcaption>
        <span>{label}</span>
        <output>{writePoint({ lines, times, format, at, isLast: cursor === null })}</output>
      </figcaption>
      <div
        role="slider"
        tabIndex={0}
        className="al-spark-plot"
        aria-label={t('{{label}} over time', { label })}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={writePoint({ lines, times, format, at, isLast: false })}
        onKeyDown={stepPoint}
        onPointerMove={readPoint}
        onPointerLeave={() => setCursor(null)}
        onBlur={() => setCursor(null)}
      >
        <svg viewBox={`0 -2 ${size.width} ${size.height + 4}`} preserveAspectRatio="none">
          {lines.map(({ values, tone, word }) => (
            <path key={word} className={`al-spark-${tone}`} d={sparkPath(values, box)} />
          ))}
          {cursor !== null && <Cursor at={at} count={times.length} box={box} />}
        </svg>
      </div>
      <p className="al-quiet">{writeSpread(known, format)}</p>
    </figure>
  )
}

const stepsByKey: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at - 1,
  ArrowUp: (at) => at + 1,
  PageDown: (at) => at - 5,
  PageUp: (at) => at + 5,
  Home: () => 0,
  End: (_, last) => last,
}

function Cursor(props: { at: number; count: number; box: typeof size & { top: number } }) {
  const { at, count, box } = props
  const [x] = sparkPoint(at, 0, { ...box, count })
  return <line className="al-spark-cursor" x1={x} x2={x} y1={-2} y2={size.height + 2} />
}

interface PointParts extends Pick<RateSparklineProps, 'lines' | 'times' | 'format'> {
  readonly at: number
  readonly isLast: boolean
}

/** `12 rps, 0.3 rps errors at 10:20:30`; of the last point without its time. */
function writePoint({ lines, times, format, at, isLast }: PointParts): string {
  const values = lines.map(({ values: of, word }, index) => {
    const value = of[at] ?? null
    const text = value === null ? t('not known') : format(value)
    return index === 0 ? text : `${text} ${word}`
  })
  const time = times[at]
  const all = values.join(', ')
  if (isLast || time === undefined) return all
  return t('{{values}} at {{time}}', { values: all, time: formatMoment(time) })
}

function writeSpread(known: readonly number[], format: (value: number) => string): string {
  if (known.length === 0) return t('Not known at any of these moments')
  return t('least {{least}} · most {{most}}', {
    least: format(Math.min(...known)),
    most: format(Math.max(...known)),
  })
}
