import { Skeleton, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useMemo, useRef, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { ComparedTraces, TraceSummary } from '#contract/traces.ts'
import { useComparedTraces } from '../../../api/trace-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { useDrawnRows } from '../../../components/use-row-virtualizer.ts'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import { formatMs } from '../../../lib/duration.ts'
import { rowAt, rowsIn, toneOf, type ComparedRow, type ComparedSide } from '../compared.ts'
import { hueOf } from '../hues.ts'
import { comparedOrders, type ComparedOrder } from '../url.ts'
import type { TracesAddress } from '../use-traces-view.ts'

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

const orderWords: Record<ComparedOrder, string> = {
  called: t('As called'),
  differing: t('What differs'),
  most: t('What differs most first'),
}

interface BothProps {
  readonly compared: ComparedTraces
  readonly address: TracesAddress
}

function Both({ compared, address }: BothProps): ReactNode {
  const { view, change } = address
  const rows = useMemo(() => rowsIn(compared, view.calls), [compared, view.calls])
  return (
    <>
      <div className="al-compared-heads">
        <Side title="A" trace={compared.before} address={address} />
        <Side title="B" trace={compared.after} address={address} />
      </div>
      <div className="al-trace-bar" role="toolbar" aria-label={t('Compared calls')}>
        <ToggleGroup aria-label={t('Shown calls')} isCompact>
          {comparedOrders.map((order) => (
            <ToggleGroupItem
              key={order}
              text={orderWords[order]}
              buttonId={`compared-${order}`}
              isSelected={view.calls === order}
              onChange={() => change({ calls: order })}
            />
          ))}
        </ToggleGroup>
        <span className="al-quiet" role="status">
          {t('{{amount}} of {{all}} calls', {
            amount: formatWhole(rows.length),
            all: formatWhole(compared.rows.depths.length),
          })}
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="al-quiet">{t('Both traces made the same calls, about as fast.')}</p>
      ) : (
        <Rows key={view.calls} compared={compared} rows={rows} isFlat={view.calls === 'most'} />
      )}
    </>
  )
}

interface RowsProps {
  readonly compared: ComparedTraces
  readonly rows: readonly number[]
  readonly isFlat: boolean // without who called whom
}

const rowHeight = 34
const drawnWhole = 150

/** Two traces that have little in common make as many rows as spans: those in sight are drawn. */
function Rows({ compared, rows, isFlat }: RowsProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const { drawn, before, after, measure } = useDrawnRows({
    ...{ count: rows.length, rowHeight, scroller, overscan: 10, drawnWhole },
  })
  return (
    <div
      ref={scroller}
      className="al-traces-rows al-compared-rows"
      role="region"
      aria-label={t('Compared calls')}
      tabIndex={0}
    >
      <Table
        variant="compact"
        borders
        isStickyHeader
        aria-label={t('Two traces compared')}
        aria-rowcount={rows.length + 1}
      >
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
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {drawn.map((at) => (
            <Line key={at} row={rowAt(compared, rows[at] ?? -1)} {...{ at, isFlat, measure }} />
          ))}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </Tbody>
      </Table>
    </div>
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

interface LineProps {
  readonly row: ComparedRow
  readonly at: number
  readonly isFlat: boolean
  readonly measure: (row: HTMLElement | null) => void
}

function Line({ row, at, isFlat, measure }: LineProps): ReactNode {
  const { before, after, service, operation, depth } = row
  const steps = isFlat ? 0 : Math.min(depth, 20)
  return (
    <Tr
      ref={measure}
      data-index={at}
      aria-rowindex={at + 2}
      className={`al-compared-${toneOf(row)}`}
    >
      <Td dataLabel={t('Call')} modifier="breakWord" style={{ paddingInlineStart: 8 + steps * 14 }}>
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

function timesOf(side: ComparedSide | null): string {
  if (side === null) return '–'
  return side.errors > 0
    ? t('{{spans}}, {{errors}} failed', { spans: side.spans, errors: side.errors })
    : String(side.spans)
}

function sayDifference({ before, after }: ComparedRow): string {
  if (before === null) return t('only in B')
  if (after === null) return t('only in A')
  const moreMs = after.totalMs - before.totalMs
  return `${moreMs < 0 ? '−' : '+'}${formatMs(Math.abs(moreMs))}`
}
