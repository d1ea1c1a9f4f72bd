import type { Point, Rect } from '../geometry.ts'
import { centerOf, rectAround, shift, sizeOf } from '../geometry.ts'
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
    const place = step === undefined ? nearestFree(rect, finder) : shift(rect, step)
    places.set(other, place)
    finder.take(place)
  }
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
