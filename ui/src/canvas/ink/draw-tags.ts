import { wordsForStep } from '../paths.ts'
import { fontSizes } from '../node-look.ts'
import type { InkTools, NodeInk } from './draw-node.ts'

const height = 15
const padding = 6

/** Written no smaller than about 8 CSS pixels, but never larger than the nodes that they are about. */
const mostScale = 2

/**
 * Above a node on the paths of what is chosen: whether it calls or is needed, in words, and how
 * many calls away. Both ways are of one colour; the arrow leads into the word or out of it.
 */
export function drawStep({ node, center, step }: NodeInk, { pen, theme, detail }: InkTools): void {
  if (step === null || detail.zoom < leastZoom) return
  const scale = Math.max(1, Math.min(mostScale, 0.8 / detail.zoom))
  const size = fontSizes.caption * scale
  const words = wordsForStep(step)
  const text = step.before === null ? `→ ${words}` : step.after === null ? `${words} →` : words
  const width = pen.measure(text, { size, weight: 500 }) + padding * 2 * scale
  // To the left, for the upper right corner is that of health; and below the title of a box.
  const x = center.x + 8 - width
  const y = center.y - node.shape.height / 2 - (height / 2) * scale
  const tag = { x, y: y - (height / 2) * scale, width, height: height * scale, radius: 4 * scale }
  pen.box(tag, { fill: theme.paper, stroke: theme.select, lineWidth: 0.8 * scale })
  const middle = x + width / 2
  pen.text(text, { x: middle, y, size, weight: 500, color: theme.text, align: 'center' })
}

const leastZoom = 0.3

/** At the right: the corners belong to badges and health. */
export function drawPin(
  { node, center, isPinned }: NodeInk,
  { pen, theme, detail }: InkTools,
): void {
  if (!isPinned || !detail.hasGlyphs) return
  const x = center.x + node.shape.width / 2 + 13
  pen.glyph('pin', { x, y: center.y, size: 11, color: theme.muted, lineWidth: 1.6 })
}
