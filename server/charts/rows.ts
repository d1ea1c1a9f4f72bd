import type { ChartSeries, ChartStatistic } from '#contract/charts.ts'
import type { ReadSeries, ReadValue } from '../seams/charts.ts'
import { canSee, type Viewer } from '../seams/identity.ts'
import { sumColumns, type Column } from './column.ts'

/** One line of a chart before it is thinned. */
export interface ChartRow {
  readonly labels: Readonly<Record<string, string>>
  readonly kind: ChartSeries['kind']
  readonly statistic: ChartStatistic | null
  readonly reporter: string | null
  readonly column: Column
}

export const elsewhere = 'somewhere else'
const notKnown = 'unknown'

export interface ReadColumn {
  readonly read: ReadSeries
  readonly column: Column
}

export interface CutRows {
  readonly rows: readonly ChartRow[]
  /** Series with peers that the viewer may not see, and that could not be put together. */
  readonly hidden: number
}

/**
 * The lines as a viewer may see them: whatever lies in a namespace that they may not see is called
 * alike, and summed. Distributions cannot be summed: those are left out.
 *
 * @see docs/decisions/0002-who-may-see-what.md
 */
export function cutRows(
  read: readonly ReadColumn[],
  context: {
    readonly viewer: Viewer
    readonly cluster: string | null
    readonly isDistribution: boolean
  },
): CutRows {
  const byKey = new Map<string, { row: Omit<ChartRow, 'column'>; columns: Column[] }>()
  let hidden = 0
  for (const { read: one, column } of read) {
    const values = [...one.values].map(([id, value]) => cutValue(id, value, context))
    const isElsewhere = values.some(({ isHidden }) => isHidden)
    if (isElsewhere && context.isDistribution) {
      hidden += 1
      continue
    }
    const row = {
      labels: Object.fromEntries(values.map(({ id, text }) => [id, text])),
      kind: isElsewhere ? ('elsewhere' as const) : ('group' as const),
      statistic: one.statistic,
      reporter: one.reporter,
    }
    const key = keyOf(row)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, { row, columns: [column] })
    else known.columns.push(column)
  }
  const rows = [...byKey.values()].flatMap(({ row, columns }): ChartRow[] => {
    const [only] = columns
    if (only === undefined) return []
    return [{ ...row, column: columns.length === 1 ? only : sumColumns(columns) }]
  })
  return { rows, hidden }
}

function cutValue(
  id: string,
  { text, places }: ReadValue,
  { viewer, cluster }: { readonly viewer: Viewer; readonly cluster: string | null },
): { readonly id: string; readonly text: string; readonly isHidden: boolean } {
  // A peer that names no cluster is of the store's own.
  const isHidden = places.some(
    (place) => !canSee(viewer, place.cluster ?? cluster, place.namespace),
  )
  return { id, text: isHidden ? elsewhere : (text ?? notKnown), isHidden }
}

/** The same line has the same key in the next answer. */
export function keyOf({ labels, kind, statistic, reporter }: Omit<ChartRow, 'column'>): string {
  const parts = Object.entries(labels).map(([id, text]) => `${id}=${text}`)
  return [kind, ...parts, statistic, reporter].filter((part) => part !== null).join('|')
}
