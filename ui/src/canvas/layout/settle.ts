import type { Point, Rect, Size } from '../geometry.ts'
import { centerOf, contains, rectAround, shift, sizeOf, unionOf } from '../geometry.ts'
import { boxAround, leavesOf, nodeRect } from './box-tree.ts'
import type { BoxTree, LayoutItem } from './box-tree.ts'
import { SpotFinder } from './free-spot.ts'
import { frameOf } from './lay-out-anew.ts'
import type { LayoutCache } from './lay-out-anew.ts'
import { gap } from './layout-input.ts'
import type { LayoutInput, Positions } from './layout-input.ts'
import { makeRoom } from './make-room.ts'
import type { Growth } from './make-room.ts'

interface Settling {
  readonly tree: BoxTree
  readonly input: LayoutInput
  readonly cache: LayoutCache
}

/**
 * Fits what is new into a map that is known: beside its neighbours, in a free place, inside its box
 * where there is room. Only when a box has grown or was opened do its neighbours give way, and
 * then no further than they must.
 */
export function settle(deps: Settling): Positions {
  const positions = new Map<string, Point>()
  for (const { id } of deps.input.nodes) {
    const known = deps.input.known[id]
    if (known !== undefined) positions.set(id, known)
  }
  settleLevel(null, positions, deps)
  const whole: Record<string, Point> = {}
  for (const [id, { x, y }] of positions) whole[id] = { x: Math.round(x), y: Math.round(y) }
  return whole
}

/** Places the children of a box; returns the rectangle around them, null when it has none. */
function settleLevel(
  boxId: string | null,
  positions: Map<string, Point>,
  deps: Settling,
): Rect | null {
  const children = deps.tree.childrenByBox.get(boxId) ?? []
  const rects = new Map<string, Rect>()
  const grown: Growth[] = []
  for (const child of children) {
    const before = knownRect(child, positions, deps.tree)
    if (before === null) continue
    const after = settleChild(child, positions, deps) ?? before
    rects.set(child.id, after)
    if (!contains(before, after)) grown.push({ id: child.id, before })
  }
  const opened = placeNew({ boxId, children, rects, positions }, deps)
  const moves = makeRoom(rects, [...opened, ...grown], gap)
  for (const [id, by] of moves) {
    for (const leaf of leavesOf(id, deps.tree)) {
      const at = positions.get(leaf)
      if (at !== undefined) positions.set(leaf, { x: at.x + by.x, y: at.y + by.y })
    }
    const rect = rects.get(id)
    if (rect !== undefined) rects.set(id, shift(rect, by))
  }
  return unionOf(rects.values())
}

/** Of an item with at least one known node, before anything new is placed in it. */
function knownRect(item: LayoutItem, positions: Map<string, Point>, tree: BoxTree): Rect | null {
  const node = tree.nodesById.get(item.id)
  if (node !== undefined) {
    const at = positions.get(item.id)
    return at === undefined ? null : nodeRect(node, at)
  }
  const box = tree.boxesById.get(item.id)
  const children = tree.childrenByBox.get(item.id) ?? []
  const members = unionOf(
    children.map((child) => knownRect(child, positions, tree)).filter((rect) => rect !== null),
  )
  return members === null || box === undefined ? null : boxAround(box, members)
}

function settleChild(
  child: LayoutItem,
  positions: Map<string, Point>,
  deps: Settling,
): Rect | null {
  const box = deps.tree.boxesById.get(child.id)
  if (box === undefined) return null
  const members = settleLevel(child.id, positions, deps)
  return members === null ? null : boxAround(box, members)
}

/** What a box that opens has grown from, about. */
const usualCard = { width: 180, height: 56 } as const

interface NewItems {
  readonly boxId: string | null
  readonly children: readonly LayoutItem[]
  readonly rects: Map<string, Rect>
  readonly positions: Map<string, Point>
}

/** Returns those that were put where they belong without asking whether it is free. */
function placeNew({ boxId, children, rects, positions }: NewItems, deps: Settling): Growth[] {
  const finder = new SpotFinder(gap)
  for (const rect of rects.values()) finder.take(rect)
  const room = unionOf(rects.values())
  const opened: Growth[] = []
  const waiting = children.filter(({ id }) => !rects.has(id))
  while (waiting.length > 0) {
    const edges = deps.tree.edgesByBox.get(boxId) ?? []
    const next = mostJoined(waiting, edges, rects)
    const [item] = waiting.splice(next, 1)
    if (item === undefined) break
    const frame = frameOf(item, deps)
    const origin = deps.input.origins[item.id]
    const wish = origin ?? wishOf(item.id, { edges, rects, size: frame }) ?? outside(room, frame)
    const center = origin ?? findSpot(frame, { wish, finder, room: boxId === null ? null : room })
    if (origin !== undefined) opened.push({ id: item.id, before: rectAround(origin, usualCard) })
    const rect = rectAround(center, frame)
    for (const [leaf, { x, y }] of frame.positions) {
      positions.set(leaf, { x: rect.x1 + x, y: rect.y1 + y })
    }
    rects.set(item.id, rect)
    finder.take(rect)
  }
  return opened
}

/** In a box rather where it has room already. */
function findSpot(
  size: Size,
  { wish, finder, room }: { wish: Point; finder: SpotFinder; room: Rect | null },
): Point {
  const inside = room === null ? null : finder.find(size, wish, room)
  return inside ?? finder.find(size, wish) ?? wish
}

/** The one with most neighbours in place, so that chains grow from where they are joined. */
function mostJoined(
  waiting: readonly LayoutItem[],
  edges: readonly (readonly [string, string])[],
  rects: ReadonlyMap<string, Rect>,
): number {
  const counts = new Map<string, number>()
  for (const [source, target] of edges) {
    if (rects.has(target)) counts.set(source, (counts.get(source) ?? 0) + 1)
    if (rects.has(source)) counts.set(target, (counts.get(target) ?? 0) + 1)
  }
  let best = 0
  waiting.forEach(({ id }, index) => {
    if ((counts.get(id) ?? 0) > (counts.get(waiting[best]?.id ?? '') ?? 0)) best = index
  })
  return best
}

/** Right of its callers, left of what it calls; null when it is joined to nothing in place. */
function wishOf(
  id: string,
  {
    edges,
    rects,
    size,
  }: {
    edges: readonly (readonly [string, string])[]
    rects: ReadonlyMap<string, Rect>
    size: { width: number }
  },
): Point | null {
  const wishes: Point[] = []
  for (const [source, target] of edges) {
    const isCallee = target === id
    const other = isCallee ? rects.get(source) : source === id ? rects.get(target) : undefined
    if (other === undefined || source === target) continue
    const reach = sizeOf(other).width / 2 + size.width / 2 + 4 * gap
    const at = centerOf(other)
    wishes.push({ x: at.x + (isCallee ? reach : -reach), y: at.y })
  }
  if (wishes.length === 0) return null
  return {
    x: wishes.reduce((sum, { x }) => sum + x, 0) / wishes.length,
    y: wishes.reduce((sum, { y }) => sum + y, 0) / wishes.length,
  }
}

/** Below everything, at the left: where the grid of lonely nodes is. */
function outside(room: Rect | null, size: { width: number; height: number }): Point {
  if (room === null) return { x: 0, y: 0 }
  return { x: room.x1 + size.width / 2, y: room.y2 + size.height / 2 + 2 * gap }
}
