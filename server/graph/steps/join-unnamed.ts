import type { SampleReporter } from '../../seams/traffic.ts'
import type { Cell } from './cells.ts'

/**
 * The server's side may not know by which name it was asked, and tells of the same calls without a
 * service. Where the other side tells of exactly one service between the same two, these are its
 * calls: they join it, and the rule of reporters decides whose count it is.
 */
export function joinUnnamed(cells: readonly Cell[]): void {
  const unnamed = cells.filter((cell) => cell.service === -1 && onlyReporter(cell) !== null)
  if (unnamed.length === 0) return
  const keys = new Set(unnamed.map(keyOf))
  const named = Map.groupBy(
    cells.filter((cell) => cell.service !== -1 && keys.has(keyOf(cell))),
    keyOf,
  )
  for (const cell of unnamed) {
    const [only, ...others] = named.get(keyOf(cell)) ?? []
    const reporter = onlyReporter(cell)
    if (only === undefined || others.length > 0) continue
    if (only.rows.some((row) => row.reporter === reporter)) continue
    for (const row of cell.rows.splice(0)) only.rows.push(row)
  }
}

const keyOf = ({ source, destination, protocol }: Cell): string =>
  `${source} ${destination} ${protocol}`

/** Null when several told, or a waypoint, which always knows. */
function onlyReporter({ rows }: Cell): SampleReporter | null {
  const [first] = rows
  if (first === undefined || first.reporter === 'waypoint') return null
  return rows.every(({ reporter }) => reporter === first.reporter) ? first.reporter : null
}
