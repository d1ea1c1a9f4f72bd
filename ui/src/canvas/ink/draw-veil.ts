import type { EdgePath } from '../curves.ts'
import type { DrawnEdge, DrawnNode } from '../elements.ts'
import type { Point, Rect } from '../geometry.ts'
import { grow, rectAround, sizeOf } from '../geometry.ts'
import { drawLines } from './draw-lines.ts'
import type { LineTools } from './draw-lines.ts'
import { drawShape } from './draw-shapes.ts'
import type { ShapeTools } from './draw-shapes.ts'

/** What stands out of a picture that is too large to be restyled for it. */
export interface VeilScene {
  /** What the veil covers: all that is in view; null where nothing is dimmed. */
  readonly view: Rect | null
  readonly nodes: readonly { readonly node: DrawnNode; readonly center: Point }[]
  readonly edges: readonly { readonly edge: DrawnEdge; readonly path: EdgePath }[]
  readonly rings: readonly Ring[]
}

export interface Ring {
  readonly rect: Rect
  readonly kind: 'selected' | 'cursor' | 'found' | 'traced' | 'focused'
}

const veilOpacity = 0.8
/** CSS pixels: what stands out must be seen. */
const brightPixels = 1.2

/**
 * Dims everything with one rectangle and draws again what is bright. Twenty thousand restyled lines
 * would cost seconds; this costs as much as what stands out.
 */
export function drawVeil(scene: VeilScene, tools: ShapeTools & LineTools): void {
  const { pen, theme, zoom } = tools
  if (scene.view !== null) {
    const { x1: x, y1: y } = scene.view
    pen.setOpacity(veilOpacity)
    pen.box({ x, y, ...sizeOf(scene.view), radius: 0 }, { fill: theme.surface })
    pen.setOpacity(1)
  }
  const lines = scene.edges.map((line) => ({ ...line, opacity: 1, halo: null }))
  drawLines(lines, { ...tools, leastPixels: brightPixels })
  for (const { node, center } of scene.nodes) drawShape(node, center, tools)
  const colors = {
    selected: theme.select,
    cursor: theme.select,
    found: theme.find,
    traced: theme.trace,
    focused: theme.focus,
  } as const satisfies Record<Ring['kind'], string>
  for (const { rect, kind } of scene.rings) {
    const { x1: x, y1: y, ...far } = grow(rect, 4 / zoom)
    const box = { x, y, width: far.x2 - x, height: far.y2 - y, radius: 5 / zoom }
    pen.box(box, { stroke: colors[kind], lineWidth: 2.5 / zoom })
  }
}

/** Where a ring goes that belongs to an edge: about its middle. */
export function ringAt(middle: Point, zoom: number): Rect {
  return rectAround(middle, { width: 10 / zoom, height: 10 / zoom })
}
