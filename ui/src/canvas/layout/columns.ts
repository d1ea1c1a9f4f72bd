import type { Point } from '../geometry.ts'
import { rankSpace } from './layered.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level, Sized } from './level.ts'
import { reach } from './pack.ts'

/** Model pixels; wider items are cards or boxes. */
const largeWidth = 180

/**
 * Sets a level that is laid out in ranks anew in dense columns, if that lets it be shown much
 * larger: ranks of large boxes, or a rank of dozens of callees, leave most of the picture empty.
 * The order of the ranks from left to right, and in a rank from top to bottom, is kept.
 */
export function compact(level: Level, ranked: LaidOut, space: number): LaidOut {
  const order = readingOrder(level.items, ranked)
  let best: LaidOut | null = null
  for (let count = 1; count <= Math.min(order.length, 24); count += 1) {
    const columns = setInColumns(splitEvenly(order, { count, space }), { level, ranked, space })
    if (best === null || reach(columns, level.aspect) < reach(best, level.aspect)) best = columns
  }
  if (best === null) return ranked
  const limit = reach(ranked, level.aspect) * leastGain(level, ranked)
  return reach(best, level.aspect) < limit ? best : ranked
}

/**
 * How much smaller columns must be before they are preferred: ranks tell who calls whom, and a few
 * items in a row, however long, are what a reader hopes for.
 */
function leastGain({ items, aspect }: Level, ranked: LaidOut): number {
  const isTall = ranked.width < ranked.height * aspect * 0.6
  if (isTall) return 0.8
  const largeCount = items.filter(({ width }) => width > largeWidth).length
  if (largeCount >= Math.max(6, items.length / 2)) return 0.78
  return items.length > 60 ? 0.5 : 0
}

function readingOrder(items: readonly Sized[], { centers }: LaidOut): Sized[] {
  const at = (item: Sized): Point => centers.get(item.id) ?? { x: 0, y: 0 }
  return [...items].sort((a, b) => at(a).x - at(b).x || at(a).y - at(b).y)
}

/** Consecutive parts of about the same height. */
function splitEvenly(
  items: readonly Sized[],
  { count, space }: { count: number; space: number },
): Sized[][] {
  const total = items.reduce((sum, { height }) => sum + height + space, 0)
  const parts: Sized[][] = Array.from({ length: count }, () => [])
  let above = 0
  for (const item of items) {
    const middle = above + (item.height + space) / 2
    parts[Math.min(count - 1, Math.floor((middle / total) * count))]?.push(item)
    above += item.height + space
  }
  return parts.filter((part) => part.length > 0)
}

function setInColumns(
  columns: readonly Sized[][],
  { level, ranked, space }: { level: Level; ranked: LaidOut; space: number },
): LaidOut {
  const centers = new Map<string, Point>()
  const gutter = rankSpace(level.edges.length)
  let x = 0
  for (const column of columns) {
    const width = Math.max(...column.map((item) => item.width))
    const height = column.reduce((sum, item) => sum + item.height + space, -space)
    let y = -height / 2
    for (const item of byHeightInRank(column, ranked)) {
      centers.set(item.id, { x: x + width / 2, y: y + item.height / 2 })
      y += item.height + space
    }
    x += width + gutter
  }
  return normalize(level.items, centers)
}

function byHeightInRank(column: readonly Sized[], { centers }: LaidOut): Sized[] {
  return [...column].sort((a, b) => (centers.get(a.id)?.y ?? 0) - (centers.get(b.id)?.y ?? 0))
}
