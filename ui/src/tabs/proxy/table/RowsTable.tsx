import { Button, Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import { useEffect, useRef, type ReactNode } from 'react'
import type { ProxySection } from '#contract/proxy.ts'
import { rowsPerAnswer, useProxyRows, type TableQuestion } from '../../../api/proxy-queries.ts'
import { useDrawnRows } from '../../../components/use-row-virtualizer.ts'
import { walkRows } from '../../../components/walk-rows.ts'
import type { ProxyView } from '../url.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'
import type { CellContext, Column, TableKind } from './column.ts'
import type { RowOf, TableOf } from '../../../api/proxy-queries.ts'
import { t } from '../../../i18n/t.ts'

export interface RowsTableProps<Section extends ProxySection> {
  readonly kind: TableKind<Section>
  readonly question: TableQuestion<Section>
  readonly head: TableOf<Section>
  readonly address: ViewInAddress
  /** How the resources of rows stand to those of the other side; null: nothing is compared. */
  readonly changes: ReadonlyMap<string, string> | null
  readonly onOpen: (row: RowOf<Section>) => void
}

const rowHeight = 36
const drawnWhole = 100

/** Draws the rows in sight and asks for their pages alone, however many there are. */
export function RowsTable<Section extends ProxySection>(props: RowsTableProps<Section>): ReactNode {
  const { kind, question, head, address, changes, onOpen } = props
  const { view } = address
  const scroller = useRef<HTMLDivElement>(null)
  const { drawn, before, after } = useDrawnRows({
    ...{ count: head.matched, rowHeight, scroller, overscan: 10, drawnWhole },
  })
  const asked = JSON.stringify(question)
  // Another question begins at its first row; the table stays, and with it the focus of who sorts.
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [asked])
  const pages = [...new Set(drawn.map((index) => Math.floor(index / rowsPerAnswer)))]
  const rowAt = useProxyRows(question, pages)
  const context: CellContext = { at: head.takenAt, linkTo: address.linkTo }
  return (
    <div
      className="al-proxy-rows"
      ref={scroller}
      role="region"
      aria-label={kind.title}
      tabIndex={0}
    >
      <Table
        variant="compact"
        borders
        isStickyHeader
        aria-label={kind.title}
        aria-rowcount={head.matched + 1}
        className="al-proxy-table"
        onKeyDown={walkRows}
      >
        <Thead>
          <Tr>
            <Th style={{ width: '2.5rem', minWidth: '2.5rem' }} screenReaderText={t('Details')} />
            {changes !== null && (
              <Th style={{ width: '7.5rem', minWidth: '7.5rem' }}>{t('Difference')}</Th>
            )}
            {kind.columns.map((column, index) => (
              <Th
                key={column.name}
                modifier="nowrap"
                style={{ width: column.width, minWidth: column.width }}
                className={column.isNumber === true ? 'al-num' : ''}
                {...(column.help === undefined ? {} : { info: { tooltip: column.help } })}
                {...sortOf(kind.columns, index, address)}
              >
                {column.word}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {drawn.map((index) => {
            // Rows of the former question stand until those of this one are here.
            const row = rowAt(index) ?? head.rows[index]
            return (
              <Row
                key={row?.key ?? index}
                {...{ row, index, context, address, onOpen }}
                columns={kind.columns}
                isOpen={row !== undefined && row.key === view.row}
                change={changes === null ? null : (changes.get(row?.resource ?? '') ?? 'same')}
              />
            )
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </Tbody>
      </Table>
    </div>
  )
}

const changeWords: Readonly<Record<string, string>> = {
  ...{
    same: t('Same'),
    changed: t('Changed'),
    onlyHere: t('Only here'),
    onlyThere: t('Only there'),
  },
}

interface RowProps<Section extends ProxySection> {
  readonly row: RowOf<Section> | undefined
  readonly index: number
  readonly columns: readonly Column<RowOf<Section>>[]
  readonly context: CellContext
  readonly address: ViewInAddress
  readonly isOpen: boolean
  readonly change: string | null
  readonly onOpen: (row: RowOf<Section>) => void
}

function Row<Section extends ProxySection>(props: RowProps<Section>): ReactNode {
  const { row, index, columns, context, address, isOpen, change, onOpen } = props
  const classes = [isOpen ? 'al-proxy-open' : '', change === null ? '' : `al-proxy-${change}`]
  return (
    <Tr aria-rowindex={index + 2} style={{ height: rowHeight }} className={classes.join(' ')}>
      <Td tabIndex={-1}>
        {row !== undefined && (
          <Button
            variant="plain"
            size="sm"
            className="al-proxy-details-button"
            aria-expanded={isOpen}
            aria-label={t('Details of {{resource}}', { resource: row.resource })}
            onClick={() => {
              onOpen(row)
              address.change({ row: isOpen ? '' : row.key })
            }}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          </Button>
        )}
      </Td>
      {change !== null && (
        <Td dataLabel={t('Difference')} tabIndex={-1}>
          {changeWords[change] ?? change}
        </Td>
      )}
      {columns.map((column) => (
        <Td
          key={column.name}
          dataLabel={column.word}
          modifier="truncate"
          // What is in a cell is a stop of the keyboard, the cell itself is none.
          tabIndex={-1}
          className={column.isNumber === true ? 'al-num' : ''}
          title={row === undefined ? undefined : column.textOf(row)}
        >
          {row === undefined ? <Skeleton /> : <Cell {...{ row, column, context }} />}
        </Td>
      ))}
    </Tr>
  )
}

interface CellProps<Row> {
  readonly row: Row
  readonly column: Column<Row>
  readonly context: CellContext
}

function Cell<Row>({ row, column, context }: CellProps<Row>): ReactNode {
  const text = column.textOf(row)
  if (text === '') return <span className="al-quiet">–</span>
  return column.show?.(row, context) ?? text
}

function sortOf<Row>(
  columns: readonly Column<Row>[],
  index: number,
  { view, change }: ViewInAddress,
): { sort: NonNullable<ThProps['sort']> } | object {
  const column = columns[index]
  if (column === undefined || column.isUnsorted === true) return {}
  return {
    sort: {
      columnIndex: index,
      sortBy: {
        index: columns.findIndex(({ name }) => name === view.sort),
        direction: view.order,
        // Of numbers the greatest matter most.
        defaultDirection: column.isNumber === true ? 'desc' : 'asc',
      },
      onSort: (_: unknown, __: number, order: ProxyView['order']) =>
        change({ sort: column.name, order }),
    },
  }
}
