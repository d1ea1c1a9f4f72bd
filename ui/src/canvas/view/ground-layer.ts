import { passes } from '../curves.ts'
import type { DrawnBox, DrawnEdge } from '../elements.ts'
import type { Rect } from '../geometry.ts'
import { sizeOf } from '../geometry.ts'
import { createCanvasPen } from '../ink/canvas-pen.ts'
import { drawLines } from '../ink/draw-lines.ts'
import type { LineInk } from '../ink/draw-lines.ts'
import type { Pen } from '../ink/pen.ts'
import type { CanvasTheme } from '../theme.ts'
import type { Picture } from './picture.ts'

const quietOpacity = { well: 0.16, unwell: 0.34 } as const
const dimOpacity = 0.08

/** A frame must not take longer than this, in ms, while the picture is moved. */
const fastEnoughMs = 24
const restMs = 120

interface Camera {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/**
 * Boxes and lines of a picture with too many of them for Cytoscape, on a canvas below its own: one
 * stroke for dozens of lines instead of one, with all that surrounds it, for each.
 */
export class GroundLayer {
  readonly #canvas: HTMLCanvasElement
  readonly #picture: Picture
  #theme: CanvasTheme
  #drawnFor = ''
  #drawnAt: Camera | null = null
  #tookMs = 0
  #timer: number | undefined

  constructor(container: HTMLElement, picture: Picture, theme: CanvasTheme) {
    this.#canvas = document.createElement('canvas')
    this.#canvas.className = 'graph-canvas-ground'
    this.#canvas.setAttribute('aria-hidden', 'true')
    container.prepend(this.#canvas)
    this.#picture = picture
    this.#theme = theme
  }

  setTheme(theme: CanvasTheme): void {
    this.#theme = theme
    this.#drawnFor = ''
  }

  /** With each frame of the picture. What is drawn already is only moved while it is under way. */
  draw(): void {
    const { cy, version, hasOwnLines } = this.#picture
    this.#canvas.hidden = !hasOwnLines
    if (!hasOwnLines) return
    const { x, y } = cy.pan()
    const camera = { zoom: cy.zoom(), x, y }
    const content = `${version} ${cy.width()} ${cy.height()} ${window.devicePixelRatio}`
    const isMoved = !isSame(camera, this.#drawnAt)
    if (content === this.#drawnFor && !isMoved) return
    window.clearTimeout(this.#timer)
    if (content === this.#drawnFor && this.#tookMs > fastEnoughMs) {
      this.#shift(camera)
      this.#timer = window.setTimeout(() => this.#drawAt(camera, content), restMs)
    } else this.#drawAt(camera, content)
  }

  #shift(camera: Camera): void {
    const drawn = this.#drawnAt
    if (drawn === null) return
    const scale = camera.zoom / drawn.zoom
    const [x, y] = [camera.x - drawn.x * scale, camera.y - drawn.y * scale]
    this.#canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`
  }

  #drawAt(camera: Camera, content: string): void {
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    const startedAt = performance.now()
    const { cy } = this.#picture
    const ratio = window.devicePixelRatio
    // Setting the size also clears.
    this.#canvas.width = Math.round(cy.width() * ratio)
    this.#canvas.height = Math.round(cy.height() * ratio)
    this.#canvas.style.transform = ''
    const { zoom, x, y } = camera
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio)
    const { x1, y1, x2, y2 } = cy.extent()
    drawGround(context, this.#picture, { theme: this.#theme, zoom, view: { x1, y1, x2, y2 } })
    this.#drawnFor = content
    this.#drawnAt = camera
    this.#tookMs = performance.now() - startedAt
  }

  remove(): void {
    window.clearTimeout(this.#timer)
    this.#canvas.remove()
  }
}

export interface GroundTools {
  readonly theme: CanvasTheme
  readonly zoom: number
  readonly view: Rect
}

/** In model pixels. */
export function drawGround(
  context: CanvasRenderingContext2D,
  picture: Picture,
  { theme, zoom, view }: GroundTools,
): void {
  const pen = createCanvasPen(context)
  for (const box of boxesOutsideIn(picture)) drawBox(pen, box, { picture, theme })
  drawLines(linesIn(picture, { theme, view }), { context, theme, zoom })
}

function linesIn(picture: Picture, { theme, view }: Omit<GroundTools, 'zoom'>): LineInk[] {
  const { drawn, marked } = picture
  const lines: LineInk[] = []
  const isCrowded = picture.isCrowded(view)
  for (const edge of drawn.edgesById.values()) {
    if (marked.hidden.has(edge.id)) continue
    const path = picture.pathOf(edge)
    if (!passes(path, view)) continue
    const halo = haloOf(marked.classesById.get(edge.id), theme)
    lines.push({ edge, path, halo, opacity: opacityOf(edge, picture, isCrowded) })
  }
  return lines
}

function opacityOf(
  { id, status }: DrawnEdge,
  { drawn, marked }: Picture,
  isCrowded: boolean,
): number {
  if (marked.dimmed.has(id)) return dimOpacity
  // With something dimmed, whatever is not is what the reader asked for.
  const isQuiet = marked.dimmed.size === 0 && isCrowded && drawn.quiet.has(id)
  if (!isQuiet) return 1
  return status === 'healthy' || status === 'none' ? quietOpacity.well : quietOpacity.unwell
}

function haloOf(classes: string | undefined, theme: CanvasTheme): string | null {
  if (classes === undefined) return null
  if (classes.includes('selected')) return theme.select
  if (classes.includes('cursor')) return theme.focus
  if (classes.includes('traced')) return theme.trace
  return classes.includes('found') ? theme.find : null
}

function isSame(a: Camera, b: Camera | null): boolean {
  return b !== null && a.zoom === b.zoom && a.x === b.x && a.y === b.y
}

const depthByKind = { cluster: 0, namespace: 1, app: 2 } as const

export function boxesOutsideIn({ drawn }: Picture): DrawnBox[] {
  return [...drawn.boxesById.values()].sort((a, b) => depthByKind[a.kind] - depthByKind[b.kind])
}

export function drawBox(
  pen: Pen,
  { id, kind, status }: DrawnBox,
  { picture, theme }: { picture: Picture; theme: CanvasTheme },
): void {
  const rect = picture.boxRects.get(id)
  if (rect === undefined) return
  const box = { x: rect.x1, y: rect.y1, ...sizeOf(rect), radius: 12 }
  const isBad = kind === 'namespace' && (status === 'failure' || status === 'degraded')
  const stroke = isBad ? theme.edge[status] : theme.boxLine
  pen.box(box, { fill: theme.boxFills[kind], stroke, lineWidth: 1 })
}
