import { centerOf, sizeOf } from '../geometry.ts'
import type { Rect } from '../geometry.ts'
import { wordsForStep } from '../paths.ts'
import type { PathStep } from '../paths.ts'
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
export function drawStep(ink: NodeInk, tools: InkTools): void {
  const rect = stepRect(ink, tools)
  if (rect === null || ink.step === null) return
  const { pen, theme, detail } = tools
  const scale = scaleAt(detail.zoom)
  const { x1: x, y1: y } = rect
  const tag = { x, y, ...sizeOf(rect), radius: 4 * scale }
  pen.box(tag, { fill: theme.paper, stroke: theme.select, lineWidth: 0.8 * scale })
  const size = fontSizes.caption * scale
  const at = { ...centerOf(rect), size, weight: 500, align: 'center' } as const
  pen.text(textOf(ink.step), { ...at, color: theme.text })
}

/** Where the tag stands; null where there is none, or it could not be read. */
export function stepRect({ node, center, step }: NodeInk, { pen, detail }: InkTools): Rect | null {
  if (step === null || detail.zoom < leastZoom) return null
  const scale = scaleAt(detail.zoom)
  const font = { size: fontSizes.caption * scale, weight: 500 } as const
  const width = pen.measure(textOf(step), font) + padding * 2 * scale
  // To the left, for the upper right corner is that of health; and below the title of a box.
  const x2 = center.x + 8
  const y2 = center.y - node.shape.height / 2
  return { x1: x2 - width, x2, y1: y2 - height * scale, y2 }
}

function scaleAt(zoom: number): number {
  return Math.max(1, Math.min(mostScale, 0.8 / zoom))
}

function textOf(step: PathStep): string {
  const words = wordsForStep(step)
  if (step.before === null) return `→ ${words}`
  return step.after === null ? `${words} →` : words
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
