import type { Core } from 'cytoscape'
import type { Rect } from '../geometry.ts'
import { centerOf, sizeOf } from '../geometry.ts'

export const zoomLimits = { least: 0.03, most: 4 } as const

/** Small graphs are not blown up beyond this. */
const mostFitZoom = 1.35
const margin = 28

export function fitInto(cy: Core, rect: Rect, mostZoom: number = mostFitZoom): void {
  const { width, height } = sizeOf(rect)
  const [roomX, roomY] = [cy.width() - 2 * margin, cy.height() - 2 * margin]
  if (roomX <= 0 || roomY <= 0) return
  const wanted = Math.min(roomX / Math.max(1, width), roomY / Math.max(1, height), mostZoom)
  const zoom = Math.max(zoomLimits.least, wanted)
  const center = centerOf(rect)
  cy.viewport({
    zoom,
    pan: { x: cy.width() / 2 - center.x * zoom, y: cy.height() / 2 - center.y * zoom },
  })
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
