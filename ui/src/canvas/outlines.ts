import type { NodeKind } from '#contract/graph.ts'
import type { Point, Size } from './geometry.ts'

type Corner = readonly [number, number]

const outlines = {
  workload: 'circle',
  app: 'rect',
  service: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  operation: [
    [-0.5, -1],
    [0.5, -1],
    [1, 0],
    [0.5, 1],
    [-0.5, 1],
    [-1, 0],
  ],
  external: [
    [-0.7, -1],
    [0.7, -1],
    [1, -0.6],
    [1, 0.6],
    [0.7, 1],
    [-0.7, 1],
    [-1, 0.6],
    [-1, -0.6],
  ],
  unknown: 'circle',
  restricted: [
    [-0.4, -1],
    [0.4, -1],
    [1, -0.4],
    [1, 0.4],
    [0.4, 1],
    [-0.4, 1],
    [-1, 0.4],
    [-1, -0.4],
  ],
  namespace: 'rect',
} as const satisfies Record<NodeKind, 'circle' | 'rect' | readonly Corner[]>

const radius = 8

/** The shape of a kind of node around its middle, as a path of SVG. */
export function outlinePath(kind: NodeKind, at: Point, { width, height }: Size): string {
  const [w, h] = [width / 2, height / 2]
  const outline = outlines[kind]
  if (outline === 'circle') {
    const arc = `a${w} ${h} 0 1 0`
    return `M${at.x - w} ${at.y}${arc} ${width} 0${arc} ${-width} 0Z`
  }
  if (outline === 'rect') {
    const r = Math.min(radius, w / 2, h / 2)
    const [across, down] = [width - 2 * r, height - 2 * r]
    const turn = (x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`
    const right = `h${across}${turn(r, r)}v${down}${turn(-r, r)}`
    return `M${at.x - w + r} ${at.y - h}${right}h${-across}${turn(-r, -r)}v${-down}${turn(r, -r)}Z`
  }
  return `M${outline.map(([x, y]) => `${at.x + x * w} ${at.y + y * h}`).join('L')}Z`
}
