import type { Point, Rect } from '../geometry.ts'
import { centerOf, grow, overlaps, rectAround, shift, sizeOf } from '../geometry.ts'
import { SpotFinder } from './free-spot.ts'

/**
 * How far each rectangle must move so that none overlaps one of `fixed` or another one. Those that
 * overlap nothing stay; the others go the shorter way, away from what pushes them, so that left
 * stays left and above stays above. Rectangles that overlapped before anything grew are let be.
 */
export function makeRoom(
  rects: ReadonlyMap<string, Rect>,
  fixed: readonly string[],
  space: number,
): Map<string, Point> {
  const places = new Map(rects)
  const queue = [...new Set(fixed)]
  const isFixed = new Set(queue)
  let budget = 20 * rects.size + 100
  for (const pusher of queue) {
    const rect = places.get(pusher)
    if (rect === undefined) continue
    for (const [id, other] of places) {
      if (id === pusher || isFixed.has(id) || !overlaps(rect, other)) continue
      places.set(id, pushed(other, grow(rect, space)))
      queue.push(id)
      budget -= 1
    }
    if (budget < 0) break
  }
  const isUnsettled = budget < 0 || fixed.length > 1
  if (isUnsettled) separate(places, { order: [...isFixed], space })
  return movesBetween(rects, places)
}

/** Out of the way along the axis where it has least to go. */
function pushed(rect: Rect, from: Rect): Rect {
  const away = centerOf(rect)
  const origin = centerOf(from)
  const right = away.x >= origin.x ? from.x2 - rect.x1 : from.x1 - rect.x2
  const down = away.y >= origin.y ? from.y2 - rect.y1 : from.y1 - rect.y2
  return Math.abs(right) <= Math.abs(down)
    ? shift(rect, { x: right, y: 0 })
    : shift(rect, { x: 0, y: down })
}

/** When pushing does not end, or those that may not be pushed overlap: the nearest free places. */
function separate(
  places: Map<string, Rect>,
  { order, space }: { order: readonly string[]; space: number },
): void {
  const finder = new SpotFinder(space / 2)
  const ids = [...new Set([...order, ...places.keys()])]
  for (const id of ids) {
    const rect = places.get(id)
    if (rect === undefined) continue
    const size = sizeOf(rect)
    const center = finder.isFree(grow(rect, -space / 2))
      ? centerOf(rect)
      : (finder.find(size, centerOf(rect)) ?? centerOf(rect))
    const place = rectAround(center, size)
    places.set(id, place)
    finder.take(place)
  }
}

function movesBetween(
  before: ReadonlyMap<string, Rect>,
  after: ReadonlyMap<string, Rect>,
): Map<string, Point> {
  const moves = new Map<string, Point>()
  for (const [id, rect] of after) {
    const old = before.get(id)
    if (old === undefined) continue
    const by = { x: rect.x1 - old.x1, y: rect.y1 - old.y1 }
    if (Math.abs(by.x) > 0.01 || Math.abs(by.y) > 0.01) moves.set(id, by)
  }
  return moves
}
