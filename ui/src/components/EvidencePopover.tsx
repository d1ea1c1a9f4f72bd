import { Button, Popover } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { QueryEvidence } from '#contract/graph.ts'
import { formatMoment } from '../lib/age.ts'
import { formatMs, formatSeconds } from '../lib/duration.ts'
import { count } from '../lib/plural.ts'
import './components.css'
import { CopyText } from './CopyText.tsx'

export interface EvidencePopoverProps {
  /** Which number: "HTTP requests". */
  readonly subject: string
  readonly queries: readonly QueryEvidence[]
  readonly windowSeconds: number
  /** Whose counters it was read from, in words; null when that differs or does not apply. */
  readonly reporter: string | null
  /** More, made only while the pop-over is open. */
  readonly children?: ReactNode
}

/** Where a number comes from: enough to ask the same again by hand. */
export function EvidencePopover(props: EvidencePopoverProps): ReactNode {
  const { subject } = props
  return (
    <Popover
      aria-label={`Evidence for ${subject}`}
      position="left"
      minWidth="24rem"
      maxWidth="36rem"
      hasAutoWidth
      bodyContent={() => <EvidenceBody {...props} />}
    >
      <Button
        variant="plain"
        size="sm"
        className="al-evidence-button"
        aria-label={`Evidence for ${subject}`}
        icon={<SightIcon />}
      />
    </Popover>
  )
}

function EvidenceBody(props: EvidencePopoverProps): ReactNode {
  const { subject, queries, windowSeconds, reporter, children } = props
  return (
    <div className="al-evidence">
      <h2 className="al-popover-title">Evidence: {subject}</h2>
      {reporter !== null && <p>Counted by {reporter}.</p>}
      {queries.length === 0 && (
        <p>No query of this picture feeds it: the layer was not asked for, or has failed.</p>
      )}
      {queries.map((query) => (
        <QueryRow key={query.id} query={query} windowSeconds={windowSeconds} />
      ))}
      {children}
    </div>
  )
}

/** One query with what it took; `windowSeconds` is the window its rates are over. */
export function QueryRow(props: { query: QueryEvidence; windowSeconds: number }): ReactNode {
  const { source, promql, at, tookMs, series, isRecorded, layer } = props.query
  return (
    <section className="al-evidence-query">
      <CopyText text={promql} label={`the query for ${layer}`} />
      <p className="al-quiet">
        {source} at {formatMoment(at)} · over {formatSeconds(props.windowSeconds)} ·{' '}
        {count(series, 'series', 'series')} in {formatMs(tookMs)}
        {isRecorded && ' · from recording rules'}
      </p>
    </section>
  )
}

/** The cross-hairs of a sight: "look where this comes from". */
function SightIcon(): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor">
      <circle cx="8" cy="8" r="4.6" strokeWidth="1.4" />
      <path d="M8 1v3M8 12v3M1 8h3M12 8h3" strokeWidth="1.4" strokeLinecap="round" />
      <circle cx="8" cy="8" r="1" fill="currentColor" stroke="none" />
    </svg>
  )
}
