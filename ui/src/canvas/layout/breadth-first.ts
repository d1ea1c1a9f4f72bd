import type { Point } from '../geometry.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level, Sized } from './level.ts'
import { packRows } from './pack.ts'

/** How much wider than its share of the area a row may be before it is broken. */
const rowReach = 1.9

/**
 * Rows from top to bottom by the number of calls from where traffic starts: first who is called by
 * nobody, then whom they call, and so on. A row too long for the picture is broken into several.
 * What is joined to nothing stands below, in rows of its own.
 */
export function layOutBreadthFirst(level: Level, space: number): LaidOut {
  const { items, aspect } = level
  const { steps, parents } = stepsFromRoots(level)
  const rows: Sized[][] = []
  for (const item of items) {
    const step = steps.get(item.id)
    if (step === undefined) continue
    rows[step] ??= []
    rows[step].push(item)
  }
  const area = items.reduce((sum, { width, height }) => sum + (width + space) * (height + space), 0)
  const widest = Math.max(0, ...items.map(({ width }) => width))
  const limit = Math.max(widest, Math.sqrt(area * aspect) * rowReach)
  const centers = new Map<string, Point>()
  let y = 0
  for (const row of rows) {
    orderByParents(row, parents, centers)
    for (const part of brokenAt(limit, row, space)) {
      y += setRow(part, { y, space, centers }) + space
    }
    y += level.rankSpace / 2
  }
  const lonely = items.filter(({ id }) => !steps.has(id))
  addBelow(packRows(lonely, Math.max(1, (limit * limit) / Math.max(1, area)), space), y, centers)
  return normalize(items, centers)
}

interface Steps {
  /** Of what is joined to anything; where a ring has no beginning, from its busiest. */
  readonly steps: ReadonlyMap<string, number>
  readonly parents: ReadonlyMap<string, readonly string[]>
}

function stepsFromRoots({ items, edges }: Level): Steps {
  const calls = new Map<string, string[]>()
  const parents = new Map<string, string[]>()
  for (const [source, target] of edges) {
    if (source === target) continue
    push(calls, source, target)
    push(parents, target, source)
  }
  const steps = new Map<string, number>()
  const walk = (roots: readonly string[]): void => {
    const queue = roots.filter((id) => !steps.has(id))
    for (const id of queue) steps.set(id, 0)
    for (const id of queue) {
      for (const next of calls.get(id) ?? []) {
        if (steps.has(next)) continue
        steps.set(next, (steps.get(id) ?? 0) + 1)
        queue.push(next)
      }
    }
  }
  walk(items.filter(({ id }) => calls.has(id) && !parents.has(id)).map(({ id }) => id))
  const busiestFirst = items
    .filter(({ id }) => calls.has(id))
    .sort((a, b) => (calls.get(b.id)?.length ?? 0) - (calls.get(a.id)?.length ?? 0))
  for (const { id } of busiestFirst) if (!steps.has(id)) walk([id])
  return { steps, parents }
}

function push(map: Map<string, string[]>, key: string, id: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [id])
  else list.push(id)
}

/** Each below those who call it, as far as they are placed already. */
function orderByParents(
  row: Sized[],
  parents: ReadonlyMap<string, readonly string[]>,
  centers: ReadonlyMap<string, Point>,
): void {
  const wishes = new Map<string, number>()
  for (const { id } of row) {
    const above = (parents.get(id) ?? []).flatMap((parent) => centers.get(parent)?.x ?? [])
    if (above.length > 0) wishes.set(id, above.reduce((sum, x) => sum + x, 0) / above.length)
  }
  row.sort((a, b) => (wishes.get(a.id) ?? 0) - (wishes.get(b.id) ?? 0))
}

function brokenAt(limit: number, row: readonly Sized[], space: number): Sized[][] {
  const parts: Sized[][] = [[]]
  let width = 0
  for (const item of row) {
    if (width > 0 && width + item.width > limit) {
      parts.push([])
      width = 0
    }
    parts.at(-1)?.push(item)
    width += item.width + space
  }
  return parts
}

/** Around 0; returns how high it is. */
function setRow(
  row: readonly Sized[],
  { y, space, centers }: { y: number; space: number; centers: Map<string, Point> },
): number {
  const height = Math.max(0, ...row.map((item) => item.height))
  let x = -row.reduce((sum, { width }) => sum + width + space, -space) / 2
  for (const item of row) {
    centers.set(item.id, { x: x + item.width / 2, y: y + item.height / 2 })
    x += item.width + space
  }
  return height
}

function addBelow(lonely: LaidOut, y: number, centers: Map<string, Point>): void {
  for (const [id, at] of lonely.centers)
    centers.set(id, { x: at.x - lonely.width / 2, y: at.y + y })
}
