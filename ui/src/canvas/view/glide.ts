import type { Point } from '../geometry.ts'
import type { Picture } from './picture.ts'

const glideMs = 220
const mostGliding = 160

/**
 * Moves nodes to new places so that the eye can follow; at once when there are too many, or for
 * readers who asked for reduced motion. `onArrived` is called once, unless nothing has to move.
 * Returns what brings them there at once when something else is to begin.
 */
export function glide(
  picture: Picture,
  positions: Readonly<Record<string, Point>>,
  onArrived: () => void,
): () => void {
  const ways = waysTo(picture, positions)
  if (ways.length === 0) return () => undefined
  let frame: number | null = null
  const arrive = (): void => {
    frame = null
    picture.move(positions)
    onArrived()
  }
  if (ways.length > mostGliding || picture.centers.size > 2 * mostGliding || prefersStillness()) {
    arrive()
    return () => undefined
  }
  let startedAt: number | null = null // of the first frame: frames have a clock of their own
  frame = requestAnimationFrame(function step(now) {
    startedAt ??= now
    const share = Math.min(1, (now - startedAt) / glideMs)
    if (share >= 1) {
      arrive()
      return
    }
    const eased = 1 - (1 - share) ** 3
    picture.move(
      Object.fromEntries(ways.map(({ id, from, to }) => [id, between(from, to, eased)] as const)),
    )
    frame = requestAnimationFrame(step)
  })
  return () => {
    if (frame === null) return
    cancelAnimationFrame(frame)
    arrive()
  }
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
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
