import { Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import { useEffect, useRef, type ReactNode } from 'react'
import type { ThingFolder, ThingList, ThingRow } from '#contract/catalog.ts'
import { rowsPerAnswer, useThingRows } from '../../../../api/catalog-queries.ts'
import { useDrawnRows } from '../../../../components/use-row-virtualizer.ts'
import { walkRows } from '../../../../components/walk-rows.ts'
import type { ChosenColumns } from '../../columns/use-chosen-columns.ts'
import { useColumnMoves } from '../../columns/use-column-moves.ts'
import type { CellContext, ListColumn } from '../columns.tsx'
import { askOf, everyMs, toggleLabel, type ListView } from '../url.ts'
import type { ListAddress } from '../use-list-view.ts'

export interface ThingTableProps {
  readonly folder: ThingFolder
  readonly title: string
  readonly list: ThingList
  readonly columns: ChosenColumns<ListColumn>
  readonly address: ListAddress
}

const rowHeight = 38
const drawnWhole = 100

/** Draws the rows in sight and asks for their pages alone, however many there are. */
export function ThingTable({
  folder,
  title,
  list,
  columns: chosen,
  address,
}: ThingTableProps): ReactNode {
  const columns = chosen.shown
  const scroller = useRef<HTMLDivElement>(null)
  const { view, change } = address
  const { drawn, before, after } = useDrawnRows({
    ...{ count: list.matched, rowHeight, scroller, overscan: 8, drawnWhole },
  })
  const asked = JSON.stringify(askOf(view))
  // Another question begins at its first row; the table stays, and with it the focus of who sorts.
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [asked])
  const pages = [...new Set(drawn.map((index) => Math.floor(index / rowsPerAnswer)))]
  const rowAt = useThingRows(folder, askOf(view), { pages, everyMs: everyMs[view.refresh] })
  const headingOf = useColumnMoves({
    ...{ columns, scroller },
    onOrder: chosen.choose,
  })
  const context: CellContext = {
    labels: view.labels,
    onToggleLabel: (term) => change({ labels: toggleLabel(view.labels, term) }),
  }
  return (
    <div className="al-list-rows" ref={scroller} role="region" aria-label={title} tabIndex={0}>
      <Table
        variant="compact"
        borders
        isStickyHeader
        aria-label={title}
        aria-rowcount={list.matched + 1}
        className="al-list-table"
        onKeyDown={walkRows}
      >
        <Thead>
          <Tr>
            {columns.map((column, index) => (
              <Th
                key={column.name}
                modifier="nowrap"
                style={{ width: column.width, minWidth: column.width }}
                className={column.isNumber === true ? 'al-list-number' : ''}
                {...sortOf(columns, index, { view, change })}
                {...headingOf(column, column.sort !== null)}
              >
                {column.word}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {drawn.map((index) => (
            <Row
              key={index}
              row={rowAt(index) ?? list.rows[index]}
              index={index}
              columns={columns}
              context={context}
            />
          ))}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </Tbody>
      </Table>
    </div>
  )
}

interface RowProps {
  readonly row: ThingRow | undefined
  readonly index: number
  readonly columns: readonly ListColumn[]
  readonly context: CellContext
}

function Row({ row, index, columns, context }: RowProps): ReactNode {
  return (
    <Tr aria-rowindex={index + 2} style={{ height: rowHeight }}>
      {columns.map((column) => (
        <Td
          key={column.name}
          dataLabel={column.word}
          modifier="truncate"
          // What is in a cell is a stop of the keyboard, the cell itself is none.
          tabIndex={-1}
          className={column.isNumber === true ? 'al-list-number' : ''}
        >
          {row === undefined ? <Skeleton /> : column.show(row, context)}
        </Td>
      ))}
    </Tr>
  )
}

function sortOf(
  columns: readonly ListColumn[],
  index: number,
  { view, change }: Pick<ListAddress, 'view' | 'change'>,
): { sort: NonNullable<ThProps['sort']> } | object {
  const column = columns[index]
  const by = column?.sort ?? null
  if (by === null) return {}
  // Lists begin with what matters most: with the greatest of numbers, which is a falling order.
  const said = (order: ListView['order']): ListView['order'] =>
    column?.isNumber === true ? (order === 'asc' ? 'desc' : 'asc') : order
  return {
    sort: {
      columnIndex: index,
      sortBy: {
        index: columns.findIndex(({ sort }) => sort === view.sort),
        direction: said(view.order),
        defaultDirection: said('asc'),
      },
      onSort: (_: unknown, __: number, order: ListView['order']) =>
        change({ sort: by, order: said(order) }),
    },
  }
}
