import { describe, expect, it } from 'vitest'
import { curveBetween, pathBetween, pathText, pointAlong } from './curves.ts'
import type { Point } from './geometry.ts'

const from = { x: 0, y: 0 }

/** Where Cytoscape puts control points, by its own rule. */
function controlPoints(source: Point, target: Point): Point[] {
  const { weights, distances } = curveBetween(source, target)
  const [dx, dy] = [target.x - source.x, target.y - source.y]
  const length = Math.hypot(dx, dy)
  const across = distances.split(' ').map(Number)
  return weights.split(' ').map((text, index) => ({
    x: source.x + dx * Number(text) + (-dy / length) * (across[index] ?? 0),
    y: source.y + dy * Number(text) + (dx / length) * (across[index] ?? 0),
  }))
}

describe('curves', () => {
  it.each([
    { desc: 'to the right and down', to: { x: 300, y: 120 } },
    { desc: 'to the right and up', to: { x: 200, y: -180 } },
    { desc: 'back', to: { x: -250, y: 40 } },
    { desc: 'straight down', to: { x: 0, y: 100 } },
  ])('are the same for Cytoscape and for ink: $desc', ({ to }) => {
    const ours = pathBetween(from, to).slice(1, -1)
    controlPoints(from, to).forEach((point, index) => {
      expect(point.x).toBeCloseTo(ours[index]?.x ?? NaN, -0.5)
      expect(point.y).toBeCloseTo(ours[index]?.y ?? NaN, -0.5)
    })
  })

  it('leave level and arrive level when they run to the right', () => {
    const [, first, last] = pathBetween(from, { x: 300, y: 120 })
    expect([first?.y, last?.y]).toEqual([0, 120])
  })

  it('keep a pair of edges between the same nodes apart', () => {
    const to = { x: 300, y: 0 }
    const there = pointAlong(pathBetween(from, to), 0.5)
    const back = pointAlong(pathBetween(to, from), 0.5)
    expect(Math.abs(there.y - back.y)).toBeGreaterThan(20)
  })

  it('begin at the source and end at the target', () => {
    const path = pathBetween(from, { x: 300, y: 120 })
    expect(pointAlong(path, 0)).toEqual(from)
    expect(pointAlong(path, 1).x).toBeCloseTo(300, 0)
    expect(pathText([from, { x: 10, y: 0 }])).toBe('M0.0 0.0Q5.0 0.0 10.0 0.0')
  })
})
