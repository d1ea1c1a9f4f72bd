import { Button, Skeleton } from '@patternfly/react-core'
import { AngleLeftIcon } from '@patternfly/react-icons/dist/esm/icons/angle-left-icon'
import { AngleRightIcon } from '@patternfly/react-icons/dist/esm/icons/angle-right-icon'
import { useEffect, useRef, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatMs } from '../../../lib/duration.ts'
import { usePageKeys } from '../../../components/help/use-page-keys.ts'
import type { GraphView } from '../url.ts'
import { endsOf, timesOf, whereWords } from './call-words.ts'
import { OpenTrace } from './OpenTrace.tsx'
import './trace.css'
import { stepTo, type TraceOverlay } from './use-trace-overlay.ts'

export interface TraceBarProps {
  readonly overlay: TraceOverlay | null
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

type There = Extract<TraceOverlay, { state: 'there' }>

/** Above the picture while a trace lies over it: what it is, and step by step through its calls. */
export function TraceBar({ overlay, view, onChange }: TraceBarProps): ReactNode {
  if (overlay === null) return null
  const close = (
    <Button
      variant="link"
      size="sm"
      isInline
      onClick={() => onChange({ trace: null, step: null, selection: null })}
    >
      {t('Close the trace')}
    </Button>
  )
  return (
    <div className="al-trace-on-graph" role="group" aria-label={t('Trace on the graph')}>
      {overlay.state === 'loading' && (
        <Skeleton width="320px" height="20px" screenreaderText={t('Loading the trace')} />
      )}
      {overlay.state === 'error' && (
        <span className="al-bad" role="status">
          {t('The trace cannot be shown: {{reason}}', { reason: overlay.error.message })}{' '}
          <Button variant="link" size="sm" isInline onClick={overlay.retry}>
            {t('Try again')}
          </Button>
        </span>
      )}
      {overlay.state === 'there' && <Steps shown={overlay} view={view} onChange={onChange} />}
      <span className="al-trace-on-graph-end">
        {overlay.state === 'there' && <OpenTrace shown={overlay} />}
        {close}
      </span>
    </div>
  )
}

interface StepsProps {
  readonly shown: There
  readonly view: GraphView
  readonly onChange: TraceBarProps['onChange']
}

function Steps({ shown, view, onChange }: StepsProps): ReactNode {
  const { trace, placed, chosen } = shown
  const { calls } = placed
  const at = chosen?.order ?? 0
  // The page follows its address a moment later: who steps fast goes on from the last step asked.
  const asked = useRef(at)
  useEffect(() => {
    asked.current = at
  }, [at])
  const go = (by: 1 | -1): void => {
    const next = calls[Math.min(calls.length, Math.max(1, asked.current + by)) - 1]
    if (next === undefined) return
    asked.current = next.order
    onChange(stepTo(next))
  }
  usePageKeys({ '.': () => go(1), ',': () => go(-1) })
  return (
    <>
      <strong className="al-breakable">
        {trace.rootService === '' ? t('Trace') : trace.rootService}{' '}
        <span className="al-quiet">{trace.rootOperation}</span>
      </strong>
      <span className="al-quiet">
        {formatMoment(trace.startMs)} · {formatMs(trace.durationMs)} ·{' '}
        {trace.more === 0
          ? t('{{count}} calls', { count: calls.length })
          : t('{{count}} calls and {{more}} more, which are not shown', {
              count: calls.length,
              more: trace.more,
            })}
      </span>
      {trace.errors > 0 && (
        <span className="al-bad">{t('{{count}} spans failed', { count: trace.errors })}</span>
      )}
      <span className="al-trace-on-graph-steps">
        <Button
          variant="plain"
          size="sm"
          aria-label={t('Call before')}
          icon={<AngleLeftIcon />}
          isDisabled={at <= 1}
          onClick={() => go(-1)}
        />
        <span>
          {t('{{place}} of {{amount}}', { place: at === 0 ? '–' : at, amount: calls.length })}
        </span>
        <Button
          variant="plain"
          size="sm"
          aria-label={t('Next call')}
          icon={<AngleRightIcon />}
          isDisabled={at >= calls.length}
          onClick={() => go(1)}
        />
      </span>
      <span role="status" className="al-trace-on-graph-step">
        {chosen !== null && (
          <>
            <b>{endsOf(chosen.call, trace)}</b> {timesOf(chosen.call)}
            {chosen.call.words !== null && (
              <span className={chosen.call.isError ? 'al-bad' : ''}> · {chosen.call.words}</span>
            )}
            {whereWords[chosen.where] !== null && (
              <span className="al-quiet"> · {whereWords[chosen.where]}</span>
            )}
          </>
        )}
      </span>
      <OtherTime shown={shown} view={view} onChange={onChange} />
    </>
  )
}

/** Time for the proxies' counters to be read, after a request. */
const settledMs = 60_000

/** A picture of another time than that of the trace says so, and leads there. */
function OtherTime({ shown, onChange }: StepsProps): ReactNode {
  const { trace, graph } = shown
  const endMs = trace.startMs + trace.durationMs
  const isWithin = endMs <= graph.at && trace.startMs >= graph.at - graph.windowSeconds * 1000
  if (isWithin || endMs > graph.at) return null
  return (
    <span className="al-quiet">
      {t('The picture is of another time.')}{' '}
      <Button
        variant="link"
        size="sm"
        isInline
        onClick={() => onChange({ at: Math.round(endMs + settledMs), windowSeconds: 600 })}
      >
        {t('Show that of the trace')}
      </Button>
    </span>
  )
}
