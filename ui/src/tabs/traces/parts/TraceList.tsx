import { Button } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import { useMemo, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { TraceSummary } from '#contract/traces.ts'
import { walkRows } from '../../../components/walk-rows.ts'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatMs } from '../../../lib/duration.ts'
import { hueOf } from '../hues.ts'
import { traceSorts, type TraceSort, type TracesView } from '../url.ts'
import type { TracesAddress } from '../use-traces-view.ts'

const columns = {
  trace: { word: t('Trace'), by: ({ rootOperation }: TraceSummary) => rootOperation },
  duration: { word: t('Duration'), by: ({ durationMs }: TraceSummary) => durationMs },
  spans: { word: t('Spans'), by: ({ spans }: TraceSummary) => spans },
  errors: { word: t('Errors'), by: ({ errors }: TraceSummary) => errors },
  services: { word: t('Services'), by: ({ services }: TraceSummary) => services.length },
  start: { word: t('Start'), by: ({ startMs }: TraceSummary) => startMs },
} as const satisfies Record<TraceSort, object>

export interface TraceListProps {
  readonly traces: readonly TraceSummary[]
  readonly address: TracesAddress
}

export function TraceList({ traces, address }: TraceListProps): ReactNode {
  const { sort, order } = address.view
  // The address keeps them, for the way back from comparing; clicks may be quicker than it is.
  const [ids, setIds] = useState(() => address.view.compare.split(','))
  const picked = ids.filter((id) => traces.some(({ traceId }) => traceId === id))
  const longestMs = Math.max(1, ...traces.map(({ durationMs }) => durationMs))
  const sorted = useMemo(() => sortTraces(traces, { sort, order }), [traces, sort, order])
  const sortOf = (columnIndex: number): NonNullable<ThProps['sort']> => ({
    columnIndex,
    sortBy: {
      index: traceSorts.indexOf(sort),
      direction: order,
      // Of names the first, of numbers the greatest matter most.
      defaultDirection: traceSorts[columnIndex] === 'trace' ? 'asc' : 'desc',
    },
    onSort: (_, index, direction) =>
      address.change({ sort: traceSorts[index] ?? 'start', order: direction }),
  })
  const pick = (id: string, isOn: boolean): void => {
    const next = isOn ? [...picked, id].slice(-2) : picked.filter((one) => one !== id)
    setIds(next)
    address.change({ compare: next.join(',') })
  }
  const [first, second] = picked
  return (
    <>
      <div className="al-traces-compare">
        <Button
          variant="secondary"
          size="sm"
          isDisabled={first === undefined || second === undefined}
          onClick={() => address.change({ trace: first ?? null, other: second ?? null })}
        >
          {t('Compare {{amount}} of 2', { amount: picked.length })}
        </Button>
      </div>
      <div className="al-traces-rows" role="region" aria-label={t('Found traces')} tabIndex={0}>
        <Table
          variant="compact"
          borders
          aria-label={t('Traces')}
          className="al-traces-list"
          onKeyDown={walkRows}
        >
          <Thead>
            <Tr>
              <Th screenReaderText={t('Compare')} />
              {traceSorts.map((name, index) => (
                <Th key={name} modifier="nowrap" sort={sortOf(index)}>
                  {columns[name].word}
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {sorted.map((trace, rowIndex) => (
              <Tr key={trace.traceId}>
                <Td
                  select={{
                    rowIndex,
                    isSelected: picked.includes(trace.traceId),
                    onSelect: (_, isOn) => pick(trace.traceId, isOn),
                  }}
                />
                <Cells trace={trace} longestMs={longestMs} address={address} />
              </Tr>
            ))}
          </Tbody>
        </Table>
      </div>
    </>
  )
}

function sortTraces(
  traces: readonly TraceSummary[],
  { sort, order }: Pick<TracesView, 'sort' | 'order'>,
): readonly TraceSummary[] {
  const { by } = columns[sort]
  const sign = order === 'asc' ? 1 : -1
  return traces.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)]
    return a === b ? 0 : (a < b ? -1 : 1) * sign
  })
}

const servicesShown = 4

interface CellsProps {
  readonly trace: TraceSummary
  readonly longestMs: number
  readonly address: TracesAddress
}

function Cells({ trace, longestMs, address }: CellsProps): ReactNode {
  const { rootService, rootOperation, services, errors, durationMs, orphans } = trace
  return (
    <>
      <Td dataLabel={t('Trace')} modifier="breakWord">
        <Link to={address.linkTo({ trace: trace.traceId, span: null })}>
          {rootService === '' ? t('elsewhere') : rootService}
        </Link>{' '}
        <span className="al-quiet">{rootOperation}</span>
        {orphans > 0 && <span className="al-traces-part"> {t('a part is missing')}</span>}
      </Td>
      <Td dataLabel={t('Duration')} className="al-traces-number">
        <span
          className="al-traces-length"
          style={{ inlineSize: `${(durationMs / longestMs) * 100}%` }}
        />
        {formatMs(durationMs)}
      </Td>
      <Td dataLabel={t('Spans')}>{trace.spans}</Td>
      <Td dataLabel={t('Errors')}>
        {errors > 0 ? <strong className="al-traces-errors">{errors}</strong> : '0'}
      </Td>
      <Td dataLabel={t('Services')}>
        <span className="al-traces-services">
          {services.slice(0, servicesShown).map(({ name, spans, errors: failed }) => (
            <span
              key={name}
              className={failed > 0 ? 'al-traces-chip al-traces-chip-failed' : 'al-traces-chip'}
              style={{ borderInlineStartColor: hueOf(name) }}
            >
              {name} <span className="al-quiet">{spans}</span>
            </span>
          ))}
          {services.length > servicesShown && (
            <span className="al-quiet">
              {t('{{amount}} more', { amount: services.length - servicesShown })}
            </span>
          )}
        </span>
      </Td>
      <Td dataLabel={t('Start')} modifier="nowrap">
        {formatMoment(trace.startMs)}
      </Td>
    </>
  )
}
