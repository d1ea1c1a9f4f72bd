import type { Point, Rect } from '../geometry.ts'
import { centerOf, overlaps, rectAround, shift, sizeOf } from '../geometry.ts'
import { SpotFinder } from './free-spot.ts'

/** A rectangle that has become larger than it was. */
export interface Growth {
  readonly id: string
  readonly before: Rect
}

/**
 * How far each rectangle must move so that none lies under what has grown, nor under another one.
 * What is in nobody's way stays; the rest moves straight outwards by as much as the growth, so that
 * left stays left and above stays above, and pushes on what stands behind it.
 */
export function makeRoom(
  rects: ReadonlyMap<string, Rect>,
  growths: readonly Growth[],
  space: number,
): Map<string, Point> {
  const places = new Map(rects)
  for (const growth of growths) pushOutwards(places, growth, space)
  const moves = new Map<string, Point>()
  for (const [id, rect] of places) {
    const before = rects.get(id) ?? rect
    const by = { x: rect.x1 - before.x1, y: rect.y1 - before.y1 }
    if (Math.abs(by.x) > 0.01 || Math.abs(by.y) > 0.01) moves.set(id, by)
  }
  return moves
}

function pushOutwards(places: Map<string, Rect>, { id, before }: Growth, space: number): void {
  const grown = places.get(id)
  if (grown === undefined) return
  const room: Room = { id, before, grown, space }
  const gentle = pushGently(places, room)
  const pushed = gentle !== null && keepsOrder(places, gentle) ? gentle : cutApart(places, room)
  for (const [other, rect] of pushed) places.set(other, rect)
}

interface Room extends Growth {
  readonly grown: Rect
  readonly space: number
}

/** Moves only what is in the way, and as little as will do; null where somebody finds no place so. */
function pushGently(
  places: ReadonlyMap<string, Rect>,
  { id, before, grown, space }: Room,
): Map<string, Rect> | null {
  const pushed = new Map<string, Rect>()
  const finder = new SpotFinder(space / 2)
  finder.take(grown)
  const middle = centerOf(before)
  const others = [...places]
    .filter(([other]) => other !== id)
    .sort(([, a], [, b]) => distance(a, middle) - distance(b, middle))
  for (const [other, rect] of others) {
    const by = outwards(rect, before, grown)
    const steps = [{ x: 0, y: 0 }, { x: by.x, y: 0 }, { x: 0, y: by.y }, by]
    const step = steps.find((each) => finder.isFree(shift(rect, each)))
    if (step === undefined) return null
    const place = shift(rect, step)
    pushed.set(other, place)
    finder.take(place)
  }
  return pushed
}

/**
 * Moves everybody, each side by what has grown there: distances only grow, so that nobody comes to
 * lie on, or on the other side of, a stranger. Who was too near already goes to the next free place.
 */
function cutApart(
  places: ReadonlyMap<string, Rect>,
  { id, before, grown, space }: Room,
): Map<string, Rect> {
  const moved = [...places]
    .filter(([other]) => other !== id)
    .map(([other, rect]) => [other, shift(rect, outwards(rect, before, grown))] as const)
  const finder = new SpotFinder(space / 2)
  finder.take(grown)
  const free = moved.filter(([, rect]) => !overlaps(rect, grown))
  for (const [, rect] of free) finder.take(rect)
  const pushed = new Map(free)
  for (const [other, rect] of moved) {
    if (pushed.has(other)) continue
    const place = nearestFree(rect, finder)
    pushed.set(other, place)
    finder.take(place)
  }
  return pushed
}

/** Beyond, nobody has the order of all in mind, and comparing all pairs takes time. */
const mostCompared = 300

/** Whether of any two side by side the left is still left, and the upper still above. */
function keepsOrder(before: ReadonlyMap<string, Rect>, after: ReadonlyMap<string, Rect>): boolean {
  if (after.size > mostCompared) return true
  const pairs = [...after].map(([id, now]) => ({ old: before.get(id) ?? now, now }))
  return pairs.every((a, index) =>
    pairs.slice(index + 1).every((b) => {
      const isInRow = a.old.y1 < b.old.y2 && b.old.y1 < a.old.y2
      const isInColumn = a.old.x1 < b.old.x2 && b.old.x1 < a.old.x2
      if (isInRow) return a.old.x1 < b.old.x1 === a.now.x1 < b.now.x1
      return !isInColumn || a.old.y1 < b.old.y1 === a.now.y1 < b.now.y1
    }),
  )
}

function distance(rect: Rect, from: Point): number {
  const { x, y } = centerOf(rect)
  return Math.hypot(x - from.x, y - from.y)
}

/** As if the plane were cut at the old edges and the parts drawn apart. */
function outwards(rect: Rect, before: Rect, grown: Rect): Point {
  const { x, y } = centerOf(rect)
  return {
    x: x > before.x2 ? grown.x2 - before.x2 : x < before.x1 ? grown.x1 - before.x1 : 0,
    y: y > before.y2 ? grown.y2 - before.y2 : y < before.y1 ? grown.y1 - before.y1 : 0,
  }
}

function nearestFree(rect: Rect, finder: SpotFinder): Rect {
  const center = finder.find(sizeOf(rect), centerOf(rect))
  return center === null ? rect : rectAround(center, sizeOf(rect))
}
