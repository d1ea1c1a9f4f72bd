import type { ProxySection } from '#contract/proxy.ts'
import { writeCsv } from '../../../lib/csv.ts'
import type { TableKind } from './column.ts'
import type { RowOf } from '../../../api/proxy-queries.ts'

/** The rows with the columns as they are shown. */
export function csvOf<Section extends ProxySection>(
  rows: readonly RowOf<Section>[],
  { columns }: TableKind<Section>,
): string {
  return writeCsv(
    columns.map(({ word }) => word),
    rows.map((row) => columns.map(({ textOf }) => textOf(row))),
  )
}
