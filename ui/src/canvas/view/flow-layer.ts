import { pointAlong } from '../curves.ts'
import type { DrawnEdge } from '../elements.ts'
import type { CanvasTheme } from '../theme.ts'
import { dotsOf } from './flow-dots.ts'
import { prefersStillness } from './glide.ts'
import type { Picture } from './picture.ts'

const mostEdges = 300
const frameMs = 40

/** Dots that run along edges, more and faster where there is more traffic. */
export class FlowLayer {
  readonly #canvas: HTMLCanvasElement
  readonly #picture: Picture
  #theme: CanvasTheme
  #isWanted = false
  #frame: number | null = null
  #drawnAt = 0

  constructor(container: HTMLElement, picture: Picture, theme: CanvasTheme) {
    this.#canvas = document.createElement('canvas')
    this.#canvas.className = 'graph-canvas-ink'
    this.#canvas.setAttribute('aria-hidden', 'true')
    this.#canvas.width = 0
    container.append(this.#canvas)
    this.#picture = picture
    this.#theme = theme
  }

  setTheme(theme: CanvasTheme): void {
    this.#theme = theme
  }

  setRunning(isWanted: boolean): void {
    this.#isWanted = isWanted
    this.refresh()
  }

  /** Starts or stops, as wish, motion preference and size of the picture allow. */
  refresh(): void {
    const count = this.#picture.drawn.edgesById.size
    const isAllowed = this.#isWanted && count > 0 && count <= mostEdges && !prefersStillness()
    if (isAllowed && this.#frame === null) this.#frame = requestAnimationFrame(this.#step)
    if (!isAllowed) this.#stop()
  }

  readonly #step = (now: number): void => {
    this.#frame = requestAnimationFrame(this.#step)
    if (now - this.#drawnAt < frameMs) return
    this.#drawnAt = now
    this.#draw(now)
  }

  #draw(now: number): void {
    const { cy, drawn, marked } = this.#picture
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    const ratio = window.devicePixelRatio
    const [zoom, pan] = [cy.zoom(), cy.pan()]
    // Setting the size also clears.
    this.#canvas.width = Math.round(cy.width() * ratio)
    this.#canvas.height = Math.round(cy.height() * ratio)
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio, pan.y * ratio)
    for (const edge of drawn.edgesById.values()) {
      const isSeen = !marked.dimmed.has(edge.id) && !marked.hidden.has(edge.id)
      if (isSeen) this.#drawDots(context, edge, now)
    }
  }

  #drawDots(context: CanvasRenderingContext2D, edge: DrawnEdge, now: number): void {
    const dots = dotsOf(edge)
    if (dots === null) return
    const { count, periodMs, failing } = dots
    const path = this.#picture.pathOf(edge)
    for (let index = 0; index < count; index += 1) {
      const share = (now / periodMs + index / count) % 1
      const { x, y } = pointAlong(path, share)
      context.beginPath()
      context.arc(x, y, 2 + edge.width * 0.35, 0, 2 * Math.PI)
      const isFailing = index < failing
      context.fillStyle = isFailing ? this.#theme.health.failure : this.#theme.health[edge.status]
      context.fill()
    }
  }

  #stop(): void {
    if (this.#frame === null) return
    cancelAnimationFrame(this.#frame)
    this.#frame = null
    this.#canvas.width = 0
  }

  remove(): void {
    this.#stop()
    this.#canvas.remove()
  }
}
