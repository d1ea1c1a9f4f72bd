import type { ComparedTraces } from '#contract/traces.ts'
import type { ComparedOrder } from './url.ts'

export interface ComparedSide {
  readonly spans: number
  readonly errors: number
  readonly totalMs: number
}

/** A call of two traces; null: not in this one. */
export interface ComparedRow {
  readonly depth: number
  readonly service: string
  readonly operation: string
  readonly before: ComparedSide | null
  readonly after: ComparedSide | null
}

export function rowAt({ services, operations, rows }: ComparedTraces, index: number): ComparedRow {
  return {
    depth: rows.depths[index] ?? 0,
    service: services[rows.services[index] ?? -1] ?? '',
    operation: operations[rows.operations[index] ?? -1] ?? '',
    before: sideAt(rows.before, index),
    after: sideAt(rows.after, index),
  }
}

function sideAt(
  { spans, errors, totalMs }: ComparedTraces['rows']['before'],
  index: number,
): ComparedSide | null {
  const amount = spans[index] ?? 0
  if (amount === 0) return null
  return { spans: amount, errors: errors[index] ?? 0, totalMs: totalMs[index] ?? 0 }
}

export type Tone = 'new' | 'gone' | 'worse' | 'better' | 'same'

/** A change worth a colour: new or gone, failing, or by half and a millisecond. */
export function toneOf({ before, after }: Pick<ComparedRow, 'before' | 'after'>): Tone {
  if (before === null) return 'new'
  if (after === null) return 'gone'
  const moreMs = after.totalMs - before.totalMs
  if (after.errors > before.errors || (moreMs > 1 && moreMs > before.totalMs / 2)) return 'worse'
  if (after.errors < before.errors || (moreMs < -1 && -moreMs > after.totalMs / 2)) return 'better'
  return 'same'
}

/** Numbers of the rows to be shown: all as they were called, those that differ, or these by how much. */
export function rowsIn(compared: ComparedTraces, order: ComparedOrder): readonly number[] {
  const { before, after, depths } = compared.rows
  const all = depths.map((_, index) => index)
  if (order === 'called') return all
  const differing = all.filter((index) => toneOf(rowAt(compared, index)) !== 'same')
  if (order === 'differing') return differing
  const byMs = (index: number): number =>
    Math.abs((after.totalMs[index] ?? 0) - (before.totalMs[index] ?? 0))
  return differing.sort((one, other) => byMs(other) - byMs(one))
}
