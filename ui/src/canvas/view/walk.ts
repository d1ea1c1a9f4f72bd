import type { DrawnGraph } from '../elements.ts'
import type { Point } from '../geometry.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const towards = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
} as const satisfies Record<Direction, Point>

/**
 * The node that an arrow key leads to: along an edge if one points that way, else the nearest node
 * on that side; null at the rim. From nowhere it is the one farthest left, where requests begin.
 */
export function nodeTowards(
  from: string | null,
  direction: Direction,
  { drawn, centers }: { drawn: DrawnGraph; centers: ReadonlyMap<string, Point> },
): string | null {
  const start = from === null ? undefined : centers.get(from)
  if (from === null || start === undefined) return leftmost(centers)
  const neighbours = new Set<string>()
  for (const { source, target } of drawn.edgesById.values()) {
    if (source === from) neighbours.add(target)
    if (target === from) neighbours.add(source)
  }
  let best: string | null = null
  let bestCost = Infinity
  for (const [id, at] of centers) {
    if (id === from) continue
    const cost = costOf(start, at, towards[direction]) * (neighbours.has(id) ? 1 : 3)
    if (cost >= bestCost) continue
    best = id
    bestCost = cost
  }
  return best
}

/** Distance, more to the side than ahead; infinite behind. */
function costOf(from: Point, to: Point, way: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const ahead = dx * way.x + dy * way.y
  const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x)
  return ahead <= 1 || aside > ahead * 2.5 ? Infinity : ahead + aside * 2
}

function leftmost(centers: ReadonlyMap<string, Point>): string | null {
  let best: string | null = null
  let bestAt: Point = { x: Infinity, y: Infinity }
  for (const [id, at] of centers) {
    if (at.x > bestAt.x || (at.x === bestAt.x && at.y >= bestAt.y)) continue
    best = id
    bestAt = at
  }
  return best
}
