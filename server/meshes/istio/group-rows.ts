import type { LabelledVector } from '../../seams/vector.ts'

export interface RowGroups {
  /** One per row: which group it is in. */
  readonly groupByRow: Uint32Array
  /** One per group: the first row in it. */
  readonly firstRows: readonly number[]
}

/**
 * Rows with the same codes in some columns, told by number: tens of thousands of rows name a few
 * thousand ends, and only those few are worth making objects of. Columns of −1 are absent.
 */
export function groupRows(vector: LabelledVector, columns: readonly number[]): RowGroups {
  const { codes, values, labelNames } = vector
  const width = labelNames.length
  const present = Int32Array.from(columns.filter((column) => column >= 0))
  const rows = values.length
  const mask = sizeFor(rows) - 1
  const slots = new Int32Array(mask + 1).fill(-1) // open addressing: group numbers
  const groupByRow = new Uint32Array(rows)
  const firstRows: number[] = []
  for (let row = 0; row < rows; row += 1) {
    let slot = hash(codes, row * width, present) & mask
    let group = slots[slot] ?? -1
    while (group >= 0 && !isSame(codes, [row * width, (firstRows[group] ?? 0) * width], present)) {
      slot = (slot + 1) & mask
      group = slots[slot] ?? -1
    }
    if (group < 0) {
      group = firstRows.push(row) - 1
      slots[slot] = group
    }
    groupByRow[row] = group
  }
  return { groupByRow, firstRows }
}

function sizeFor(rows: number): number {
  let size = 16
  while (size < rows * 2) size *= 2
  return size
}

/** FNV-1a over whole codes, its high bits mixed in since only low ones choose the slot. */
function hash(codes: Uint32Array, offset: number, columns: Int32Array): number {
  let value = 0x811c9dc5
  for (const column of columns) {
    value = Math.imul(value ^ (codes[offset + column] ?? 0), 0x01000193)
    value ^= value >>> 15
  }
  return value
}

function isSame(
  codes: Uint32Array,
  [one, other]: readonly [number, number],
  columns: Int32Array,
): boolean {
  for (const column of columns) {
    if (codes[one + column] !== codes[other + column]) return false
  }
  return true
}
