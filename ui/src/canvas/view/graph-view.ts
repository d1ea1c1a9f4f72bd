import type { Graph } from '#contract/graph.ts'
import type { BadgeChoice, CanvasThemeName, EdgeLabelChoice, LayoutName } from '../canvas-props.ts'
import type { ElementChange, ElementFindings } from '../canvas-props.ts'
import { hasSameStructure } from '../diff.ts'
import { toElements } from '../elements.ts'
import type { DrawnGraph } from '../elements.ts'
import type { Point, Rect } from '../geometry.ts'
import { centerOf } from '../geometry.ts'
import { knownFor, layoutRequest, placeKey } from '../layout-request.ts'
import type { LayoutRunner } from '../layout/layout-runner.ts'
import type { PositionStore } from '../positions.ts'
import { stylesheet } from '../style.ts'
import { themes } from '../theme.ts'
import { centerOnRect, fitInto, zoomBy } from './camera.ts'
import { createCy, tuneForSize } from './create-cy.ts'
import { exportPng, exportSvg } from './export-picture.ts'
import { FlowLayer } from './flow-layer.ts'
import type { Framing } from './framing.ts'
import { glide } from './glide.ts'
import { GroundLayer } from './ground-layer.ts'
import { InkLayer } from './ink-layer.ts'
import { markElements, noMarks } from './marks.ts'
import type { Marks } from './marks.ts'
import { Minimap } from './minimap.ts'
import { Picture } from './picture.ts'
import { PlaceMemory } from './place-memory.ts'
import { Reader } from './reader.ts'
import type { ReaderEvents } from './reader.ts'
import { Summary } from './summary.ts'

export interface Scene {
  readonly graph: Graph
  readonly labels: EdgeLabelChoice
  readonly badges: BadgeChoice
  readonly layoutName: LayoutName
  readonly viewKey: string
  readonly ranks?: ReadonlyMap<string, number> | undefined
  readonly changes?: ReadonlyMap<string, ElementChange> | null | undefined
  readonly findings?: ReadonlyMap<string, ElementFindings> | null | undefined
}

export interface ViewDeps {
  readonly runner: LayoutRunner
  readonly store: PositionStore
  /** False where there is no canvas to draw on. */
  readonly canDraw: boolean
  /** What floats over the picture now, in CSS pixels from the canvas's upper left corner. */
  readonly overlays: () => readonly Rect[]
  readonly events: ReaderEvents & { readonly onBusy: (isBusy: boolean) => void }
}

interface Pending {
  drawn: DrawnGraph
  readonly layoutName: LayoutName
  readonly known: Readonly<Record<string, Point>>
  readonly mapKey: string
  readonly hasToFit: boolean
}

/**
 * The life of one canvas: takes scenes, asks for positions where some are missing, and shows the
 * old picture until the new one stands.
 */
export class GraphView {
  readonly #deps: ViewDeps
  readonly #container: HTMLElement
  readonly #picture: Picture
  readonly #ground: GroundLayer | null
  readonly #ink: InkLayer | null
  readonly #flow: FlowLayer | null
  readonly #minimap: Minimap | null
  readonly #reader: Reader
  readonly #summary: Summary
  readonly #observer: ResizeObserver | null
  #theme: CanvasThemeName = 'light'
  #marks: Marks = noMarks
  readonly #memory: PlaceMemory
  #layoutName: LayoutName = 'layered'
  #pending: Pending | null = null
  #shown: Scene | null = null
  /** Where the last fit left the camera. */
  #fitted: Framing | null = null
  #arrive: () => void = () => undefined

  constructor(container: HTMLElement, deps: ViewDeps) {
    this.#deps = deps
    this.#container = container
    this.#memory = new PlaceMemory(deps.store)
    const theme = themes[this.#theme]
    const cy = createCy(deps.canDraw ? container : null, stylesheet(theme))
    this.#picture = new Picture(cy)
    this.#summary = new Summary(container, cy)
    this.#flow = deps.canDraw ? new FlowLayer(container, this.#picture, theme) : null
    this.#ground = deps.canDraw ? new GroundLayer(container, this.#picture, theme) : null
    this.#ink = deps.canDraw ? new InkLayer(container, this.#picture, theme) : null
    const map = { stage: container, picture: this.#picture, onFit: () => this.fit() }
    this.#minimap = deps.canDraw ? new Minimap(map, theme) : null
    this.#reader = new Reader({
      container,
      picture: this.#picture,
      events: deps.events,
      onMark: (marks) => this.mark(marks),
      onMoved: (id) => this.#pin(id),
      onPin: (id) => this.togglePin(id),
    })
    cy.on('render', () => this.#drawOurs())
    this.#observer = deps.canDraw ? new ResizeObserver(() => this.#resize()) : null
    this.#observer?.observe(container)
  }

  show(scene: Scene): void {
    this.#summary.begin(scene.graph)
    const isSame = this.#pending === null && this.#shown !== null && looksSame(this.#shown, scene)
    this.#shown = scene
    if (isSame) {
      this.#summary.finish(this.#picture.drawn, false)
      return
    }
    this.#arrive()
    const drawn = toElements(scene.graph, scene)
    const mapKey = `${scene.viewKey}|${scene.layoutName}`
    const isOtherMap = mapKey !== this.#memory.mapKey
    if (isOtherMap) this.#open(mapKey)
    this.#layoutName = scene.layoutName
    const hasToFit = isOtherMap || (this.#pending?.hasToFit ?? false)
    const standing = isOtherMap ? new Map<string, Point>() : this.#standing
    const known = knownFor(drawn, this.#memory.places, standing)
    this.#settle({ drawn, known, mapKey, hasToFit, layoutName: scene.layoutName })
  }

  #open(mapKey: string): void {
    this.#memory.open(mapKey)
    const { pinned } = this.#picture
    pinned.clear()
    for (const id of this.#memory.pinned) pinned.add(id)
  }

  /** Where nodes are that may stay there: not those for which a place is being looked for. */
  get #standing(): ReadonlyMap<string, Point> {
    const { centers } = this.#picture
    const waiting = this.#pending
    if (waiting === null) return centers
    return new Map([...centers].filter(([id]) => waiting.known[id] !== undefined))
  }

  #settle(next: Pending): void {
    const waiting = this.#pending
    if (waiting?.mapKey === next.mapKey && hasSameStructure(waiting.drawn, next.drawn)) {
      waiting.drawn = next.drawn
      return
    }
    const isComplete = [...next.drawn.nodesById.keys()].every((id) => next.known[id] !== undefined)
    if (isComplete) {
      this.#pending = null
      this.#finish(next, next.known)
    } else void this.#layOut(next)
  }

  async #layOut(next: Pending): Promise<void> {
    this.#pending = next
    this.#deps.events.onBusy(true)
    const { clientWidth, clientHeight } = this.#container
    const aspect = clientHeight > 0 ? Math.max(0.4, clientWidth / clientHeight) : 1.6
    const { drawn, known, layoutName: name } = next
    const positions = await this.#deps.runner.run(layoutRequest(drawn, { name, aspect, known }))
    if (positions === null || this.#pending !== next) return
    this.#pending = null
    this.#summary.laidOut()
    this.#finish(next, positions)
  }

  /** What is drawn, each at a place of which the memory knows, the others anew. */
  #layOutAgain({ hasToFit }: Pick<Pending, 'hasToFit'>): void {
    const { mapKey, places: known } = this.#memory
    const [{ drawn }, layoutName] = [this.#picture, this.#layoutName]
    if (mapKey !== null) void this.#layOut({ drawn, known, mapKey, hasToFit, layoutName })
  }

  #finish(next: Pending, positions: Readonly<Record<string, Point>>): void {
    const picture = this.#picture
    const hadNodes = picture.centers.size > 0 && !next.hasToFit
    const isChanged = picture.show(next.drawn, positions)
    if (isChanged) {
      const { nodesById, edgesById } = next.drawn
      tuneForSize(picture.cy, nodesById.size + (picture.hasOwnLines ? 0 : edgesById.size))
      picture.mark(markElements(next.drawn, this.#marks))
      this.#flow?.refresh()
    } else this.#redrawInk()
    if (hadNodes) this.#arrive = glide(picture, positions, () => this.#remember())
    else picture.move(positions)
    if (next.hasToFit) this.fit()
    if (isChanged || next.hasToFit) this.#remember()
    if (isChanged) this.#minimap?.redraw()
    this.#summary.finish(next.drawn, isChanged)
    this.#reader.follow()
    this.#deps.events.onBusy(false)
  }

  #drawOurs(): void {
    this.#ground?.draw()
    this.#ink?.draw()
  }

  /** Numbers may be others though every shape is the same. */
  #redrawInk(): void {
    if (this.#ink !== null) requestAnimationFrame(() => this.#drawOurs())
  }

  #remember(): void {
    const { boxRects, drawn } = this.#picture
    const centers = this.#standing
    const places: Record<string, Point> = {}
    for (const [id, rect] of boxRects) {
      const box = drawn.boxesById.get(id)
      if (box?.kind === 'namespace') places[placeKey(box.source)] = rounded(centerOf(rect))
    }
    for (const { id, kind, node } of drawn.nodesById.values()) {
      const at = centers.get(id)
      if (kind === 'namespace' && at !== undefined) places[placeKey(node)] = at
    }
    this.#memory.add({ ...Object.fromEntries(centers), ...places })
    this.#minimap?.redraw()
  }

  #pin(id: string): void {
    const at = this.#picture.centers.get(id)
    if (at === undefined) return
    this.#picture.pinned.add(id)
    this.#memory.pin(id, at)
    this.#remember()
    this.#redrawInk()
  }

  isPinned(id: string): boolean {
    return this.#picture.pinned.has(id)
  }

  /** What is let go finds a place beside its neighbours, as if it were new. */
  togglePin(id: string): 'pinned' | 'free' {
    const { pinned, drawn } = this.#picture
    if (!pinned.has(id)) {
      this.#pin(id)
      return 'pinned'
    }
    pinned.delete(id)
    this.#memory.forgetNode(id)
    if (drawn.nodesById.has(id)) this.#layOutAgain({ hasToFit: false })
    this.#remember()
    return 'free'
  }

  mark(marks: Partial<Marks>): void {
    this.#marks = { ...this.#marks, ...marks }
    const isRestyled = this.#picture.mark(markElements(this.#picture.drawn, this.#marks))
    if (!this.#deps.canDraw) return
    // With all shapes as they were there is no need to draw thousands of them again.
    if (isRestyled) this.#picture.cy.forceRender()
    else this.#redrawInk()
  }

  setTheme(name: CanvasThemeName): void {
    if (name === this.#theme) return
    this.#theme = name
    this.#ground?.setTheme(themes[name])
    this.#ink?.setTheme(themes[name])
    this.#flow?.setTheme(themes[name])
    this.#minimap?.setTheme(themes[name])
    this.#picture.cy.style(stylesheet(themes[name]))
  }

  setAnimated(isAnimated: boolean): void {
    this.#flow?.setRunning(isAnimated)
  }

  fit(): void {
    const { bounds, itemRects: items, cy } = this.#picture
    if (bounds === null || !this.#deps.canDraw) return
    fitInto(cy, { bounds, items, overlays: this.#deps.overlays() })
    this.#fitted = { zoom: cy.zoom(), pan: { ...cy.pan() } }
  }

  zoom(factor: number): void {
    zoomBy(this.#picture.cy, factor)
  }

  tidyUp(): void {
    this.#memory.forgetAll()
    this.#picture.pinned.clear()
    this.#layOutAgain({ hasToFit: true })
  }

  centerOn(id: string): void {
    const rect = this.#picture.rectOf(id)
    if (rect !== null && this.#deps.canDraw) centerOnRect(this.#picture.cy, rect)
  }

  exportPng(): Promise<Blob | null> {
    if (!this.#deps.canDraw) return Promise.resolve(null)
    return exportPng(this.#picture, themes[this.#theme])
  }

  exportSvg(): Blob | null {
    return exportSvg(this.#picture, themes[this.#theme])
  }

  /** Whoever sees the whole picture goes on seeing it whole; a view chosen by hand is kept. */
  #resize(): void {
    const { cy } = this.#picture
    cy.resize()
    const { x, y } = cy.pan()
    const fitted = this.#fitted
    const isUntouched =
      fitted !== null && cy.zoom() === fitted.zoom && x === fitted.pan.x && y === fitted.pan.y
    if (isUntouched) this.fit()
    this.#drawOurs()
    this.#minimap?.redraw()
  }

  destroy(): void {
    this.#arrive()
    this.#memory.write()
    this.#observer?.disconnect()
    this.#deps.runner.stop()
    this.#reader.remove()
    this.#pending = null
    this.#flow?.remove()
    this.#minimap?.remove()
    this.#ground?.remove()
    this.#ink?.remove()
    this.#picture.cy.destroy()
  }
}

/** A refresh that changed nothing hands on the same lists: nothing of them is walked again. */
function looksSame(a: Scene, b: Scene): boolean {
  const isSameGraph =
    a.graph.nodes === b.graph.nodes &&
    a.graph.edges === b.graph.edges &&
    a.graph.boxes === b.graph.boxes
  return isSameGraph && choices.every((name) => a[name] === b[name])
}

const choices = [
  'labels',
  'badges',
  'layoutName',
  'viewKey',
  'ranks',
  'changes',
  'findings',
] as const satisfies readonly (keyof Scene)[]

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}
