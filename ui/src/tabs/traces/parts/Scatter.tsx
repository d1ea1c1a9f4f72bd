import { useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import type { UsualDurations } from '#contract/durations.ts'
import type { TraceSummary } from '#contract/traces.ts'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatMs } from '../../../lib/duration.ts'
import type { TracesAddress } from '../use-traces-view.ts'
import { dotsOf, scaleOf, ticksOf, type Dot, type Scale } from '../scatter.ts'
import type { TimeWindow } from '../url.ts'
import { verdictOf } from '../usual.ts'
import { ScatterTip } from './ScatterTip.tsx'

export interface ScatterProps {
  readonly traces: readonly TraceSummary[]
  readonly address: TracesAddress
  readonly window: TimeWindow
  /** Of whom the traces are; undefined: not known. */
  readonly usual: UsualDurations | undefined
}

const height = 170
const width = 1000
const inset = { left: 56, right: 12, top: 10, bottom: 22 }

interface Mark {
  readonly fromX: number
  readonly toX: number
  readonly fromY: number
  readonly toY: number
}

/**
 * Traces by time and by what was chosen to stand by: the bigger a dot the more spans; what is marked
 * is searched for.
 */
export function Scatter({ traces, address, window, usual }: ScatterProps): ReactNode {
  const frame = useRef<SVGSVGElement>(null)
  const [mark, setMark] = useState<Mark | null>(null)
  const [hovered, setHovered] = useState<Dot | null>(null)
  const { axis } = address.view
  const scale = useMemo(
    () => scaleOf(traces, { axis, window, width, height, inset }),
    [traces, axis, window],
  )
  const dots = useMemo(() => dotsOf(traces, scale), [traces, scale])

  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined) return { x: 0, y: 0 }
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    }
  }
  const begin = (event: PointerEvent): void => {
    const { x, y } = placeOf(event)
    // Stores search by the duration of traces, and by nothing else that an axis has.
    const fromY = axis === 'duration' ? y : inset.top
    setMark({ fromX: x, toX: x, fromY, toY: fromY })
  }
  const move = (event: PointerEvent): void => {
    if (mark === null) return
    const { x, y } = placeOf(event)
    setMark({ ...mark, toX: x, toY: axis === 'duration' ? y : height - inset.bottom })
  }
  const end = (): void => {
    if (mark !== null && Math.abs(mark.toX - mark.fromX) > 8) narrow(mark, scale, address)
    setMark(null)
  }
  return (
    <figure className="al-scatter" aria-label={t('Traces by time and duration')}>
      <svg
        ref={frame}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="al-scatter-frame"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerLeave={() => setMark(null)}
        aria-hidden="true"
      >
        {ticksOf(scale).map(({ y, words }) => (
          <line
            key={words}
            x1={inset.left}
            x2={width - inset.right}
            y1={y}
            y2={y}
            className="al-scatter-line"
          />
        ))}
        {mark !== null && (
          <rect
            x={Math.min(mark.fromX, mark.toX)}
            y={Math.min(mark.fromY, mark.toY)}
            width={Math.abs(mark.toX - mark.fromX)}
            height={Math.abs(mark.toY - mark.fromY)}
            className="al-scatter-mark"
          />
        )}
      </svg>
      <div className="al-scatter-dots">
        {dots.map((dot) => (
          <button
            key={dot.trace.traceId}
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className={
              dot.trace.errors > 0 ? 'al-scatter-dot al-scatter-dot-failed' : 'al-scatter-dot'
            }
            style={{
              left: `${(dot.x / width) * 100}%`,
              top: `${(dot.y / height) * 100}%`,
              width: dot.size,
              height: dot.size,
            }}
            onPointerEnter={() => setHovered(dot)}
            onPointerLeave={() => setHovered(null)}
            onClick={() => address.change({ trace: dot.trace.traceId, span: null })}
          />
        ))}
      </div>
      {hovered !== null && mark === null && (
        <ScatterTip dot={hovered} width={width} height={height} usual={usual} />
      )}
      {ticksOf(scale).map(({ y, words }) => (
        <span key={words} className="al-scatter-tick" style={{ top: y }}>
          {words}
        </span>
      ))}
      <figcaption className="al-scatter-times">
        <span>{formatMoment(window.fromMs)}</span>
        <span className="al-scatter-hint">
          {hovered === null
            ? t(
                'A dot is a trace: red ones have errors, larger ones more spans. Drag to search in a part.',
              )
            : sayTrace(hovered.trace, usual)}
        </span>
        <span>{formatMoment(window.toMs)}</span>
      </figcaption>
    </figure>
  )
}

/** What a trace is, and how it stands to what the metrics of its subject say of all requests. */
function sayTrace(trace: TraceSummary, usual: UsualDurations | undefined): string {
  const { rootService, rootOperation, durationMs, spans, errors } = trace
  const verdict = usual === undefined ? null : verdictOf(durationMs, usual)
  return [
    `${rootService} ${rootOperation}`,
    formatMs(durationMs),
    ...(verdict === null ? [] : [verdict]),
    t('{{count}} spans', { count: spans }),
    ...(errors > 0 ? [t('{{amount}} with errors', { amount: errors })] : []),
  ].join(' · ')
}

/** Searches again in the part that was marked. */
function narrow(mark: Mark, scale: Scale, { change }: TracesAddress): void {
  const fromMs = scale.timeAt(Math.min(mark.fromX, mark.toX))
  const toMs = scale.timeAt(Math.max(mark.fromX, mark.toX))
  const least = scale.valueAt(Math.max(mark.fromY, mark.toY))
  const most = scale.valueAt(Math.min(mark.fromY, mark.toY))
  const isBand = scale.axis === 'duration' && Math.abs(mark.toY - mark.fromY) > 8
  change({
    range: scale.rangeFor(toMs - fromMs),
    ...{ from: Math.round(fromMs), to: Math.round(toMs) },
    ...(isBand
      ? { min: least.toFixed(least < 10 ? 1 : 0), max: most.toFixed(most < 10 ? 1 : 0) }
      : {}),
  })
}
