import { healthStatuses } from '#contract/health.ts'
import type { DrawnNode } from '../elements.ts'
import type { Point } from '../geometry.ts'
import { cardRingWidth, fontSizes } from '../node-look.ts'
import { drawHealthSign } from './health-sign.ts'
import type { InkTools, NodeInk } from './draw-node.ts'

const ringRadius = 17

/** A closed namespace: the health of its members as a ring, its name, what it stands for. */
export function drawCard({ node, center }: NodeInk, tools: InkTools): void {
  const { pen, theme, detail } = tools
  const { width, height } = node.shape
  const left = center.x - width / 2
  if (detail.zoom < 0.22) return
  drawRing(node, { x: left + cardRingWidth / 2 + 1, y: center.y }, tools)
  const corner = { x: center.x + width / 2 - 3, y: center.y - height / 2 + 3 }
  drawHealthSign(node.status, { ...corner, size: detail.signSize }, tools)
  const x = left + cardRingWidth
  const weight = 600
  if (!detail.hasCaptions) {
    // Only the name, as large as the card has room for.
    const natural = pen.measure(node.name, { size: fontSizes.cardName, weight })
    const scale = Math.min(1.7, (width - cardRingWidth - 8) / Math.max(1, natural))
    const size = fontSizes.cardName * Math.max(1, scale)
    pen.text(node.name, { x, y: center.y, size, weight, color: theme.text, align: 'left' })
    return
  }
  const color = node.isQuiet ? theme.muted : theme.text
  const lines = node.caption.length
  const top = center.y - (lines * 14) / 2
  pen.text(node.name, { x, y: top, size: fontSizes.cardName, weight, color, align: 'left' })
  node.caption.forEach((line, index) => {
    const y = top + 16.5 + index * 14
    const size = fontSizes.caption
    pen.text(line, { x, y, size, weight: 400, color: theme.muted, align: 'left' })
  })
}

/** Shares of the members by health, worst first from the top; the glyph in the middle. */
function drawRing(node: DrawnNode, at: Point, { pen, theme, detail }: InkTools): void {
  const counts = node.node.closed?.members.byHealth ?? {}
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const ring = { ...at, radius: ringRadius }
  const lineWidth = 4.5
  if (all === 0) pen.circle(ring, { stroke: theme.health[node.status], lineWidth })
  let from = 0
  for (const status of healthStatuses) {
    const count = counts[status] ?? 0
    if (count === 0) continue
    const to = from + count / all
    const space = count === all ? 0 : 0.012
    const stroke = status === 'none' ? theme.line : theme.health[status]
    pen.arc(
      { ...ring, from: from + space, to: Math.max(from + 0.02, to - space) },
      { stroke, lineWidth },
    )
    from = to
  }
  if (detail.hasGlyphs) pen.glyph('namespace', { ...at, size: 14, color: theme.muted })
}
