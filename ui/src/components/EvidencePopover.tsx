import { Button, Popover } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { QueryEvidence } from '#contract/graph.ts'
import { t } from '../i18n/t.ts'
import { formatMoment } from '../lib/age.ts'
import { formatMs, formatSeconds } from '../lib/duration.ts'
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
      aria-label={t('Evidence for {{subject}}', { subject })}
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
        aria-label={t('Evidence for {{subject}}', { subject })}
        icon={<SightIcon />}
      />
    </Popover>
  )
}

function EvidenceBody(props: EvidencePopoverProps): ReactNode {
  const { subject, queries, windowSeconds, reporter, children } = props
  return (
    <div className="al-evidence">
      <h2 className="al-popover-title">{t('Evidence: {{subject}}', { subject })}</h2>
      {reporter !== null && <p>{t('Counted by {{reporter}}.', { reporter })}</p>}
      {queries.length === 0 && (
        <p>{t('No query of this picture feeds it: the layer was not asked for, or has failed.')}</p>
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
      <CopyText text={promql} label={t('the query for {{layer}}', { layer })} />
      <p className="al-quiet">
        {t('{{source}} at {{time}} · over {{window}} · {{count}} series in {{took}}', {
          source,
          time: formatMoment(at),
          window: formatSeconds(props.windowSeconds),
          count: series,
          took: formatMs(tookMs),
        })}
        {isRecorded && ` · ${t('from recording rules')}`}
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
