import { t } from '../../i18n/t.ts'
import type { Point, Rect, Size } from '../geometry.ts'
import { contains, grow, sizeOf } from '../geometry.ts'
import type { CanvasTheme } from '../theme.ts'
import { zoomBy } from './camera.ts'
import { drawMap } from './draw-map.ts'
import type { Picture } from './picture.ts'

/** Of the stage's size, within limits: a map on a wall is read from farther away. */
function mostSizeOn(stage: HTMLElement): Size {
  const { clientWidth, clientHeight } = stage
  return {
    width: Math.min(340, Math.max(140, clientWidth * 0.16)),
    height: Math.min(220, Math.max(90, clientHeight * 0.18)),
  }
}

/** Who has so few nodes finds them without a map. */
const fewNodes = 12

/** A reader who sees all but a rim of the picture needs no map of it. */
const rimPixels = 12

const stepShare = 0.2
const zoomStep = 1.3

export interface MinimapDeps {
  /** Beside it the map is put: within, the picture would take the pointer. */
  readonly stage: HTMLElement
  readonly picture: Picture
  readonly onFit: () => void
}

/**
 * The whole picture, small, with a frame around what is in view: only while that is not all. The
 * frame is dragged, or moved by arrow keys. Panning moves the frame alone; the map below it is drawn
 * when the picture is another.
 */
export class Minimap {
  readonly #deps: MinimapDeps
  readonly #element: HTMLDivElement
  readonly #canvas: HTMLCanvasElement
  readonly #frame: HTMLDivElement
  #theme: CanvasTheme
  #bounds: Rect | null = null
  /** Of the picture, in pixels of the map. */
  #scale = 1
  /** From the middle of the view to where it is held, model pixels. */
  #grip: Point | null = null
  #drawing: number | null = null

  constructor(deps: MinimapDeps, theme: CanvasTheme) {
    this.#deps = deps
    this.#theme = theme
    this.#element = document.createElement('div')
    this.#element.className = 'graph-canvas-minimap'
    this.#element.hidden = true
    this.#element.tabIndex = 0
    this.#element.setAttribute('role', 'application')
    this.#element.setAttribute('aria-label', t('Overview: arrow keys move the view'))
    this.#canvas = document.createElement('canvas')
    this.#frame = document.createElement('div')
    this.#frame.className = 'graph-canvas-minimap-frame'
    this.#element.append(this.#canvas, this.#frame)
    deps.stage.after(this.#element)
    this.#element.addEventListener('pointerdown', (event) => this.#grab(event))
    this.#element.addEventListener('pointermove', (event) => this.#drag(event))
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.#element.addEventListener(end, () => (this.#grip = null))
    this.#element.addEventListener('keydown', (event) => this.#press(event))
    this.#element.addEventListener('blur', this.#follow)
    deps.picture.cy.on('viewport', this.#follow)
  }

  setTheme(theme: CanvasTheme): void {
    this.#theme = theme
    this.redraw()
  }

  /** With the next frame, however often it is asked for until then. */
  redraw(): void {
    this.#drawing ??= requestAnimationFrame(() => {
      this.#drawing = null
      this.#draw()
    })
  }

  #draw(): void {
    const { picture } = this.#deps
    const { bounds } = picture
    this.#bounds = bounds === null ? null : grow(bounds, 20)
    this.#follow()
    if (this.#bounds === null || this.#element.hidden) return
    const size = sizeOf(this.#bounds)
    const most = mostSizeOn(this.#deps.stage)
    this.#scale = Math.min(most.width / size.width, most.height / size.height)
    const [width, height] = [size.width * this.#scale, size.height * this.#scale]
    this.#element.style.width = `${Math.round(width)}px`
    this.#element.style.height = `${Math.round(height)}px`
    const ratio = window.devicePixelRatio
    this.#canvas.width = Math.round(width * ratio)
    this.#canvas.height = Math.round(height * ratio)
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    const scale = this.#scale * ratio
    context.setTransform(scale, 0, 0, scale, -this.#bounds.x1 * scale, -this.#bounds.y1 * scale)
    drawMap(context, picture, { theme: this.#theme, pixel: 1 / this.#scale })
    this.#moveFrame(this.#bounds)
  }

  readonly #follow = (): void => {
    const { picture } = this.#deps
    const rim = rimPixels / picture.cy.zoom()
    const isSmall = picture.centers.size < fewNodes
    const isAll = this.#bounds === null || contains(grow(this.#view(), rim), this.#bounds)
    const wasHidden = this.#element.hidden
    // It must not go away under the hand that holds it, nor take the keyboard's place with it.
    const isHeld = this.#grip !== null || this.#element.matches(':focus-visible')
    this.#element.hidden = isSmall || (isAll && !isHeld)
    if (this.#element.hidden || this.#bounds === null) return
    if (wasHidden) this.redraw()
    else this.#moveFrame(this.#bounds)
  }

  #view(): Rect {
    const { x1, y1, x2, y2 } = this.#deps.picture.cy.extent()
    return { x1, y1, x2, y2 }
  }

  #moveFrame(bounds: Rect): void {
    const view = this.#view()
    const { width, height } = sizeOf(view)
    const { style } = this.#frame
    style.transform = `translate(${(view.x1 - bounds.x1) * this.#scale}px, ${(view.y1 - bounds.y1) * this.#scale}px)`
    style.width = `${width * this.#scale}px`
    style.height = `${height * this.#scale}px`
  }

  #modelAt({ clientX, clientY }: PointerEvent): Point | null {
    if (this.#bounds === null) return null
    const { left, top } = this.#canvas.getBoundingClientRect()
    return {
      x: this.#bounds.x1 + (clientX - left) / this.#scale,
      y: this.#bounds.y1 + (clientY - top) / this.#scale,
    }
  }

  #grab(event: PointerEvent): void {
    const at = this.#modelAt(event)
    if (at === null || event.button !== 0) return
    this.#element.setPointerCapture(event.pointerId)
    const view = this.#view()
    const middle = { x: (view.x1 + view.x2) / 2, y: (view.y1 + view.y2) / 2 }
    const isInside = at.x > view.x1 && at.x < view.x2 && at.y > view.y1 && at.y < view.y2
    this.#grip = isInside ? { x: at.x - middle.x, y: at.y - middle.y } : { x: 0, y: 0 }
    this.#drag(event)
  }

  #drag(event: PointerEvent): void {
    const at = this.#modelAt(event)
    if (at === null || this.#grip === null) return
    this.#lookAt({ x: at.x - this.#grip.x, y: at.y - this.#grip.y })
  }

  #lookAt({ x, y }: Point): void {
    const { cy } = this.#deps.picture
    const zoom = cy.zoom()
    cy.pan({ x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom })
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { cy } = this.#deps.picture
    const way = ways[event.key]
    if (way !== undefined) {
      const { width, height } = sizeOf(this.#view())
      const zoom = cy.zoom()
      cy.panBy({ x: -way.x * width * stepShare * zoom, y: -way.y * height * stepShare * zoom })
    } else if (event.key === '+' || event.key === '=') zoomBy(cy, zoomStep)
    else if (event.key === '-') zoomBy(cy, 1 / zoomStep)
    else if (event.key === 'Home') this.#deps.onFit()
    else return
    event.preventDefault()
  }

  remove(): void {
    if (this.#drawing !== null) cancelAnimationFrame(this.#drawing)
    this.#deps.picture.cy.off('viewport', this.#follow)
    this.#element.remove()
  }
}

const ways: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
