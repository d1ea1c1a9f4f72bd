import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { SubjectSpan } from '#contract/subject-spans.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import { timeText } from '../look.ts'
import type { LogView } from '../url.ts'

export interface SpanRowProps {
  readonly span: SubjectSpan
  readonly zone: LogView['zone']
  readonly hasTimes: boolean
}

/** A span among the lines, where it began; it leads to its trace. */
export function SpanRow({ span, zone, hasTimes }: SpanRowProps): ReactNode {
  const { traceId, spanId, startMs, durationMs, service, operation, isError, words } = span
  const search = new URLSearchParams(useContextSearch())
  search.set('traces-trace', traceId)
  search.set('traces-span', spanId)
  const { day, time } = timeText(Math.floor(startMs), zone, null)
  return (
    <div className={isError ? 'al-logs-span al-logs-span-failed' : 'al-logs-span'}>
      {hasTimes && (
        <time className="al-logs-time" title={`${day} ${time}`}>
          {time}
        </time>
      )}
      <span className="al-logs-span-word">{t('span')}</span>
      <Link to={{ pathname: '/traces', search: search.toString() }}>
        {service} {operation}
      </Link>
      <span className="al-quiet">{formatMs(durationMs)}</span>
      {words !== null && <span className={isError ? 'al-bad' : 'al-quiet'}>{words}</span>}
    </div>
  )
}
