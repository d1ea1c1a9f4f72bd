import type { Point } from '../geometry.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level, Sized } from './level.ts'
import { reach } from './pack.ts'

/** Model pixels; wider or higher items are cards or boxes. */
const largeWidth = 180
const largeHeight = 120

interface Ranked {
  readonly level: Level
  readonly ranked: LaidOut
  readonly space: number
}

/**
 * Sets a level that is laid out in ranks anew in dense columns, if that lets it be shown much
 * larger: ranks of large boxes, or a rank of dozens of callees, leave most of the picture empty.
 * The order of the ranks from left to right, and in a rank from top to bottom, is kept.
 */
export function compact(level: Level, ranked: LaidOut, space: number): LaidOut {
  const laid: Ranked = { level, ranked, space }
  const order = readingOrder(level.items, ranked)
  let best: LaidOut | null = null
  let bestCost = Infinity
  const isOfBoxes = largeCountOf(level) >= order.length / 2
  const hasToTry = isOfBoxes && order.length <= mostTried
  for (const columns of hasToTry ? allSplits(order) : evenSplits(order, space)) {
    const layout = setInColumns(columns, laid)
    const cost = reach(layout, level.aspect) * (1 + worthOfFlow * shareWithin(columns, level))
    if (cost >= bestCost) continue
    best = layout
    bestCost = cost
  }
  if (best === null) return ranked
  const limit = reach(ranked, level.aspect) * leastGain(level, ranked)
  return reach(best, level.aspect) < limit ? best : ranked
}

/** Of so few boxes every way to split them into columns is tried. */
const mostTried = 12
const mostColumns = 7

/** By how much larger a picture may be, at the most, so that calls run to the right in it. */
const worthOfFlow = 0.8

/** Which share of the edges does not leave its column. */
function shareWithin(columns: readonly (readonly Sized[])[], { edges }: Level): number {
  const columnOf = new Map<string, number>()
  columns.forEach((column, at) => {
    for (const { id } of column) columnOf.set(id, at)
  })
  const within = edges.filter(([source, target]) => columnOf.get(source) === columnOf.get(target))
  return within.length / Math.max(1, edges.length)
}

function* evenSplits(order: readonly Sized[], space: number): Generator<Sized[][]> {
  for (let count = 1; count <= Math.min(order.length, 24); count += 1)
    yield splitEvenly(order, { count, space })
}

function* allSplits(order: readonly Sized[]): Generator<Sized[][]> {
  for (let cuts = 0; cuts < 2 ** (order.length - 1); cuts += 1) {
    const columns: Sized[][] = []
    order.forEach((item, index) => {
      const isCut = index === 0 || ((cuts >> (index - 1)) & 1) === 1
      if (isCut) columns.push([item])
      else columns.at(-1)?.push(item)
    })
    if (columns.length <= mostColumns) yield columns
  }
}

function heightOf(items: readonly Sized[], space: number): number {
  return items.reduce((sum, { height }) => sum + height + space, -space)
}

/** A rank of these is still taken in at a glance, and worth some room. */
const fewCallees = 16

/**
 * How much smaller columns must be before they are preferred: ranks tell who calls whom, and a few
 * items in a row, however long, are what a reader hopes for.
 */
function leastGain(level: Level, ranked: LaidOut): number {
  const { items, aspect } = level
  if (largeCountOf(level) >= Math.max(6, items.length / 2)) return 0.8
  const isTall = ranked.width < ranked.height * aspect * 0.6
  if (isTall) return items.length > fewCallees ? 0.8 : 0.5
  return items.length > 60 ? 0.5 : 0
}

function largeCountOf({ items }: Level): number {
  return items.filter(({ width, height }) => width > largeWidth || height > largeHeight).length
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

function setInColumns(columns: readonly Sized[][], { level, ranked, space }: Ranked): LaidOut {
  const centers = new Map<string, Point>()
  let x = 0
  for (const column of columns) {
    const width = Math.max(...column.map((item) => item.width))
    let y = -heightOf(column, space) / 2
    for (const item of byHeightInRank(column, ranked)) {
      centers.set(item.id, { x: x + width / 2, y: y + item.height / 2 })
      y += item.height + space
    }
    x += width + level.rankSpace
  }
  return normalize(level.items, centers)
}

function byHeightInRank(column: readonly Sized[], { centers }: LaidOut): Sized[] {
  return [...column].sort((a, b) => (centers.get(a.id)?.y ?? 0) - (centers.get(b.id)?.y ?? 0))
}
