import { pointAlong } from '../curves.ts'
import type { EdgePath } from '../curves.ts'
import type { Point } from '../geometry.ts'
import type { Picture } from './picture.ts'

/** How near the pointer must come, CSS pixels. */
const reachPixels = 6

/** The edge that a point lies on, of those that are drawn; null: none. In model pixels. */
export function edgeAt(
  picture: Pick<Picture, 'drawn' | 'marked' | 'pathOf'>,
  at: Point,
  zoom: number,
): string | null {
  const { drawn, marked } = picture
  let nearest: string | null = null
  let least = reachPixels / zoom
  for (const edge of drawn.edgesById.values()) {
    if (marked.hidden.has(edge.id)) continue
    const distance = distanceToPath(at, picture.pathOf(edge)) - edge.width / 2
    if (distance > least) continue
    least = distance
    nearest = edge.id
  }
  return nearest
}

const loopShares = [0, 0.2, 0.4, 0.6, 0.8, 1]

function distanceToPath(at: Point, path: EdgePath): number {
  const [start, end] = [path[0], path.at(-1)]
  if (start === undefined || end === undefined) return Infinity
  if (path.length === 2) return distanceToLine(at, start, end)
  const points = loopShares.map((share) => pointAlong(path, share))
  return Math.min(
    ...points.slice(1).map((to, index) => distanceToLine(at, points[index] ?? start, to)),
  )
}

function distanceToLine({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / length
  const share = Math.max(0, Math.min(1, along))
  return Math.hypot(x - a.x - share * dx, y - a.y - share * dy)
}
