import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import type { ProxyDifferences } from '#contract/proxy.ts'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { useDrawnRows } from '../../../components/use-row-virtualizer.ts'
import {
  changeKinds,
  countChanges,
  differenceRows,
  type ChangeKind,
  type DifferenceRow,
} from '../difference-rows.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import { withFilter } from '../filters.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'
import { inSentence, t } from '../../../i18n/t.ts'

export const changeWords: Readonly<Record<ChangeKind, string>> = {
  ...{ changed: t('Changed'), onlyHere: t('Only here'), onlyThere: t('Only there') },
}

export interface DifferenceTableProps {
  readonly title: string
  readonly differences: ProxyDifferences
  readonly address: ViewInAddress
}

const rowHeight = 36
const drawnWhole = 100

/** Each field that differs with both values, of which only those in sight are drawn. */
export function DifferenceTable({ title, differences, address }: DifferenceTableProps): ReactNode {
  const { view, change } = address
  const [kinds, setKinds] = useState<readonly ChangeKind[]>([])
  const text = view.filters.text ?? ''
  const rows = useMemo(
    () => differenceRows(differences, { text, kinds }),
    [differences, text, kinds],
  )
  const counts = useMemo(() => countChanges(differences), [differences])
  const showAll = (): void => {
    setKinds([])
    change({ filters: withFilter(view.filters, 'text', '') })
  }
  return (
    <>
      <div className="al-proxy-filters" role="toolbar" aria-label={t('Filters of differences')}>
        <TextFilter
          label={t('Find differences')}
          text={text}
          onChange={(typed) => change({ filters: withFilter(view.filters, 'text', typed) })}
        />
        <ToggleGroup isCompact aria-label={t('Kinds of differences')}>
          {changeKinds.map((kind) => (
            <ToggleGroupItem
              key={kind}
              text={`${changeWords[kind]} ${counts[kind]}`}
              isSelected={kinds.includes(kind)}
              isDisabled={counts[kind] === 0}
              onChange={(_, isOn) =>
                setKinds(isOn ? [...kinds, kind] : kinds.filter((one) => one !== kind))
              }
            />
          ))}
        </ToggleGroup>
      </div>
      {rows.length === 0 ? (
        <NothingFits headingLevel="h3" onAll={showAll}>
          {t('No difference is all that is asked for.')}
        </NothingFits>
      ) : (
        <Rows title={t('Differences of {{table}}', { table: inSentence(title) })} rows={rows} />
      )}
    </>
  )
}

function Rows({ title, rows }: { title: string; rows: readonly DifferenceRow[] }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const { drawn, before, after, measure } = useDrawnRows({
    ...{ count: rows.length, rowHeight, scroller, overscan: 10, drawnWhole },
    keyOf: (index) => rows[index]?.key ?? index,
  })
  return (
    <div className="al-proxy-rows" ref={scroller} role="region" aria-label={title} tabIndex={0}>
      <Table
        variant="compact"
        borders
        isStickyHeader
        aria-label={title}
        aria-rowcount={rows.length + 1}
        className="al-proxy-table al-proxy-differences"
      >
        <Thead>
          <Tr>
            <Th style={{ width: '8rem', minWidth: '8rem' }}>{t('Difference')}</Th>
            <Th>{t('Name')}</Th>
            <Th>{t('Field')}</Th>
            <Th>{t('Here')}</Th>
            <Th>{t('There')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {drawn.map((index) => {
            const row = rows[index]
            return (
              row !== undefined && (
                <Tr
                  key={row.key}
                  aria-rowindex={index + 2}
                  data-index={index}
                  ref={measure}
                  className={`al-proxy-${row.change}`}
                >
                  <Td dataLabel={t('Difference')}>{row.isFirst && changeWords[row.change]}</Td>
                  <Td dataLabel={t('Name')}>
                    <span className={row.isFirst ? '' : 'al-quiet'}>{row.resource}</span>
                  </Td>
                  <Td dataLabel={t('Field')}>
                    {row.path === null ? (
                      <span className="al-quiet">{t('all of it')}</span>
                    ) : row.path === '' ? (
                      t('Value')
                    ) : (
                      <code>{row.path}</code>
                    )}
                  </Td>
                  <Td dataLabel={t('Here')}>
                    <Value row={row} text={row.here} isMissing={row.change === 'onlyThere'} />
                    <Growth row={row} />
                  </Td>
                  <Td dataLabel={t('There')}>
                    <Value row={row} text={row.there} isMissing={row.change === 'onlyHere'} />
                  </Td>
                </Tr>
              )
            )
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </Tbody>
      </Table>
    </div>
  )
}

/** By how much a figure is more here, or less. */
function Growth({ row: { path, here, there } }: { row: DifferenceRow }): ReactNode {
  if (path !== '' || here === null || there === null) return null
  const more = Number(here) - Number(there)
  if (!Number.isFinite(more)) return null // texts and distributions
  return (
    <span className="al-quiet">
      {' '}
      ({more > 0 ? '+' : '−'}
      {formatWhole(Math.abs(more))})
    </span>
  )
}

interface ValueProps {
  readonly row: DifferenceRow
  readonly text: string | null
  readonly isMissing: boolean
}

function Value({ row, text, isMissing }: ValueProps): ReactNode {
  if (text !== null) return <code>{text}</code>
  if (row.path === null && !isMissing) return t('present')
  return <span className="al-quiet">{t('missing')}</span>
}
