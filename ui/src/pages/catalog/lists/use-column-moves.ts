import { useEffect, useRef, type DragEvent, type KeyboardEvent, type RefObject } from 'react'
import type { ThingFolder } from '#contract/catalog.ts'
import { columnsFor, type ListColumn } from './columns.tsx'

type Names = readonly string[]

/** The names with one of them in the place of another. */
export function moveColumn(names: Names, moved: string, to: number): Names {
  const others = names.filter((name) => name !== moved)
  const place = Math.max(0, Math.min(to, others.length))
  return [...others.slice(0, place), moved, ...others.slice(place)]
}

/** Names as the address keeps them: none for the usual ones in their usual order. */
export function asChosen(folder: ThingFolder, names: Names): string[] {
  const usual = columnsFor(folder).filter(({ isUsual }) => isUsual === true)
  return usual.map(({ name }) => name).join() === names.join() ? [] : [...names]
}

export interface MovesOptions {
  readonly folder: ThingFolder
  readonly columns: readonly ListColumn[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly onOrder: (names: string[]) => void
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
export function useColumnMoves(options: MovesOptions): (column: ListColumn) => HeadingProps {
  const { folder, columns, scroller, onOrder } = options
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
    if (next.join() !== order) onOrder(asChosen(folder, next))
  }
  return ({ name, sort }) => ({
    draggable: true,
    'data-column': name,
    // Those that do not sort have nothing else that the keyboard could stop at.
    ...(sort === null ? { tabIndex: 0 } : {}),
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
