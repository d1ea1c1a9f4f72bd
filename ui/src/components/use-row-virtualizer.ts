import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import type { Key, RefObject } from 'react'

export interface RowsToDraw {
  readonly count: number
  readonly rowHeight: number // pixels, as far as is known before they are drawn
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly overscan: number // rows beyond those in sight
  /** The same before anything is measured, where its numbers are wanted at once. */
  readonly initialRect?: { readonly width: number; readonly height: number }
  readonly keyOf?: (index: number) => Key
}

/**
 * Knows which rows are in sight. What it returns changes from within: it is used where it is drawn,
 * and handed to nobody.
 */
export function useRowVirtualizer(rows: RowsToDraw): Virtualizer<HTMLDivElement, Element> {
  const { count, rowHeight, scroller, overscan, initialRect, keyOf } = rows
  return useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    ...(initialRect === undefined ? {} : { initialRect }),
    ...(keyOf === undefined ? {} : { getItemKey: keyOf }),
  })
}

export interface DrawnRows {
  readonly drawn: readonly number[] // indexes
  /** Pixels that stand for the rows above and below. */
  readonly before: number
  readonly after: number
  /** The `ref` of rows, with `data-index`, where some are higher than others. */
  readonly measure: (row: HTMLElement | null) => void
}

/** The rows of a table to be drawn: all of a short one, of a long one those in sight. */
export function useDrawnRows(rows: RowsToDraw & { readonly drawnWhole: number }): DrawnRows {
  // A table asks for what is in sight before it knows its height.
  const virtualizer = useRowVirtualizer({ initialRect: { width: 1000, height: 800 }, ...rows })
  const measure = virtualizer.measureElement
  if (rows.count <= rows.drawnWhole) {
    const drawn = Array.from({ length: rows.count }, (_, index) => index)
    return { drawn, before: 0, after: 0, measure }
  }
  const inSight = virtualizer.getVirtualItems()
  return {
    drawn: inSight.map(({ index }) => index),
    before: inSight[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (inSight.at(-1)?.end ?? 0),
    measure,
  }
}
