/** What is drawn at a zoom: only what can be read. */
export interface Detail {
  readonly zoom: number
  readonly hasNames: boolean
  readonly hasCaptions: boolean
  readonly hasGlyphs: boolean
  /** Labels on all edges, not only on those hovered, selected or failing. */
  readonly hasEdgeLabels: boolean
  readonly hasEdgeSigns: boolean
  /** Of health signs, model pixels: they grow as the picture shrinks, for they must be found. */
  readonly signSize: number
  /** By how much the label of what is hovered is enlarged so that it can be read. */
  readonly strongScale: number
}

/** Below these many CSS pixels letters are noise. */
const leastNamePixels = 6.6

/** A graph of so few edges has its labels written as soon as letters can be read. */
const fewEdges = 60

export function detailAt(zoom: number, edgesInView: number): Detail {
  const namePixels = 12 * zoom
  const labelZoom = edgesInView <= fewEdges ? 0.55 : edgesInView <= 200 ? 0.9 : 1.15
  return {
    zoom,
    hasNames: namePixels >= leastNamePixels,
    hasCaptions: namePixels >= leastNamePixels + 1.4,
    hasGlyphs: zoom >= 0.4,
    hasEdgeLabels: zoom >= labelZoom,
    hasEdgeSigns: edgesInView <= 1500,
    signSize: Math.min(34, Math.max(15, 9 / zoom)),
    strongScale: Math.max(1, Math.min(4, 0.95 / zoom)),
  }
}
