import type { Point, Rect, Size } from './geometry.ts'

/** Control points as Cytoscape takes them: along the line 0..1, and at a right angle to it. */
export interface Curve {
  readonly weights: string
  readonly distances: string
}

/** Of an S, the part of the way across that its ends leave and arrive level. */
const levelShare = 0.42

/** Less than this to the right for its length, an edge runs down, up or back. */
const leastSlope = 0.25

/**
 * An S that leaves to the right and arrives from the left, as requests do; an arc for what runs
 * back, so that it is not drawn through what it passes and a pair of edges does not lie on itself.
 *
 * @param clearance half the width of what stands between two ends of one column
 */
export function curveBetween(source: Point, target: Point, clearance = 0): Curve {
  const dx = target.x - source.x
  const dy = target.y - source.y
  const length = Math.hypot(dx, dy)
  if (length < 1) return { weights: '0.5', distances: '0' }
  if (dx < length * leastSlope) {
    const bend = bendOf({ dx, length, clearance })
    return { weights: '0.5', distances: (-bend).toFixed(1) }
  }
  const weight = (levelShare * dx * dx) / (length * length)
  const distance = (levelShare * dx * dy) / length
  return {
    weights: `${weight.toFixed(3)} ${(1 - weight).toFixed(3)}`,
    distances: `${(-distance).toFixed(1)} ${distance.toFixed(1)}`,
  }
}

/** The same curve as points, from middle to middle of the shapes. */
export function pathBetween(source: Point, target: Point, clearance = 0): EdgePath {
  const dx = target.x - source.x
  const dy = target.y - source.y
  const length = Math.hypot(dx, dy)
  if (length < 1) {
    const [x, y] = [source.x - 42, source.y - 42]
    return [source, { x, y: source.y - 10 }, { x: source.x - 10, y }, target]
  }
  if (dx < length * leastSlope) {
    const bend = bendOf({ dx, length, clearance })
    const center = middle(source, target)
    const across = { x: (dy / length) * bend, y: (-dx / length) * bend }
    return [source, { x: center.x + across.x, y: center.y + across.y }, target]
  }
  const reach = levelShare * dx
  return [
    source,
    { x: source.x + reach, y: source.y },
    { x: target.x - reach, y: target.y },
    target,
  ]
}

/** A quadratic curve comes half as far as its control point: hence twice the clearance. */
function bendOf(way: { dx: number; length: number; clearance: number }): number {
  const { dx, length, clearance } = way
  const isPastOthers = Math.abs(dx) < clearance && length > 130
  return isPastOthers ? 2 * (clearance + 18) : Math.min(90, 24 + length * 0.16)
}

/** Points that an edge passes or bends to: ends first and last, control points between. */
export type EdgePath = readonly Point[]

/** Whether a path may be seen in a rectangle: whether the room that it takes touches it. */
export function passes(path: EdgePath, { x1, y1, x2, y2 }: Rect): boolean {
  const isOutside =
    path.every(({ x }) => x < x1) ||
    path.every(({ x }) => x > x2) ||
    path.every(({ y }) => y < y1) ||
    path.every(({ y }) => y > y2)
  return !isOutside
}

/** As the pen of an SVG writes it. */
export function pathText(path: EdgePath): string {
  const write = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`
  const [start] = path
  if (start === undefined) return ''
  const pieces = piecesOf(path).map(([, bend, end]) => `Q${write(bend)} ${write(end)}`)
  return `M${write(start)}${pieces.join('')}`
}

type Piece = readonly [Point, Point, Point]

/**
 * Where a line from `bend` to the middle of a shape meets its outline, taken for a rectangle.
 *
 * @param space between the outline and the point that is returned
 */
export function pointOnShape(
  middleOfShape: Point,
  bend: Point,
  shape: Size & { space: number },
): Point {
  const [dx, dy] = [bend.x - middleOfShape.x, bend.y - middleOfShape.y]
  const reachX = dx === 0 ? Infinity : (shape.width / 2 + shape.space) / Math.abs(dx)
  const reachY = dy === 0 ? Infinity : (shape.height / 2 + shape.space) / Math.abs(dy)
  const share = Math.min(reachX, reachY, 0.9)
  return { x: middleOfShape.x + dx * share, y: middleOfShape.y + dy * share }
}

/** Quadratic pieces: between two control points the path passes half way. */
function piecesOf(path: EdgePath): Piece[] {
  const start = path[0]
  const end = path.at(-1)
  if (start === undefined || end === undefined) return []
  if (path.length === 2) return [[start, middle(start, end), end]]
  const bends = path.slice(1, -1)
  const pieces: Piece[] = []
  let from = start
  bends.forEach((bend, index) => {
    const next = bends[index + 1]
    const to = next === undefined ? end : middle(bend, next)
    pieces.push([from, bend, to])
    from = to
  })
  return pieces
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/** @param share 0 at the source, 1 at the target */
export function pointAlong(path: EdgePath, share: number): Point {
  const pieces = piecesOf(path)
  const at = Math.min(share, 0.9999) * pieces.length
  const piece = pieces[Math.floor(at)]
  if (piece === undefined) return { x: 0, y: 0 }
  const [a, b, c] = piece
  const t = at - Math.floor(at)
  const s = 1 - t
  return {
    x: s * s * a.x + 2 * s * t * b.x + t * t * c.x,
    y: s * s * a.y + 2 * s * t * b.y + t * t * c.y,
  }
}
