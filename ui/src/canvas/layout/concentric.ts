import type { Point } from '../geometry.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level } from './level.ts'

/** Rings: what most others are joined to is in the middle. */
export function layOutConcentric({ items, edges }: Level, space: number): LaidOut {
  const degrees = new Map<string, number>()
  for (const id of edges.flat()) degrees.set(id, (degrees.get(id) ?? 0) + 1)
  const order = [...items].sort((a, b) => (degrees.get(b.id) ?? 0) - (degrees.get(a.id) ?? 0))
  const diameter =
    Math.max(0, ...items.map(({ width, height }) => Math.hypot(width, height))) + space
  const centers = new Map<string, Point>()
  let radius = 0
  let next = 0
  while (next < order.length) {
    const room = radius === 0 ? 1 : Math.max(1, Math.floor((2 * Math.PI * radius) / diameter))
    const ring = order.slice(next, next + room)
    ring.forEach((item, index) => {
      const turn = (2 * Math.PI * index) / ring.length - Math.PI / 2
      centers.set(item.id, { x: Math.cos(turn) * radius, y: Math.sin(turn) * radius })
    })
    next += ring.length
    radius += diameter
  }
  return normalize(items, centers)
}
