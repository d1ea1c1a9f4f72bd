import type { ReactNode } from 'react'
import type { CsvValue } from '../../../../lib/csv.ts'

/** One column of a twin of the picture. */
export interface TableColumn<Row> {
  readonly name: string // in the address
  readonly word: string
  readonly isNumber?: boolean
  /** By what it is sorted; null is unknown, and comes last. */
  readonly keyOf: (row: Row) => string | number | null
  readonly cell: (row: Row) => ReactNode
  /** What a file gets instead of the cell: heading with its unit, and the bare value. */
  readonly csv: readonly [heading: string, valueOf: (row: Row) => CsvValue][]
  /** Shown unless the person has chosen others. */
  readonly isUsual?: boolean
}

export interface Sorting {
  readonly column: string
  readonly isDescending: boolean
}

/** `-rate` → by rate, descending; the usual one for what names no column. */
export function readSorting<Row>(
  text: string | null,
  columns: readonly TableColumn<Row>[],
  usual: Sorting,
): Sorting {
  const isDescending = text?.startsWith('-') ?? false
  const column = text?.slice(isDescending ? 1 : 0)
  if (column === undefined || !columns.some(({ name }) => name === column)) return usual
  return { column, isDescending }
}

export function writeSorting({ column, isDescending }: Sorting): string {
  return `${isDescending ? '-' : ''}${column}`
}

/** Unknown comes last, whichever way it is sorted. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  { column, isDescending }: Sorting,
): readonly Row[] {
  const by = columns.find(({ name }) => name === column)
  if (by === undefined) return rows
  return rows.toSorted((a, b) => {
    const [x, y] = [by.keyOf(a), by.keyOf(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y)
    return isDescending ? -order : order
  })
}

/** The columns of an address, in the table's order; the usual ones where it names none of them. */
export function chooseColumns<Row>(
  text: string | null,
  columns: readonly TableColumn<Row>[],
): readonly TableColumn<Row>[] {
  const names = new Set(text?.split(','))
  const chosen = columns.filter(({ name }) => names.has(name))
  return chosen.length > 0 ? chosen : columns.filter(({ isUsual }) => isUsual === true)
}
