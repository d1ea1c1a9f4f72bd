import { pointAlong } from '../curves.ts'
import type { DrawnEdge } from '../elements.ts'
import type { Point, Rect } from '../geometry.ts'
import { overlaps } from '../geometry.ts'
import { createCanvasPen } from '../ink/canvas-pen.ts'
import { detailAt } from '../ink/detail.ts'
import { drawInk } from '../ink/draw-ink.ts'
import type { InkScene } from '../ink/draw-ink.ts'
import type { EdgeInk } from '../ink/draw-edge.ts'
import type { NodeInk } from '../ink/draw-node.ts'
import type { CanvasTheme } from '../theme.ts'
import type { Picture } from './picture.ts'

/** With more edges, labels are looked for only near enough to be read. */
const manyEdges = 1500

/** What of the picture lies in a rectangle of the model. */
export function inkScene(picture: Picture, view: Rect, zoom: number): InkScene {
  const { drawn, centers, boxRects, marked } = picture
  const nodes: NodeInk[] = []
  for (const node of drawn.nodesById.values()) {
    const center = centers.get(node.id)
    if (center === undefined || !isNear(center, view, node.shape.width / 2 + 90)) continue
    nodes.push({ node, center, isStrong: marked.strong.has(node.id) })
  }
  const boxes = [...drawn.boxesById.values()].flatMap((box) => {
    const rect = boxRects.get(box.id)
    return rect !== undefined && overlaps(rect, view) ? [{ box, rect }] : []
  })
  return { nodes, boxes, edges: edgesIn(picture, view, zoom), dimmed: marked.dimmed }
}

function edgesIn(picture: Picture, view: Rect, zoom: number): EdgeInk[] {
  const { drawn, marked } = picture
  const hasOnlyStrong = drawn.edgesById.size > manyEdges && zoom < 0.9
  const edges: EdgeInk[] = []
  for (const edge of drawn.edgesById.values()) {
    const isStrong = marked.strong.has(edge.id)
    if (hasOnlyStrong && !isStrong) continue
    const path = picture.pathOf(edge)
    if (isNear(pointAlong(path, 0.5), view, 60)) {
      edges.push({ edge, path, isStrong, room: roomBetween(picture, edge) })
    }
  }
  return edges
}

function roomBetween({ drawn, centers }: Picture, { source, target }: DrawnEdge): Point {
  const [a, b] = [centers.get(source), centers.get(target)]
  const [from, to] = [drawn.nodesById.get(source)?.shape, drawn.nodesById.get(target)?.shape]
  if (a === undefined || b === undefined || from === undefined || to === undefined) {
    return { x: 0, y: 0 }
  }
  return {
    x: Math.abs(a.x - b.x) - (from.width + to.width) / 2,
    y: Math.abs(a.y - b.y) - (from.height + to.height) / 2,
  }
}

function isNear(at: { x: number; y: number }, view: Rect, margin: number): boolean {
  const isWithinX = at.x > view.x1 - margin && at.x < view.x2 + margin
  return isWithinX && at.y > view.y1 - margin && at.y < view.y2 + margin
}

/** A canvas over those of Cytoscape, drawn in the same frames. */
export class InkLayer {
  readonly #canvas: HTMLCanvasElement
  readonly #picture: Picture
  #theme: CanvasTheme

  constructor(container: HTMLElement, picture: Picture, theme: CanvasTheme) {
    this.#canvas = document.createElement('canvas')
    this.#canvas.className = 'graph-canvas-ink'
    this.#canvas.setAttribute('aria-hidden', 'true')
    container.append(this.#canvas)
    this.#picture = picture
    this.#theme = theme
  }

  setTheme(theme: CanvasTheme): void {
    this.#theme = theme
  }

  draw(): void {
    const { cy } = this.#picture
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    const ratio = window.devicePixelRatio
    this.#resize(Math.round(cy.width() * ratio), Math.round(cy.height() * ratio))
    const [zoom, pan] = [cy.zoom(), cy.pan()]
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio, pan.y * ratio)
    const { x1, y1, x2, y2 } = cy.extent()
    const scene = inkScene(this.#picture, { x1, y1, x2, y2 }, zoom)
    const detail = detailAt(zoom, scene.edges.length)
    drawInk(scene, { pen: createCanvasPen(context), theme: this.#theme, detail })
  }

  #resize(width: number, height: number): void {
    if (this.#canvas.width !== width) this.#canvas.width = width
    if (this.#canvas.height !== height) this.#canvas.height = height
  }

  remove(): void {
    this.#canvas.remove()
  }
}
