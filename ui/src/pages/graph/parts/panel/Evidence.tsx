import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { EvidenceRow, Explanation } from '#contract/explain.ts'
import type { Reporter } from '#contract/traffic.ts'
import type { Layer } from '#contract/warning.ts'
import { useExplanation, type ExplainSubject } from '../../../../api/queries.ts'
import { CopyText } from '../../../../components/CopyText.tsx'
import { EvidencePopover } from '../../../../components/EvidencePopover.tsx'
import { reporterWords } from '../../../../components/reporter-words.ts'
import { t } from '../../../../i18n/t.ts'
import { formatBytesRate } from '../../../../lib/bytes.ts'
import { formatRps } from '../../../../lib/rate.ts'
import { askOf } from '../../url.ts'
import { usePanel } from './panel-context.ts'

export interface EvidenceProps {
  readonly of: string // "HTTP requests"
  readonly layers: readonly Layer[]
  readonly reporter?: Reporter | undefined
  /** What to explain series by series; null: only the queries are shown. */
  readonly subject?: ExplainSubject | null
}

/** Where a number of the panel comes from. */
export function Evidence({ of, layers, reporter, subject = null }: EvidenceProps): ReactNode {
  const { graph } = usePanel()
  return (
    <EvidencePopover
      subject={of}
      queries={graph.evidence.filter(({ layer }) => layers.includes(layer))}
      windowSeconds={graph.windowSeconds}
      reporter={reporter === undefined ? null : reporterWords[reporter]}
    >
      {subject !== null && <Explained subject={subject} />}
    </EvidencePopover>
  )
}

function Explained({ subject }: { subject: ExplainSubject }): ReactNode {
  const { view } = usePanel()
  const { data, error } = useExplanation(askOf(view), subject)
  if (error !== null) return <p className="al-bad">{error.message}</p>
  if (data === undefined) return <Skeleton screenreaderText={t('Loading the explanation')} />
  return <ExplanationBody explanation={data} />
}

/** The answer in words, then what each proxy said and whether it counts. */
export function ExplanationBody({ explanation }: { explanation: Explanation }): ReactNode {
  const { sentences, rows, dropped } = explanation
  return (
    <div className="al-explanation">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {rows.length > 0 && (
        <ul aria-label={t('What each proxy said')}>
          {rows.map((row) => (
            <EvidenceRowItem key={`${row.promql} ${row.reason}`} row={row} />
          ))}
        </ul>
      )}
      {dropped.map(({ reason, text }) => (
        <p key={reason} className="al-quiet">
          {t('Not drawn: {{text}}', { text })}
        </p>
      ))}
    </div>
  )
}

/** Who says it; elsewhere it is by whom something was counted, which German says differently. */
const speakerWords = {
  source: t('the caller’s proxy', { context: 'speaker' }),
  destination: t('the proxy of the one that is called', { context: 'speaker' }),
  waypoint: t('the waypoint on the way', { context: 'speaker' }),
} as const satisfies Record<EvidenceRow['reporter'], string>

function EvidenceRowItem({ row }: { row: EvidenceRow }): ReactNode {
  const { isUsed, reason, reporter, protocol, source, service, destination, perSecond } = row
  const rate = protocol === 'tcp' ? formatBytesRate(perSecond) : formatRps(perSecond)
  return (
    <li className={isUsed ? undefined : 'al-unused'}>
      <details>
        <summary>
          <b>{isUsed ? t('Used') : t('Not used')}</b>{' '}
          {t('{{protocol}} {{rate}}, says {{reporter}}', {
            protocol,
            rate,
            reporter: speakerWords[reporter],
          })}
          <span className="al-quiet">{reason}</span>
        </summary>
        <p className="al-quiet">
          {source} → {service === '' ? t('unknown') : service} → {destination}
        </p>
        <CopyText text={row.promql} label={t('the query of this number')} />
      </details>
    </li>
  )
}
