import type { Point } from '../geometry.ts'
import { centerOnRect } from './camera.ts'
import { describe } from './describe.ts'
import type { Marks } from './marks.ts'
import type { Picture } from './picture.ts'
import { listenToPointer } from './pointer.ts'
import { Tooltip } from './tooltip.ts'
import { nodeTowards } from './walk.ts'
import type { Direction } from './walk.ts'

export interface ReaderEvents {
  readonly onSelect: (id: string | null) => void
  readonly onToggle: (id: string) => void
  readonly onContextMenu: (id: string, at: Point) => void
}

interface ReaderDeps {
  readonly container: HTMLElement
  readonly picture: Picture
  readonly events: ReaderEvents
  readonly onMark: (marks: Partial<Marks>) => void
  /** A node was put somewhere by hand. */
  readonly onMoved: () => void
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Pointer and keyboard of whoever reads the picture, and what it tells them on the way. */
export class Reader {
  readonly #deps: ReaderDeps
  readonly #tooltip: Tooltip
  readonly #spoken: HTMLDivElement
  readonly #stopListening: () => void
  readonly #onKey = (event: KeyboardEvent): void => this.#press(event)
  readonly #onBlur = (): void => this.#moveCursor(null)
  #cursor: string | null = null

  constructor(deps: ReaderDeps) {
    this.#deps = deps
    const { container, picture, events, onMark, onMoved } = deps
    this.#tooltip = new Tooltip(container)
    this.#spoken = document.createElement('div')
    this.#spoken.className = 'graph-canvas-spoken'
    this.#spoken.setAttribute('aria-live', 'polite')
    container.append(this.#spoken)
    this.#stopListening = listenToPointer(picture.cy, {
      ...events,
      onHover: (hover) => {
        container.style.cursor = hover === null ? '' : 'pointer'
        onMark({ hover })
      },
      onRest: (id, at) => this.#tell(id, at),
      onDrag: (id, at) => picture.followDrag(id, at),
      onDrop: onMoved,
    })
    container.addEventListener('keydown', this.#onKey)
    container.addEventListener('blur', this.#onBlur)
  }

  #tell(id: string | null, at: Point): void {
    const description = id === null ? null : describe(id, this.#deps.picture.drawn)
    if (description === null) this.#tooltip.hide()
    else this.#tooltip.show(description, at)
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const direction = directions[event.key]
    if (direction !== undefined) {
      const next = nodeTowards(this.#cursor, direction, this.#deps.picture)
      if (next !== null) this.#moveCursor(next)
    } else if (event.key === 'Enter' && this.#cursor !== null) this.#enter(this.#cursor)
    else if (event.key === 'Escape') {
      this.#moveCursor(null)
      this.#deps.events.onSelect(null)
    } else return
    event.preventDefault()
  }

  #enter(id: string): void {
    const isClosed = this.#deps.picture.drawn.nodesById.get(id)?.kind === 'namespace'
    if (isClosed) this.#deps.events.onToggle(id)
    else this.#deps.events.onSelect(id)
  }

  #moveCursor(id: string | null): void {
    if (id === this.#cursor) return
    this.#cursor = id
    const { picture, onMark } = this.#deps
    onMark({ cursor: id })
    const description = id === null ? null : describe(id, picture.drawn)
    this.#spoken.textContent =
      description === null ? '' : `${description.title}. ${description.lines.join('. ')}`
    const rect = id === null ? null : picture.rectOf(id)
    if (rect !== null && picture.cy.container() !== null && !isInView(picture, rect)) {
      centerOnRect(picture.cy, rect)
    }
  }

  remove(): void {
    this.#stopListening()
    this.#tooltip.remove()
    this.#spoken.remove()
    this.#deps.container.removeEventListener('keydown', this.#onKey)
    this.#deps.container.removeEventListener('blur', this.#onBlur)
  }
}

function isInView(
  picture: Picture,
  rect: { x1: number; y1: number; x2: number; y2: number },
): boolean {
  const view = picture.cy.extent()
  const isWithinX = rect.x1 >= view.x1 && rect.x2 <= view.x2
  return isWithinX && rect.y1 >= view.y1 && rect.y2 <= view.y2
}
