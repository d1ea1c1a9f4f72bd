import type { KeyboardEvent } from 'react'

const stops = 'a[href], button:not([disabled]), input:not([disabled])'
const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

/**
 * Up and down go from row to row within a column, as far as rows are drawn; the next ones come into
 * sight then. A row that has nothing there is entered at the first thing that it has.
 */
export function walkRows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key]
  const { target, currentTarget } = event
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  if (!(target instanceof HTMLElement) || !target.matches(stops)) return
  const cell = target.closest('td') ?? target.closest('th')
  const row = target.closest('tr')
  const rows = [...currentTarget.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  const at = row === null ? -1 : rows.indexOf(row)
  if (cell === null || at === -1) return
  const column = cell.cellIndex
  const ahead = step === 1 ? rows.slice(at + 1) : rows.slice(0, at).reverse()
  const goals = ahead.map(
    ({ cells }) =>
      cells[column]?.querySelector<HTMLElement>(stops) ??
      [...cells].flatMap((one) => one.querySelector<HTMLElement>(stops) ?? [])[0],
  )
  const goal = goals.find((one) => one !== undefined)
  if (goal === undefined) return
  event.preventDefault()
  goal.focus()
}
