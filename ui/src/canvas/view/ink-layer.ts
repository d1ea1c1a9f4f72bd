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
import { drawVeil, ringAt } from '../ink/draw-veil.ts'
import type { Ring, VeilScene } from '../ink/draw-veil.ts'
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
    nodes.push({
      node,
      center,
      isStrong: marked.strong.has(node.id),
      isPinned: picture.pinned.has(node.id),
      step: marked.steps.get(node.id) ?? null,
    })
  }
  const boxes = [...drawn.boxesById.values()].flatMap((box) => {
    const rect = boxRects.get(box.id)
    return rect !== undefined && overlaps(rect, view) ? [{ box, rect }] : []
  })
  const bright = marked.veil?.bright ?? null
  const isDimmed = (id: string): boolean =>
    marked.dimmed.has(id) || (bright !== null && !bright.has(id))
  return { nodes, boxes, edges: edgesIn(picture, view, zoom), isDimmed }
}

function edgesIn(picture: Picture, view: Rect, zoom: number): EdgeInk[] {
  const { drawn, marked } = picture
  const hasOnlyStrong = drawn.edgesById.size > manyEdges && zoom < 0.9
  const edges: EdgeInk[] = []
  const isCrowded = picture.isCrowded(view)
  for (const edge of drawn.edgesById.values()) {
    const isStrong = marked.strong.has(edge.id)
    const isFaint = isCrowded && drawn.quiet.has(edge.id)
    if (((hasOnlyStrong || isFaint) && !isStrong) || marked.hidden.has(edge.id)) continue
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

function veilScene(picture: Picture, view: Rect, zoom: number): VeilScene | null {
  const { drawn, centers, marked } = picture
  if (marked.veil === null) return null
  const { bright, rings } = marked.veil
  const nodes: VeilScene['nodes'][number][] = []
  const edges: VeilScene['edges'][number][] = []
  for (const id of bright ?? []) {
    const node = drawn.nodesById.get(id)
    const edge = drawn.edgesById.get(id)
    const center = centers.get(id)
    if (node !== undefined && center !== undefined) nodes.push({ node, center })
    else if (edge !== undefined && !marked.hidden.has(id))
      edges.push({ edge, path: picture.pathOf(edge) })
  }
  const ringed = [...rings].flatMap(([id, kind]): Ring[] => {
    const edge = drawn.edgesById.get(id)
    const rect =
      edge === undefined ? picture.rectOf(id) : ringAt(pointAlong(picture.pathOf(edge), 0.5), zoom)
    return rect === null ? [] : [{ rect, kind }]
  })
  return { view: bright === null ? null : view, nodes, edges, rings: ringed }
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
    const tools = { pen: createCanvasPen(context), theme: this.#theme, detail }
    const veil = veilScene(this.#picture, { x1, y1, x2, y2 }, zoom)
    if (veil !== null) drawVeil(veil, { ...tools, context, zoom })
    drawInk(scene, tools)
  }

  #resize(width: number, height: number): void {
    if (this.#canvas.width !== width) this.#canvas.width = width
    if (this.#canvas.height !== height) this.#canvas.height = height
  }

  remove(): void {
    this.#canvas.remove()
  }
}
