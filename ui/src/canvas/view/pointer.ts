import type { Core, EventObject, SingularElementReturnValue } from 'cytoscape'
import type { Point } from '../geometry.ts'
import { rectAround } from '../geometry.ts'
import { fitInto, zoomLimits } from './camera.ts'

export interface PointerEvents {
  /** The edge at a place of the model, where Cytoscape does not know of edges. */
  readonly edgeAt: (at: Point) => string | null
  readonly onSelect: (id: string | null) => void
  readonly onToggle: (id: string) => void
  readonly onContextMenu: (id: string, at: Point) => void
  readonly onHover: (id: string | null) => void
  /** What the pointer rests on, and where; null when it moves on. */
  readonly onRest: (id: string | null, at: Point) => void
  readonly onDrag: (id: string, at: Point) => void
  readonly onDrop: (id: string) => void
}

const hoverMs = 50
const restMs = 350

/** Turns Cytoscape's events into ours. Shift and drag marks an area to zoom into. */
export function listenToPointer(cy: Core, events: PointerEvents): () => void {
  let hoverTimer: number | undefined
  let restTimer: number | undefined
  const point = (id: string | null, at: Point): void => {
    window.clearTimeout(hoverTimer)
    window.clearTimeout(restTimer)
    events.onRest(null, at)
    hoverTimer = window.setTimeout(() => events.onHover(id), hoverMs)
    if (id !== null) restTimer = window.setTimeout(() => events.onRest(id, at), restMs)
  }
  cy.on('tap', (event) => events.onSelect(hitBy(event, cy, events)))
  cy.on('dbltap', '.kind-namespace, .box-namespace', (event) => events.onToggle(idOf(event)))
  cy.on('cxttap', (event) => {
    const id = hitBy(event, cy, events)
    if (id !== null) events.onContextMenu(id, event.renderedPosition)
  })
  let overEdge: string | null = null
  cy.on('mousemove', (event) => {
    const edge = isAboveAll(event, cy) ? null : events.edgeAt(event.position)
    if (edge === overEdge) return
    overEdge = edge
    if (edge !== null || !isAboveAll(event, cy)) point(edge, event.renderedPosition)
  })
  cy.on('mouseover', '.node, .edge', (event) => point(idOf(event), event.renderedPosition))
  cy.on('mouseout', '.node, .edge', (event) => point(null, event.renderedPosition))
  cy.on('viewport grab', () => {
    window.clearTimeout(restTimer)
    events.onRest(null, { x: 0, y: 0 })
  })
  cy.on('drag', '.node', (event: EventObject) => {
    const { x, y } = cy.getElementById(idOf(event)).position()
    events.onDrag(idOf(event), { x, y })
  })
  cy.on('dragfree', '.node', (event: EventObject) => events.onDrop(idOf(event)))
  listenToArea(cy)
  return () => {
    window.clearTimeout(hoverTimer)
    window.clearTimeout(restTimer)
  }
}

/** Nodes lie above edges, and edges above boxes. */
function hitBy(event: EventObject, cy: Core, { edgeAt }: PointerEvents): string | null {
  if (isAboveAll(event, cy)) return idOf(event)
  return edgeAt(event.position) ?? (event.target === cy ? null : idOf(event))
}

function isAboveAll({ target }: EventObject, cy: Core): boolean {
  return target !== cy && !(target as SingularElementReturnValue).hasClass('box')
}

function idOf(event: EventObject): string {
  return (event.target as SingularElementReturnValue).id()
}

function listenToArea(cy: Core): void {
  let start: Point | null = null
  cy.on('boxstart', (event) => (start = event.position))
  cy.on('boxend', (event) => {
    const end: Point = event.position
    if (start === null) return
    const [width, height] = [Math.abs(end.x - start.x), Math.abs(end.y - start.y)]
    const center = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
    start = null
    if (Math.max(width, height) * cy.zoom() < 12) return
    fitInto(cy, { bounds: rectAround(center, { width, height }), mostZoom: zoomLimits.most })
  })
}
