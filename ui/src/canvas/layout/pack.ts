import type { Point } from '../geometry.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level, Sized } from './level.ts'

interface Packing {
  readonly centers: Map<string, Point>
  readonly width: number
  readonly height: number
}

/**
 * Lays rectangles in rows, in the order given, so that the whole comes near the aspect asked for:
 * of several row widths it takes the one whose picture could be shown largest.
 */
export function packRows(items: readonly Sized[], aspect: number, space: number): LaidOut {
  const area = items.reduce((sum, { width, height }) => sum + (width + space) * (height + space), 0)
  const widest = Math.max(0, ...items.map(({ width }) => width))
  const total = items.reduce((sum, { width }) => sum + width + space, 0)
  let best: Packing | null = null
  for (const factor of [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.8]) {
    const limit = Math.min(total, Math.max(widest, Math.sqrt(area * aspect) * factor))
    const packing = packInto(items, limit, space)
    if (best === null || reach(packing, aspect) < reach(best, aspect)) best = packing
  }
  return best ?? { centers: new Map(), width: 0, height: 0 }
}

/** What the viewport would have to be as wide as; smaller is better. */
export function reach(
  { width, height }: Pick<Packing, 'width' | 'height'>,
  aspect: number,
): number {
  return Math.max(width, height * aspect)
}

function packInto(items: readonly Sized[], limit: number, space: number): Packing {
  const centers = new Map<string, Point>()
  let [x, y, rowHeight, width] = [0, 0, 0, 0]
  for (const item of items) {
    if (x > 0 && x + item.width > limit + 0.5) {
      y += rowHeight + space
      x = 0
      rowHeight = 0
    }
    centers.set(item.id, { x: x + item.width / 2, y: y + item.height / 2 })
    x += item.width + space
    width = Math.max(width, x - space)
    rowHeight = Math.max(rowHeight, item.height)
  }
  return { centers, width, height: y + rowHeight }
}

/** Columns of one width in rows of one height: what a reader expects of a grid. */
export function layOutGrid({ items, aspect }: Level, space: number): LaidOut {
  const width = Math.max(0, ...items.map((item) => item.width)) + space
  const height = Math.max(0, ...items.map((item) => item.height)) + space
  const ideal = Math.sqrt((items.length * aspect * height) / Math.max(1, width))
  const columns = Math.max(1, Math.min(items.length, Math.round(ideal)))
  const centers = new Map<string, Point>()
  items.forEach((item, index) => {
    const column = index % columns
    const row = Math.floor(index / columns)
    // Level tops, so that shapes of one row stand on one line whatever their labels need.
    centers.set(item.id, { x: column * width, y: row * height + item.height / 2 })
  })
  return normalize(items, centers)
}
