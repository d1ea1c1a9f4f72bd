import type { ReactNode } from 'react'
import type { TableColumn } from './table-column.ts'

/** What rows look like and do. */
export interface RowLooks<Row> {
  readonly columns: readonly TableColumn<Row>[] // shown
  readonly labelOf: (row: Row) => string // of the row's button
  readonly selection: string | null
  readonly found: ReadonlySet<string> | null // by a search; null: nothing is searched
  readonly onSelect: (id: string) => void
}

export interface TableRowProps<Row> extends RowLooks<Row> {
  readonly row: Row
  readonly index: number // from 1, as all rows are counted
}

export function TableRow<Row extends { readonly id: string }>(
  props: TableRowProps<Row>,
): ReactNode {
  const { row, index, columns, labelOf, selection, found, onSelect } = props
  const isSelected = row.id === selection
  const looks = [isSelected ? 'al-selected' : null, lookOfFound(found, row.id)]
  const [first, ...others] = columns
  if (first === undefined) return null
  return (
    <tr
      aria-rowindex={index}
      aria-current={isSelected ? 'true' : undefined}
      className={looks.filter((look) => look !== null).join(' ') || undefined}
      onClick={() => onSelect(row.id)}
    >
      <th scope="row" className={first.isNumber === true ? 'al-num' : undefined}>
        <button type="button" aria-label={labelOf(row)}>
          {first.cell(row)}
        </button>
      </th>
      {others.map((column) => (
        <td key={column.name} className={column.isNumber === true ? 'al-num' : undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

function lookOfFound(found: ReadonlySet<string> | null, id: string): string | null {
  if (found === null) return null
  return found.has(id) ? 'al-found' : 'al-not-found'
}
