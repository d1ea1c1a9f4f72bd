/** All lengths of the canvas are model pixels: CSS pixels at zoom 1. y grows downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export function rectAround(center: Point, size: Size): Rect {
  const { width, height } = size
  return {
    x1: center.x - width / 2,
    y1: center.y - height / 2,
    x2: center.x + width / 2,
    y2: center.y + height / 2,
  }
}

export function centerOf(rect: Rect): Point {
  return { x: (rect.x1 + rect.x2) / 2, y: (rect.y1 + rect.y2) / 2 }
}

export function sizeOf(rect: Rect): Size {
  return { width: rect.x2 - rect.x1, height: rect.y2 - rect.y1 }
}

export function grow(rect: Rect, by: number): Rect {
  return { x1: rect.x1 - by, y1: rect.y1 - by, x2: rect.x2 + by, y2: rect.y2 + by }
}

export function shift(rect: Rect, by: Point): Rect {
  return { x1: rect.x1 + by.x, y1: rect.y1 + by.y, x2: rect.x2 + by.x, y2: rect.y2 + by.y }
}

/** Touching edges do not overlap. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2
}

export function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x1 <= inner.x1 && outer.y1 <= inner.y1 && outer.x2 >= inner.x2 && outer.y2 >= inner.y2
  )
}

/** The smallest rectangle around all of them; null around nothing. */
export function unionOf(rects: Iterable<Rect>): Rect | null {
  let union: Rect | null = null
  for (const rect of rects) {
    union =
      union === null
        ? rect
        : {
            x1: Math.min(union.x1, rect.x1),
            y1: Math.min(union.y1, rect.y1),
            x2: Math.max(union.x2, rect.x2),
            y2: Math.max(union.y2, rect.y2),
          }
  }
  return union
}
