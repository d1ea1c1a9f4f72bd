import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState, type ReactNode } from 'react'
import type { SpanStatistic, TraceView } from '#contract/traces.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import { hueOf } from '../hues.ts'
import { useFirstRows } from '../use-first-rows.ts'
import { MoreRows } from './MoreRows.tsx'

const columns = [
  {
    word: t('Operation'),
    of: ({ service, operation }: SpanStatistic) => `${service} ${operation}`,
  },
  { word: t('Spans'), of: ({ spans }: SpanStatistic) => spans },
  { word: t('Errors'), of: ({ errors }: SpanStatistic) => errors },
  { word: t('Own time'), of: ({ selfMs }: SpanStatistic) => selfMs },
  { word: t('Total'), of: ({ totalMs }: SpanStatistic) => totalMs },
  { word: t('Average'), of: ({ averageMs }: SpanStatistic) => averageMs },
  { word: t('Median'), of: ({ medianMs }: SpanStatistic) => medianMs },
  { word: 'p95', of: ({ p95Ms }: SpanStatistic) => p95Ms },
  { word: t('Longest'), of: ({ longestMs }: SpanStatistic) => longestMs },
] as const

/** What took the time, by operation. Own time is what nothing below was doing. */
export function Statistics({ trace }: { readonly trace: TraceView }): ReactNode {
  const [order, setOrder] = useState<{ index: number; direction: 'asc' | 'desc' }>({
    index: 3,
    direction: 'desc',
  })
  const { of } = columns[order.index] ?? columns[3]
  const sign = order.direction === 'asc' ? 1 : -1
  const rows = trace.statistics.toSorted((one, other) => {
    const [a, b] = [of(one), of(other)]
    return a === b ? 0 : (a < b ? -1 : 1) * sign
  })
  const mostMs = rows.reduce((most, { selfMs }) => Math.max(most, selfMs), 1e-9)
  const { shown, ...more } = useFirstRows(rows)
  return (
    <div className="al-traces-rows" role="region" aria-label={t('Time by operation')} tabIndex={0}>
      <Table variant="compact" borders aria-label={t('Statistics of the spans')}>
        <Thead>
          <Tr>
            {columns.map(({ word }, columnIndex) => (
              <Th
                key={word}
                modifier="nowrap"
                sort={{
                  columnIndex,
                  sortBy: order,
                  onSort: (_, index, direction) => setOrder({ index, direction }),
                }}
              >
                {word}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {shown.map((row) => (
            <Tr key={`${row.service}\n${row.operation}`}>
              <Td dataLabel={t('Operation')} modifier="breakWord">
                <span
                  className="al-span-service"
                  style={{ borderInlineStartColor: hueOf(row.service) }}
                >
                  {row.service}
                </span>{' '}
                <span className="al-quiet">{row.operation}</span>
              </Td>
              <Td dataLabel={t('Spans')}>{row.spans}</Td>
              <Td dataLabel={t('Errors')}>
                {row.errors > 0 ? <strong className="al-traces-errors">{row.errors}</strong> : '0'}
              </Td>
              <Td dataLabel={t('Own time')} className="al-traces-number">
                <span
                  className="al-traces-length"
                  style={{ inlineSize: `${(row.selfMs / mostMs) * 100}%` }}
                />
                {formatMs(row.selfMs)}
              </Td>
              {[row.totalMs, row.averageMs, row.medianMs, row.p95Ms, row.longestMs].map(
                (ms, index) => (
                  <Td key={columns[index + 4]?.word} dataLabel={columns[index + 4]?.word ?? ''}>
                    {formatMs(ms)}
                  </Td>
                ),
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
      <MoreRows {...more} />
    </div>
  )
}
