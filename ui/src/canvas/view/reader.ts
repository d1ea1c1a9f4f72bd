import { t } from '../../i18n/t.ts'
import type { Point } from '../geometry.ts'
import { centerOnRect } from './camera.ts'
import { counterpartOf, cursorAfter, namespaceAt, placeAmongEdges } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { describe } from './describe.ts'
import { describePaths, pathsThrough } from '../paths.ts'
import { depthAfter, wordsForDepth } from './depth.ts'
import { edgeAt } from './edge-at.ts'
import type { Marks } from './marks.ts'
import type { Picture } from './picture.ts'
import { listenToPointer } from './pointer.ts'
import { Tooltip } from './tooltip.ts'

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
  readonly onMoved: (id: string) => void
  /** Pins a node, or lets go of one that is pinned; returns which. */
  readonly onPin: (id: string) => 'pinned' | 'free'
}

/** Pointer and keyboard of whoever reads the picture, and what it tells them on the way. */
export class Reader {
  readonly #deps: ReaderDeps
  readonly #tooltip: Tooltip
  readonly #spoken: HTMLDivElement
  readonly #stopListening: () => void
  readonly #onKey = (event: KeyboardEvent): void => this.#press(event)
  readonly #onBlur = (): void => this.#moveCursor(null)
  #cursor: Cursor | null = null
  /** For how many calls paths are followed; null: to their ends. */
  #depth: number | null = null
  /** The namespace that the keyboard has just opened or closed, until the picture shows it. */
  #toggled: { cluster: string | null; namespace: string | null } | null = null

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
      edgeAt: (at) => (picture.hasOwnLines ? edgeAt(picture, at, picture.cy.zoom()) : null),
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
    if (id === null || description === null) this.#tooltip.hide()
    else this.#tooltip.show({ ...description, lines: this.#linesOn(id, description.lines) }, at)
  }

  /** What is known of it, and last who calls it and what it needs. */
  #linesOn(id: string, lines: readonly string[]): readonly string[] {
    const { drawn } = this.#deps.picture
    if (!drawn.nodesById.has(id)) return lines
    const paths = describePaths(pathsThrough(id, drawn.edgesById.values(), this.#depth))
    return paths === '' ? lines : [...lines, paths]
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { picture, events } = this.#deps
    if (this.#nudge(event) || this.#deepen(event.key)) {
      event.preventDefault()
      return
    }
    const next = cursorAfter(event.key, this.#cursor, picture)
    if (next !== null) this.#moveCursor(next)
    else if (event.key === 'Escape') {
      this.#moveCursor(null)
      events.onSelect(null)
    } else if (this.#cursor === null || !this.#act(event.key, this.#cursor)) return
    event.preventDefault()
  }

  /** Shift and an arrow moves the node under the cursor, as dragging does. */
  #nudge({ key, shiftKey }: KeyboardEvent): boolean {
    const by = shiftKey ? nudges[key] : undefined
    if (by === undefined || this.#cursor === null) return false
    const { picture, onMoved } = this.#deps
    const { id } = this.#cursor
    const at = picture.centers.get(id)
    if (at === undefined) return false
    picture.move({ [id]: { x: at.x + by.x, y: at.y + by.y } })
    this.#spoken.textContent = t('Moved, and pinned')
    onMoved(id)
    return true
  }

  #deepen(key: string): boolean {
    if (key !== '[' && key !== ']') return false
    this.#depth = depthAfter(key, this.#depth)
    this.#spoken.textContent = wordsForDepth(this.#depth)
    this.#deps.onMark({ depth: this.#depth })
    return true
  }

  #pin(id: string): boolean {
    if (!this.#deps.picture.drawn.nodesById.has(id)) return false
    const isPinned = this.#deps.onPin(id) === 'pinned'
    this.#spoken.textContent = isPinned
      ? t('Pinned where it is')
      : t('Let go, beside its neighbours')
    return true
  }

  /** Does what the key says with what the cursor is on; false for a key that says nothing. */
  #act(key: string, cursor: Cursor): boolean {
    const { picture, events } = this.#deps
    const isClosed = picture.drawn.nodesById.get(cursor.id)?.kind === 'namespace'
    if (key === ' ' || (key === 'Enter' && !isClosed)) events.onSelect(cursor.id)
    else if (key === 'p' || key === 'P') return this.#pin(cursor.id)
    else if (key === 'o' || key === 'O' || key === 'Enter') this.#toggle(cursor)
    else return false
    return true
  }

  #toggle(cursor: Cursor): void {
    const { picture, events } = this.#deps
    const id = namespaceAt(cursor, picture)
    if (id === null) return
    const { nodesById, boxesById } = picture.drawn
    this.#toggled = nodesById.get(id)?.node ?? boxesById.get(id)?.source ?? null
    events.onToggle(id)
  }

  /** The picture is another one: the cursor goes along with a namespace that opened or closed. */
  follow(): void {
    if (this.#toggled === null || this.#cursor === null) return
    const { picture } = this.#deps
    const next = counterpartOf(this.#toggled, picture)
    if (next === null || next.id === this.#cursor.id) return
    this.#toggled = null
    this.#moveCursor(next)
  }

  #moveCursor(cursor: Cursor | null): void {
    const id = cursor?.id ?? null
    if (id === (this.#cursor?.id ?? null)) return
    this.#cursor = cursor
    const { picture, onMark } = this.#deps
    onMark({ cursor: id })
    this.#spoken.textContent = cursor === null ? '' : this.#wordsFor(cursor)
    const rect = id === null ? null : picture.rectOf(id)
    if (rect !== null && picture.cy.container() !== null && !isInView(picture, rect)) {
      centerOnRect(picture.cy, rect)
    }
  }

  #wordsFor(cursor: Cursor): string {
    const { picture } = this.#deps
    const description = describe(cursor.id, picture.drawn)
    if (description === null) return ''
    const place = placeAmongEdges(cursor, picture)
    return [place, spokenTitle(description.title), ...this.#linesOn(cursor.id, description.lines)]
      .filter((text) => text !== '')
      .join('. ')
  }

  remove(): void {
    this.#stopListening()
    this.#tooltip.remove()
    this.#spoken.remove()
    this.#deps.container.removeEventListener('keydown', this.#onKey)
    this.#deps.container.removeEventListener('blur', this.#onBlur)
  }
}

/** An arrow is read out as nothing, or as its name. */
function spokenTitle(title: string): string {
  const [source = '', target] = title.split(' → ')
  return target === undefined ? title : t('{{source}} calls {{target}}', { source, target })
}

const nudgePixels = 20

const nudges: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -nudgePixels, y: 0 },
  ArrowRight: { x: nudgePixels, y: 0 },
  ArrowUp: { x: 0, y: -nudgePixels },
  ArrowDown: { x: 0, y: nudgePixels },
}

function isInView(
  picture: Picture,
  rect: { x1: number; y1: number; x2: number; y2: number },
): boolean {
  const view = picture.cy.extent()
  const isWithinX = rect.x1 >= view.x1 && rect.x2 <= view.x2
  return isWithinX && rect.y1 >= view.y1 && rect.y2 <= view.y2
}
