import cytoscape from 'cytoscape'
import type { Core, StylesheetJson } from 'cytoscape'
import { zoomLimits } from './camera.ts'
import { restWhenIdle } from './rest-when-idle.ts'

// Edges whose ends touch while nodes glide past each other are no news to anybody.
cytoscape.warnings(false)
restWhenIdle()

/** Null draws nowhere: where there is no canvas, as in tests, everything but the picture works. */
export function createCy(container: HTMLElement | null, style: StylesheetJson): Core {
  return cytoscape({
    ...(container === null ? { headless: true, styleEnabled: true } : { container }),
    style,
    layout: { name: 'preset' },
    minZoom: zoomLimits.least,
    maxZoom: zoomLimits.most,
    boxSelectionEnabled: true,
    autounselectify: true,
    selectionType: 'single',
    pixelRatio: 'auto',
  })
}

/** With more elements than this a frame of panning shows the last picture, moved. */
const mostRedrawnWhilePanning = 900

interface ViewportSwitches {
  textureOnViewport: boolean
}

/** Cytoscape reads this when it is created; its renderer, at every frame. */
export function tuneForSize(cy: Core, elementCount: number): void {
  const { renderer: read } = cy as { renderer?: () => unknown }
  const renderer = read?.call(cy)
  if (!hasSwitches(renderer)) return
  renderer.textureOnViewport = elementCount > mostRedrawnWhilePanning
}

function hasSwitches(renderer: unknown): renderer is ViewportSwitches {
  return typeof renderer === 'object' && renderer !== null && 'textureOnViewport' in renderer
}
