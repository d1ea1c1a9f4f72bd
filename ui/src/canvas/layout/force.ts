import type { Point } from '../geometry.ts'
import { rectAround } from '../geometry.ts'
import { SpotFinder } from './free-spot.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level } from './level.ts'

const pivotCount = 40
const springRounds = 30

/**
 * A draft for graphs too large for ranks: distances along edges become distances in the plane
 * (pivot MDS, Brandes and Pich 2007), springs pull neighbours together, and what then lies on top
 * of each other moves to the nearest free place. Nothing in it is random: same input, same map.
 *
 * Expects a connected level. Cost: about pivots × (items + edges).
 */
export function layOutForce(level: Level, space: number): LaidOut {
  const { items } = level
  const neighbours = neighboursOf(level)
  const columns = centered(pivotDistances(neighbours))
  const first = principalAxis(columns, null)
  const second = principalAxis(columns, first)
  const area = items.reduce((sum, { width, height }) => sum + (width + space) * (height + space), 0)
  const side = Math.sqrt(area * 2.2)
  const stretch = Math.sqrt(level.aspect)
  const xs = scaled(project(columns, first), side * stretch)
  const ys = scaled(project(columns, second), side / stretch)
  pullTogether(neighbours, { xs, ys, reach: Math.sqrt(area / items.length) * 1.5 })
  return normalize(items, withoutOverlaps(level, { xs, ys, space }))
}

function neighboursOf({ items, edges }: Level): number[][] {
  const indexById = new Map(items.map(({ id }, index) => [id, index]))
  const neighbours: number[][] = items.map(() => [])
  for (const [source, target] of edges) {
    const [a, b] = [indexById.get(source), indexById.get(target)]
    if (a === undefined || b === undefined || a === b) continue
    neighbours[a]?.push(b)
    neighbours[b]?.push(a)
  }
  return neighbours
}

/** Steps from each pivot to every item; each further pivot is the one farthest from those before. */
function pivotDistances(neighbours: readonly number[][]): Float64Array[] {
  const nearest = new Float64Array(neighbours.length).fill(Infinity)
  const columns: Float64Array[] = []
  let pivot = 0
  neighbours.forEach((list, index) => {
    if (list.length > (neighbours[pivot]?.length ?? 0)) pivot = index
  })
  while (columns.length < Math.min(pivotCount, neighbours.length)) {
    const distances = stepsFrom(pivot, neighbours)
    columns.push(distances)
    let farthest = 0
    distances.forEach((steps, index) => {
      nearest[index] = Math.min(nearest[index] ?? Infinity, steps)
      if ((nearest[index] ?? 0) > (nearest[farthest] ?? 0)) farthest = index
    })
    pivot = farthest
  }
  return columns
}

function stepsFrom(start: number, neighbours: readonly number[][]): Float64Array {
  const steps = new Float64Array(neighbours.length).fill(-1)
  steps[start] = 0
  const queue = [start]
  for (const at of queue) {
    for (const next of neighbours[at] ?? []) {
      if (steps[next] !== -1) continue
      steps[next] = (steps[at] ?? 0) + 1
      queue.push(next)
    }
  }
  return steps.map((count) => Math.max(0, count))
}

/** Squared and centred by row and column, as classical scaling wants them. */
function centered(columns: readonly Float64Array[]): Float64Array[] {
  const squares = columns.map((column) => column.map((steps) => steps * steps))
  const rows = squares[0]?.length ?? 0
  const rowMeans = new Float64Array(rows)
  for (const column of squares) {
    column.forEach((value, row) => {
      rowMeans[row] = (rowMeans[row] ?? 0) + value / squares.length
    })
  }
  const mean = rowMeans.reduce((sum, value) => sum + value, 0) / Math.max(1, rows)
  return squares.map((column) => {
    const columnMean = column.reduce((sum, value) => sum + value, 0) / Math.max(1, rows)
    return column.map((value, row) => -0.5 * (value - (rowMeans[row] ?? 0) - columnMean + mean))
  })
}

/** By power iteration on the small matrix of pivots; at a right angle to `without`. */
function principalAxis(columns: readonly Float64Array[], without: number[] | null): number[] {
  const products = columns.map((a) => columns.map((b) => dot(a, b)))
  let axis = columns.map((_, index) => Math.cos(index * 1.7 + 0.3))
  for (let round = 0; round < 60; round += 1) {
    const next = products.map((row) => dot(row, axis))
    if (without !== null) {
      const along = dot(next, without)
      without.forEach((value, index) => (next[index] = (next[index] ?? 0) - along * value))
    }
    const length = Math.sqrt(dot(next, next))
    if (length < 1e-9) break
    axis = next.map((value) => value / length)
  }
  return axis
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}

function project(columns: readonly Float64Array[], axis: readonly number[]): Float64Array {
  const sums = new Float64Array(columns[0]?.length ?? 0)
  columns.forEach((column, index) => {
    column.forEach((value, row) => {
      sums[row] = (sums[row] ?? 0) + value * (axis[index] ?? 0)
    })
  })
  return sums
}

/** To a spread of `side` around 0; items in one place are fanned out, so that springs can act. */
function scaled(values: Float64Array, side: number): Float64Array {
  const deviation = Math.sqrt(dot(values, values) / Math.max(1, values.length))
  if (deviation < 1e-9) return values.map((_, index) => Math.sin(index * 2.4) * side * 0.3)
  return values.map((value, index) => {
    const fanned = value / (deviation * 3.4) + Math.sin(index * 2.4) * 0.02
    return Math.max(-0.7, Math.min(0.7, fanned)) * side
  })
}

interface Plane {
  readonly xs: Float64Array
  readonly ys: Float64Array
}

/** Springs along edges, and a push between items that share a cell of the plane. */
function pullTogether(neighbours: readonly number[][], plane: Plane & { reach: number }): void {
  const { xs, ys, reach } = plane
  for (let round = 0; round < springRounds; round += 1) {
    const cooling = 0.5 * (1 - round / springRounds)
    pushCrowds(plane, cooling)
    neighbours.forEach((list, at) => {
      for (const next of list) {
        const dx = (xs[next] ?? 0) - (xs[at] ?? 0)
        const dy = (ys[next] ?? 0) - (ys[at] ?? 0)
        const distance = Math.hypot(dx, dy)
        if (distance <= reach) continue
        const pull = (cooling * 0.4 * (distance - reach)) / distance / list.length
        xs[at] = (xs[at] ?? 0) + dx * pull
        ys[at] = (ys[at] ?? 0) + dy * pull
      }
    })
  }
}

function pushCrowds({ xs, ys, reach }: Plane & { reach: number }, cooling: number): void {
  const cells = new Map<string, number[]>()
  xs.forEach((x, index) => {
    const key = `${Math.floor(x / reach)} ${Math.floor((ys[index] ?? 0) / reach)}`
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [index])
    else cell.push(index)
  })
  for (const cell of cells.values()) {
    if (cell.length < 2) continue
    const middleX = cell.reduce((sum, index) => sum + (xs[index] ?? 0), 0) / cell.length
    const middleY = cell.reduce((sum, index) => sum + (ys[index] ?? 0), 0) / cell.length
    cell.forEach((index, turn) => {
      const dx = (xs[index] ?? 0) - middleX + Math.cos(turn * 2.4)
      const dy = (ys[index] ?? 0) - middleY + Math.sin(turn * 2.4)
      const push = (cooling * reach * Math.min(2, cell.length / 3)) / Math.hypot(dx, dy)
      xs[index] = (xs[index] ?? 0) + dx * push
      ys[index] = (ys[index] ?? 0) + dy * push
    })
  }
}

function withoutOverlaps(
  { items }: Level,
  { xs, ys, space }: Plane & { space: number },
): Map<string, Point> {
  const finder = new SpotFinder(space / 2)
  const order = items
    .map((item, index) => ({ item, wish: { x: xs[index] ?? 0, y: ys[index] ?? 0 } }))
    .sort((a, b) => Math.hypot(a.wish.x, a.wish.y) - Math.hypot(b.wish.x, b.wish.y))
  const centers = new Map<string, Point>()
  for (const { item, wish } of order) {
    const center = finder.find(item, wish) ?? { x: wish.x, y: wish.y + 1e5 + centers.size * 500 }
    finder.take(rectAround(center, item))
    centers.set(item.id, center)
  }
  return centers
}
