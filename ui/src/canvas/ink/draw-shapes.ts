import { pathText } from '../curves.ts'
import type { EdgePath } from '../curves.ts'
import type { DrawnEdge, DrawnNode } from '../elements.ts'
import type { Point } from '../geometry.ts'
import { outlinePath } from '../outlines.ts'
import type { CanvasTheme } from '../theme.ts'
import { lineColor, lineDash } from './draw-lines.ts'
import type { Pen } from './pen.ts'

export interface ShapeTools {
  readonly pen: Pen
  readonly theme: CanvasTheme
}

/** A node's shape, where Cytoscape does not draw it. */
export function drawShape(node: DrawnNode, center: Point, { pen, theme }: ShapeTools): void {
  const fill = node.classes.includes('outside') ? theme.outside : theme.paper
  const stroke = node.classes.includes('idle') ? theme.idle : theme.health[node.status]
  pen.path(outlinePath(node.kind, center, node.shape), { fill, stroke, lineWidth: 2 })
}

/** Its line with the arrow at its end, and at its start where calls come back the same way. */
export function drawLine(edge: DrawnEdge, path: EdgePath, tools: ShapeTools): void {
  const { pen, theme } = tools
  const end = path.at(-1)
  const bend = path.at(-2)
  if (end === undefined || bend === undefined) return
  const stroke = lineColor(edge, theme)
  const dash = lineDash(edge)
  pen.path(
    pathText(path),
    { stroke, lineWidth: edge.width, ...(dash.length > 0 && { dash }) },
    edge.id,
  )
  pen.path(arrowPath(end, bend), { fill: stroke })
  const [start, first] = path
  if (edge.back !== null && start !== undefined && first !== undefined)
    pen.path(arrowPath(start, first), { fill: stroke })
}

function arrowPath(end: Point, bend: Point): string {
  const turn = Math.atan2(end.y - bend.y, end.x - bend.x)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const corners = [
    [2, 0],
    [-7, 4.5],
    [-7, -4.5],
  ] as const
  const written = corners.map(([along, aside]) => {
    const [x, y] = [end.x + along * cos - aside * sin, end.y + along * sin + aside * cos]
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${written.join('L')}Z`
}
