import type { Rect } from '../geometry.ts'
import { overlaps, rectAround } from '../geometry.ts'
import { estimateTextWidth } from '../text-size.ts'
import type { InkTools, NodeInk } from './draw-node.ts'

/** Names that would be too small are written larger, where there is room, down to this zoom. */
const leastZoom = 0.24
const mostNames = 400
const pixels = 8

/**
 * As on a map: from afar only some names are written, of what is unhealthy and what is busiest
 * first, and none over another name or another node.
 */
export function drawFarNames(nodes: readonly NodeInk[], { pen, theme, detail }: InkTools): void {
  if (detail.zoom < leastZoom || nodes.length > mostNames) return
  const size = pixels / detail.zoom
  const occupied: Rect[] = nodes.map(({ node, center }) => rectAround(center, node.shape))
  for (const { node, center, isStrong } of [...nodes].sort(byUrgency)) {
    if (node.kind === 'namespace' || isStrong) continue
    const y = center.y + node.shape.height / 2 + size * 0.75
    const width = estimateTextWidth(node.name, size)
    const rect = rectAround({ x: center.x, y }, { width, height: size * 0.9 })
    if (occupied.some((other) => overlaps(other, rect))) continue
    occupied.push(rect)
    const halo = node.box === null ? theme.surface : theme.boxFills.namespace
    const color = node.isQuiet ? theme.muted : theme.text
    pen.text(node.name, { x: center.x, y, size, weight: 500, color, align: 'center', halo })
  }
}

const ranks = { failure: 3, degraded: 2, notReady: 1, healthy: 0, none: -1 } as const

function byUrgency(a: NodeInk, b: NodeInk): number {
  return urgencyOf(b) - urgencyOf(a) || a.node.id.localeCompare(b.node.id)
}

function urgencyOf({ node }: NodeInk): number {
  return ranks[node.status] + (node.isRoot ? 0.5 : 0)
}
