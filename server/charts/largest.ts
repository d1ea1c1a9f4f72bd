import { measureColumn, sumColumns } from './column.ts'
import { keyOf, type ChartRow } from './rows.ts'

export interface Largest {
  readonly rows: readonly ChartRow[] // largest first
  readonly others: number // how many were left out or summed
}

/**
 * The largest groups by their mean; a group is all statistics and reporters of the same labels, which
 * stay together. The rest is summed as `others`, one for each reporter, where it can be summed.
 */
export function takeLargest(
  rows: readonly ChartRow[],
  { limit, isDistribution }: { readonly limit: number; readonly isDistribution: boolean },
): Largest {
  const groups = [
    ...Map.groupBy(rows, (row) => keyOf({ ...row, statistic: null, reporter: null })).values(),
  ]
    .map((members) => ({ members, size: sizeOf(members) }))
    .sort((one, other) => other.size - one.size)
  const widest = Math.max(1, ...groups.map(({ members }) => members.length))
  const kept = Math.max(1, Math.floor(limit / widest))
  const large = groups.slice(0, kept).flatMap(({ members }) => members)
  const small = groups.slice(kept).flatMap(({ members }) => members)
  const sums = isDistribution ? [] : sumByReporter(small)
  return { rows: [...large, ...sums], others: groups.length - Math.min(groups.length, kept) }
}

const sizeOf = (members: readonly ChartRow[]): number =>
  Math.max(...members.map(({ column }) => measureColumn(column).avg ?? 0))

function sumByReporter(rows: readonly ChartRow[]): readonly ChartRow[] {
  return [...Map.groupBy(rows, ({ reporter }) => reporter)].map(([reporter, members]) => ({
    labels: {},
    kind: 'others',
    statistic: null,
    reporter,
    column: sumColumns(members.map(({ column }) => column)),
  }))
}
