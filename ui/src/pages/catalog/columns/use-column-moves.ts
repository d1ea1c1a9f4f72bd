import { useEffect, useRef, type DragEvent, type KeyboardEvent, type RefObject } from 'react'
import { moveColumn, type Column } from './column.ts'

export interface MovesOptions {
  readonly columns: readonly Column[] // that are shown
  readonly scroller: RefObject<HTMLElement | null>
  readonly onOrder: (names: readonly string[]) => void
}

interface HeadingProps {
  readonly draggable: true
  readonly 'data-column': string
  readonly tabIndex?: number
  readonly onDragStart: (event: DragEvent) => void
  readonly onDragOver: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const dragged = 'application/x-column'
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** Headings that are dragged, or moved by Alt and the arrows; who moves one keeps the focus on it. */
export function useColumnMoves(
  options: MovesOptions,
): (column: Column, hasButton: boolean) => HeadingProps {
  const { columns, scroller, onOrder } = options
  const moved = useRef<string | null>(null)
  const names = columns.map(({ name }) => name)
  const order = names.join()
  useEffect(() => {
    const heading = scroller.current?.querySelector<HTMLElement>(
      `[data-column="${moved.current ?? ''}"]`,
    )
    moved.current = null
    ;(heading?.querySelector<HTMLElement>('button') ?? heading)?.focus()
  }, [order, scroller])
  const move = (name: string, to: number): void => {
    const next = moveColumn(names, name, to)
    if (next.join() !== order) onOrder(next)
  }
  return ({ name }, hasButton) => ({
    draggable: true,
    'data-column': name,
    // Those that have no button have nothing else that the keyboard could stop at.
    ...(hasButton ? {} : { tabIndex: 0 }),
    onDragStart: (event) => event.dataTransfer.setData(dragged, name),
    onDragOver: (event) => {
      if (event.dataTransfer.types.includes(dragged)) event.preventDefault()
    },
    onDrop: (event) => {
      const from = event.dataTransfer.getData(dragged)
      if (names.includes(from)) move(from, names.indexOf(name))
    },
    onKeyDown: (event) => {
      const step = steps[event.key]
      if (step === undefined || !event.altKey) return
      event.preventDefault()
      moved.current = name
      move(name, names.indexOf(name) + step)
    },
  })
}
