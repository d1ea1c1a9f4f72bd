import type { Point, Rect, Size } from '../geometry.ts'
import { contains, grow, overlaps, rectAround } from '../geometry.ts'

const cellSize = 160

/** Remembers what is taken, and finds the free place nearest to a wish. */
export class SpotFinder {
  readonly #space: number
  readonly #cells = new Map<string, Rect[]>()

  /** @param space least distance to what is taken, in model pixels */
  constructor(space: number) {
    this.#space = space
  }

  take(rect: Rect): void {
    for (const key of cellsOf(rect)) {
      const cell = this.#cells.get(key)
      if (cell === undefined) this.#cells.set(key, [rect])
      else cell.push(rect)
    }
  }

  isFree(rect: Rect): boolean {
    const wide = grow(rect, this.#space)
    for (const key of cellsOf(wide)) {
      if (this.#cells.get(key)?.some((taken) => overlaps(taken, wide)) === true) return false
    }
    return true
  }

  /** Does not take it. Null when there is none: in `within`, or as far as anybody would look. */
  find(size: Size, wish: Point, within: Rect | null = null): Point | null {
    const reach = within === null ? Infinity : farthest(wish, within)
    const step = Math.max(16, Math.min(size.height, size.width) / 2 + 6)
    for (const offset of spiral(step, Math.min(mostRings, reach / step))) {
      const center = { x: wish.x + offset.x, y: wish.y + offset.y }
      const rect = rectAround(center, size)
      if ((within === null || contains(within, rect)) && this.isFree(rect)) return center
    }
    return null
  }
}

function farthest({ x, y }: Point, { x1, y1, x2, y2 }: Rect): number {
  return Math.hypot(
    Math.max(Math.abs(x - x1), Math.abs(x - x2)),
    Math.max(Math.abs(y - y1), Math.abs(y - y2)),
  )
}

function cellsOf(rect: Rect): string[] {
  const keys: string[] = []
  const [x1, x2] = [Math.floor(rect.x1 / cellSize), Math.floor(rect.x2 / cellSize)]
  const [y1, y2] = [Math.floor(rect.y1 / cellSize), Math.floor(rect.y2 / cellSize)]
  for (let x = x1; x <= x2; x += 1) {
    for (let y = y1; y <= y2; y += 1) keys.push(`${x} ${y}`)
  }
  return keys
}

const mostRings = 400

/** Points of growing rings around 0, 0; below and above come before left and right. */
function* spiral(step: number, rings: number): Generator<Point> {
  yield { x: 0, y: 0 }
  for (let ring = 1; ring <= rings; ring += 1) {
    const count = 8 * ring
    for (let index = 0; index < count; index += 1) {
      const turn = ((index % 2 === 0 ? 1 : -1) * Math.ceil(index / 2) * 2 * Math.PI) / count
      yield { x: Math.sin(turn) * ring * step, y: Math.cos(turn) * ring * step }
    }
  }
}
