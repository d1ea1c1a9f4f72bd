import { Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ComparedSpans, ComparedTraces, TraceSummary } from '#contract/traces.ts'
import { useComparedTraces } from '../../../api/trace-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatMs } from '../../../lib/duration.ts'
import { hueOf } from '../hues.ts'
import { useFirstRows } from '../use-first-rows.ts'
import type { TracesAddress } from '../use-traces-view.ts'
import { MoreRows } from './MoreRows.tsx'

export interface ComparedProps {
  readonly traceId: string
  readonly otherId: string
  readonly address: TracesAddress
}

/** Two traces laid over each other, call by call. */
export function Compared({ traceId, otherId, address }: ComparedProps): ReactNode {
  const { data, error, refetch } = useComparedTraces(traceId, otherId)
  return (
    <div className="al-traces" data-settled={data !== undefined || error !== null}>
      <Link
        to={address.linkTo({ trace: null, other: null, span: null })}
        className="al-traces-back"
      >
        {t('← All traces')}
      </Link>
      {data !== undefined ? (
        <Both compared={data} address={address} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="240px" screenreaderText={t('Loading two traces')} />
      )}
    </div>
  )
}

function Both({
  compared,
  address,
}: {
  compared: ComparedTraces
  address: TracesAddress
}): ReactNode {
  const { before, after, rows } = compared
  const { shown, ...more } = useFirstRows(rows)
  return (
    <>
      <div className="al-compared-heads">
        <Side title="A" trace={before} address={address} />
        <Side title="B" trace={after} address={address} />
      </div>
      <div className="al-traces-rows" role="region" aria-label={t('Compared calls')} tabIndex={0}>
        <Table variant="compact" borders aria-label={t('Two traces compared')}>
          <Thead>
            <Tr>
              {[
                t('Call'),
                t('Times in A'),
                t('Times in B'),
                t('Took in A'),
                t('Took in B'),
                t('Difference'),
              ].map((word) => (
                <Th key={word}>{word}</Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {shown.map((row, index) => (
              // A path may come again below another parent: its place is its name.
              <Line key={`${index} ${row.service} ${row.operation}`} row={row} />
            ))}
          </Tbody>
        </Table>
        <MoreRows {...more} />
      </div>
    </>
  )
}

interface SideProps {
  readonly title: string
  readonly trace: TraceSummary
  readonly address: TracesAddress
}

function Side({ title, trace, address }: SideProps): ReactNode {
  return (
    <section className="al-compared-head">
      <h2>
        {title}:{' '}
        <Link to={address.linkTo({ trace: trace.traceId, other: null })}>
          {trace.rootService} {trace.rootOperation}
        </Link>
      </h2>
      <p className="al-quiet">
        {formatMoment(trace.startMs)} · {formatMs(trace.durationMs)} ·{' '}
        {t('{{count}} spans', { count: trace.spans })}
        {trace.errors > 0 && ` · ${t('{{count}} errors', { count: trace.errors })}`}
      </p>
    </section>
  )
}

function Line({ row }: { row: ComparedSpans }): ReactNode {
  const { before, after, service, operation, depth } = row
  return (
    <Tr className={`al-compared-${toneOf(row)}`}>
      <Td
        dataLabel={t('Call')}
        modifier="breakWord"
        style={{ paddingInlineStart: 8 + Math.min(depth, 20) * 14 }}
      >
        <span className="al-span-service" style={{ borderInlineStartColor: hueOf(service) }}>
          {service}
        </span>{' '}
        <span className="al-quiet">{operation}</span>
      </Td>
      <Td dataLabel={t('Times in A')}>{timesOf(before)}</Td>
      <Td dataLabel={t('Times in B')}>{timesOf(after)}</Td>
      <Td dataLabel={t('Took in A')}>{before === null ? '–' : formatMs(before.totalMs)}</Td>
      <Td dataLabel={t('Took in B')}>{after === null ? '–' : formatMs(after.totalMs)}</Td>
      <Td dataLabel={t('Difference')}>{sayDifference(row)}</Td>
    </Tr>
  )
}

function timesOf(side: ComparedSpans['before']): string {
  if (side === null) return '–'
  return side.errors > 0
    ? t('{{spans}}, {{errors}} failed', { spans: side.spans, errors: side.errors })
    : String(side.spans)
}

/** A change worth a colour: new or gone, failing, or by half and a millisecond. */
function toneOf({ before, after }: ComparedSpans): 'new' | 'gone' | 'worse' | 'better' | 'same' {
  if (before === null) return 'new'
  if (after === null) return 'gone'
  const moreMs = after.totalMs - before.totalMs
  if (after.errors > before.errors || (moreMs > 1 && moreMs > before.totalMs / 2)) return 'worse'
  if (after.errors < before.errors || (moreMs < -1 && -moreMs > after.totalMs / 2)) return 'better'
  return 'same'
}

function sayDifference({ before, after }: ComparedSpans): string {
  if (before === null) return t('only in B')
  if (after === null) return t('only in A')
  const moreMs = after.totalMs - before.totalMs
  return `${moreMs < 0 ? '−' : '+'}${formatMs(Math.abs(moreMs))}`
}
