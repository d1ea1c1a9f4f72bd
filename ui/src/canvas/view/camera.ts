import type { Core } from 'cytoscape'
import type { Rect } from '../geometry.ts'
import { centerOf, sizeOf } from '../geometry.ts'
import { frameAround } from './framing.ts'

export const zoomLimits = { least: 0.03, most: 4 } as const

/** Small graphs are not blown up beyond this; on a wall of a screen a little more. */
function mostFitZoom(width: number): number {
  return Math.min(2.2, Math.max(1.35, width / 1300))
}

export interface FitAsk {
  readonly bounds: Rect
  readonly items?: readonly Rect[]
  /** What floats over the picture, in CSS pixels from the canvas's upper left corner. */
  readonly overlays?: readonly Rect[]
  readonly mostZoom?: number
}

/** Shows all of it, with no item under what floats over the picture. */
export function fitInto(cy: Core, ask: FitAsk): void {
  const { bounds, items = [], overlays = [], mostZoom = mostFitZoom(cy.width()) } = ask
  const viewport = { width: cy.width(), height: cy.height() }
  const leastZoom = zoomLimits.least
  const framing = frameAround({ viewport, bounds, items, overlays, leastZoom, mostZoom })
  if (framing !== null) cy.viewport({ zoom: framing.zoom, pan: { ...framing.pan } })
}

/** Around the middle of what is in view. */
export function zoomBy(cy: Core, factor: number): void {
  const level = Math.min(zoomLimits.most, Math.max(zoomLimits.least, cy.zoom() * factor))
  cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } })
}

/** Keeps the zoom if the thing can be read at it. */
export function centerOnRect(cy: Core, rect: Rect): void {
  const { width, height } = sizeOf(rect)
  const fitting = Math.min(cy.width() / (width + 80), cy.height() / (height + 80))
  const zoom = Math.min(Math.max(cy.zoom(), 0.9), Math.max(fitting, zoomLimits.least))
  const center = centerOf(rect)
  cy.viewport({
    zoom,
    pan: { x: cy.width() / 2 - center.x * zoom, y: cy.height() / 2 - center.y * zoom },
  })
}
