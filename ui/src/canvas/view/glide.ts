import type { Point } from '../geometry.ts'
import type { Picture } from './picture.ts'

const glideMs = 220
const mostGliding = 160

/**
 * Moves nodes to new places so that the eye can follow; at once when there are too many, when
 * nothing moves, or for readers who asked for reduced motion. Returns how to stop it.
 */
export function glide(
  picture: Picture,
  positions: Readonly<Record<string, Point>>,
  onArrived: () => void,
): () => void {
  const ways = waysTo(picture, positions)
  if (ways.length === 0) return () => undefined
  if (ways.length > mostGliding || picture.centers.size > 2 * mostGliding || prefersStillness()) {
    picture.move(positions)
    return () => undefined
  }
  const startedAt = performance.now()
  let frame = requestAnimationFrame(function step(now) {
    const share = Math.min(1, Math.max(0, now - startedAt) / glideMs)
    const eased = 1 - (1 - share) ** 3
    picture.move(
      Object.fromEntries(ways.map(({ id, from, to }) => [id, between(from, to, eased)] as const)),
    )
    if (share < 1) frame = requestAnimationFrame(step)
    else onArrived()
  })
  return () => cancelAnimationFrame(frame)
}

export function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

interface Way {
  readonly id: string
  readonly from: Point
  readonly to: Point
}

function waysTo(picture: Picture, positions: Readonly<Record<string, Point>>): Way[] {
  const ways: Way[] = []
  for (const [id, from] of picture.centers) {
    const to = positions[id]
    if (to !== undefined && (to.x !== from.x || to.y !== from.y)) ways.push({ id, from, to })
  }
  return ways
}

function between(from: Point, to: Point, share: number): Point {
  if (share >= 1) return to
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
