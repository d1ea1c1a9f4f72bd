import { useRef, type ReactNode, type RefObject } from 'react'
import { useDrawnRows } from '../../../../components/use-row-virtualizer.ts'
import { walkRows } from '../../../../components/walk-rows.ts'
import { writeSorting, type Sorting, type TableColumn } from './table-column.ts'
import { TableRow, type RowLooks } from './TableRow.tsx'
import './table.css'

export interface RowTableProps<Row extends { readonly id: string }> extends RowLooks<Row> {
  readonly label: string
  readonly rows: readonly Row[] // sorted
  readonly sorting: Sorting
  readonly onSort: (sorting: string) => void
  readonly bar: ReactNode // above the table
}

const rowHeight = 33
const drawnWhole = 200

/** A twin of the picture: its rows, for readers and for screen readers. */
export function RowTable<Row extends { readonly id: string }>(
  props: RowTableProps<Row>,
): ReactNode {
  const { label, rows, columns, sorting, onSort, bar } = props
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <div className="al-table" ref={scroller} tabIndex={0} role="region" aria-label={label}>
      {bar}
      <table aria-rowcount={rows.length + 1} onKeyDown={walkRows}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.name} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <Rows {...props} scroller={scroller} />
      </table>
    </div>
  )
}

/** All of few; of many only the rows in sight, between two that take the room of the others. */
function Rows<Row extends { readonly id: string }>(
  props: RowTableProps<Row> & { readonly scroller: RefObject<HTMLDivElement | null> },
): ReactNode {
  const { rows, scroller } = props
  const { drawn, before, after } = useDrawnRows({
    ...{ count: rows.length, rowHeight, scroller, overscan: 12, drawnWhole },
  })
  return (
    <tbody>
      {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
      {drawn.map((index) => {
        const row = rows[index]
        return row && <TableRow key={row.id} row={row} index={index + 2} {...props} />
      })}
      {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
    </tbody>
  )
}

function Heading<Row>(props: {
  column: TableColumn<Row>
  sorting: Sorting
  onSort: (sorting: string) => void
}): ReactNode {
  const { column, sorting, onSort } = props
  const { name, word, isNumber = false } = column
  const isSorted = sorting.column === name
  const isDescending = isSorted ? !sorting.isDescending : isNumber
  const direction = sorting.isDescending ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      className={isNumber ? 'al-num' : undefined}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button type="button" onClick={() => onSort(writeSorting({ column: name, isDescending }))}>
        {word}
        <span aria-hidden="true">{isSorted ? (sorting.isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}
