import type { KeyboardEvent } from 'react'

const stops = 'a[href], button:not([disabled]), input:not([disabled])'
const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

/**
 * Up and down go from row to row within a column, as far as rows are drawn; the next ones come into
 * sight then. A row that has nothing there is entered at the first thing that it has. Down leads
 * from a heading to the first row.
 */
export function walkRows(event: KeyboardEvent<HTMLTableElement>): void {
  const { target, currentTarget } = event
  const step = stepOf(event)
  if (step === undefined) return
  if (!(target instanceof HTMLElement) || !target.matches(stops)) return
  const cell = target.closest('td') ?? target.closest('th')
  const row = target.closest('tr')
  const rows = [...currentTarget.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  const at = row === null ? -1 : rows.indexOf(row)
  if (cell === null || (at === -1 && step === -1)) return
  const ahead = step === 1 ? rows.slice(at + 1) : rows.slice(0, at).reverse()
  const goal = firstGoal(ahead, cell.cellIndex)
  if (goal === undefined) return
  event.preventDefault()
  goal.focus()
}

const stepOf = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): 1 | -1 | undefined =>
  altKey || ctrlKey || metaKey ? undefined : steps[key]

/** The first thing to stop at in a column, or anywhere in a row that has nothing there. */
function firstGoal(rows: readonly HTMLTableRowElement[], column: number): HTMLElement | undefined {
  for (const { cells } of rows)
    for (const cell of [cells[column], ...cells]) {
      const goal = cell?.querySelector<HTMLElement>(stops)
      if (goal != null) return goal
    }
  return undefined
}
