import { grow, sizeOf } from '../geometry.ts'
import { createCanvasPen } from '../ink/canvas-pen.ts'
import { detailAt } from '../ink/detail.ts'
import { drawInk } from '../ink/draw-ink.ts'
import { drawLine, drawShape } from '../ink/draw-shapes.ts'
import { createSvgPen } from '../ink/svg-pen.ts'
import type { CanvasTheme } from '../theme.ts'
import { boxesOutsideIn, drawBox, drawGround } from './ground-layer.ts'
import { inkScene } from './ink-layer.ts'
import type { Picture } from './picture.ts'

const margin = 24
/** Canvases larger than this are refused by some browsers. */
const mostPixels = 8000

/** The whole picture at twice its natural size, or as large as browsers can. */
export async function exportPng(picture: Picture, theme: CanvasTheme): Promise<Blob | null> {
  const { bounds, cy } = picture
  if (bounds === null) return null
  const rect = grow(bounds, margin)
  const { width, height } = sizeOf(rect)
  const scale = Math.min(2, mostPixels / Math.max(width, height))
  const shapes = await createImageBitmap(
    await cy.png({ output: 'blob-promise', full: true, scale }),
  )
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.fillStyle = theme.surface
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.setTransform(scale, 0, 0, scale, -rect.x1 * scale, -rect.y1 * scale)
  if (picture.hasOwnLines) drawGround(context, picture, { theme, zoom: scale, view: rect })
  context.setTransform(1, 0, 0, 1, 0, 0)
  const drawnAt = cy.elements().boundingBox()
  context.drawImage(shapes, (drawnAt.x1 - rect.x1) * scale, (drawnAt.y1 - rect.y1) * scale)
  context.setTransform(scale, 0, 0, scale, -rect.x1 * scale, -rect.y1 * scale)
  drawInk(inkScene(picture, rect, 1), {
    pen: createCanvasPen(context),
    theme,
    detail: detailAt(1.2, 0),
  })
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

/** The same as lines and letters. Null while nothing is drawn. */
export function exportSvg(picture: Picture, theme: CanvasTheme): Blob | null {
  const { bounds } = picture
  if (bounds === null) return null
  const rect = grow(bounds, margin)
  const { width, height } = sizeOf(rect)
  const pen = createSvgPen()
  for (const box of boxesOutsideIn(picture)) drawBox(pen, box, { picture, theme })
  for (const edge of picture.drawn.edgesById.values()) {
    if (picture.marked.hidden.has(edge.id)) continue
    drawLine(edge, picture.pathOf(edge), { pen, theme })
  }
  for (const node of picture.drawn.nodesById.values()) {
    const center = picture.centers.get(node.id)
    if (center !== undefined) drawShape(node, center, { pen, theme })
  }
  drawInk(inkScene(picture, rect, 1), { pen, theme, detail: detailAt(1.2, 0) })
  const view = `viewBox="${rect.x1} ${rect.y1} ${width} ${height}" width="${width}" height="${height}"`
  const ground = `<rect x="${rect.x1}" y="${rect.y1}" width="100%" height="100%" fill="${theme.surface}"/>`
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" ${view}>${ground}${pen.markup()}</svg>`
  return new Blob([markup], { type: 'image/svg+xml' })
}
