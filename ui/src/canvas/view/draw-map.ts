import type { DrawnNode } from '../elements.ts'
import type { Point } from '../geometry.ts'
import { sizeOf } from '../geometry.ts'
import type { CanvasTheme } from '../theme.ts'
import type { Picture } from './picture.ts'

const leastPixels = 2.5
const urgentPixels = 5

/**
 * Boxes and nodes as specks, in model pixels. What fails is larger than the rest, too, for colour
 * alone is lost on many.
 */
export function drawMap(
  context: CanvasRenderingContext2D,
  { boxRects, drawn, centers }: Picture,
  { theme, pixel }: { theme: CanvasTheme; pixel: number },
): void {
  context.lineWidth = pixel
  for (const [id, rect] of boxRects) {
    const { width, height } = sizeOf(rect)
    context.fillStyle = theme.boxFills[drawn.boxesById.get(id)?.kind ?? 'namespace']
    context.strokeStyle = theme.boxLine
    context.fillRect(rect.x1, rect.y1, width, height)
    context.strokeRect(rect.x1, rect.y1, width, height)
  }
  for (const node of byUrgency(drawn.nodesById.values())) {
    const at = centers.get(node.id)
    if (at !== undefined) drawSpeck(context, node, { at, theme, pixel })
  }
}

function drawSpeck(
  context: CanvasRenderingContext2D,
  { status, shape }: DrawnNode,
  { at, theme, pixel }: { at: Point; theme: CanvasTheme; pixel: number },
): void {
  const least = (isUrgent(status) ? urgentPixels : leastPixels) * pixel
  const [width, height] = [Math.max(shape.width, least), Math.max(shape.height, least)]
  context.fillStyle = isUrgent(status) ? theme.health[status] : theme.idle
  context.fillRect(at.x - width / 2, at.y - height / 2, width, height)
}

const isUrgent = (status: DrawnNode['status']): boolean =>
  status === 'failure' || status === 'degraded'

/** What must be seen is drawn last. */
function byUrgency(nodes: Iterable<DrawnNode>): DrawnNode[] {
  return [...nodes].sort((a, b) => Number(isUrgent(a.status)) - Number(isUrgent(b.status)))
}
