import { useState, type ReactNode } from 'react'
import { writeWindow } from '#contract/graph-ask.ts'
import type { GraphSeries } from '#contract/series.ts'
import { useSeries } from '../../../../api/time-queries.ts'
import { t } from '../../../../i18n/t.ts'
import { formatMoment } from '../../../../lib/age.ts'
import { formatRps } from '../../../../lib/rate.ts'
import { askOf, type GraphView } from '../../url.ts'
import { frameAt, type Replay } from './replay-plan.ts'
import { barsOf, type Bar } from './time-bars.ts'

export interface TimeLineProps {
  readonly replay: Replay
  readonly view: GraphView
  readonly onSeek: (index: number) => void
}

const mostSteps = 60

/** The replayed time at a glance, requests with the errors among them, and the frame in it. */
export function TimeLine({ replay, view, onSeek }: TimeLineProps): ReactNode {
  const { index, total, endMs, lengthSeconds } = replay
  const { data, error } = useSeries(
    { ...askOf(view), at: endMs },
    {},
    { span: writeWindow(lengthSeconds), steps: Math.min(mostSteps, total) },
  )
  const [pointed, setPointed] = useState<number | null>(null)
  const shown = pointed ?? index
  const tell = (frame: number): string =>
    `${formatMoment(frameAt(replay, frame))} [${frame + 1}/${total}]`
  return (
    <div className="al-replay-line">
      <Strip series={data ?? null} replay={replay} pinnedMs={view.before} />
      <input
        type="range"
        aria-label={t('Frame')}
        aria-valuetext={tell(index)}
        title={tell(shown)}
        min={0}
        max={total - 1}
        step={1}
        value={index}
        onChange={({ currentTarget }) => {
          setPointed(null)
          onSeek(Number(currentTarget.value))
        }}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)))
          setPointed(Math.round(share * (total - 1)))
        }}
        onPointerLeave={() => setPointed(null)}
      />
      <output className="al-replay-told">
        {tell(shown)}
        {error !== null && <span className="al-bad"> {error.message}</span>}
        {data !== undefined && <WhatThen series={data} atMs={frameAt(replay, shown)} />}
      </output>
    </div>
  )
}

function Strip(props: {
  series: GraphSeries | null
  replay: Replay
  pinnedMs: number | null
}): ReactNode {
  const { series, replay, pinnedMs } = props
  const bars = series === null ? [] : barsOf(series)
  const spanMs = Math.max(1, replay.endMs - replay.startMs)
  const width = series === null ? 0 : (series.stepSeconds * 1000) / spanMs
  const placeOf = (atMs: number): number => (atMs - replay.startMs) / spanMs
  const isPinned = pinnedMs !== null && pinnedMs >= replay.startMs && pinnedMs <= replay.endMs
  return (
    <svg
      className="al-replay-strip"
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map(({ atMs, all, errors }) => (
        <g key={atMs} transform={`translate(${placeOf(atMs) - width * 0.45} 0)`}>
          <rect className="al-replay-all" y={1 - all} width={width * 0.9} height={all} />
          <rect className="al-replay-bad" y={1 - errors} width={width * 0.9} height={errors} />
        </g>
      ))}
      {isPinned && (
        <line className="al-replay-pin" x1={placeOf(pinnedMs)} x2={placeOf(pinnedMs)} y2={1} />
      )}
    </svg>
  )
}

function WhatThen({ series, atMs }: { series: GraphSeries; atMs: number }): ReactNode {
  const nearest = barsOf(series).reduce<Bar | null>((best, bar) => {
    return best === null || Math.abs(bar.atMs - atMs) < Math.abs(best.atMs - atMs) ? bar : best
  }, null)
  if (nearest === null) return <span className="al-quiet"> {series.whyNone}</span>
  const { requestsPerSecond, errorsPerSecond } = nearest
  return (
    <span className="al-quiet">
      {' '}
      {requestsPerSecond === null
        ? t('nothing known')
        : t('{{rate}}, {{errors}} errors', {
            rate: formatRps(requestsPerSecond),
            errors: formatRps(errorsPerSecond),
          })}
    </span>
  )
}
