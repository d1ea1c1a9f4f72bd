import type { DrawnNode } from '../elements.ts'
import type { GlyphName } from '../glyphs.ts'
import type { Point } from '../geometry.ts'
import { labelGap, lineHeights } from '../layout-request.ts'
import { fontSizes } from '../node-look.ts'
import type { PathStep } from '../paths.ts'
import type { CanvasTheme } from '../theme.ts'
import { drawCard } from './draw-card.ts'
import { drawPin, drawStep } from './draw-tags.ts'
import { drawHealthSign } from './health-sign.ts'
import type { Detail } from './detail.ts'
import type { Pen } from './pen.ts'

export interface NodeInk {
  readonly node: DrawnNode
  readonly center: Point
  /** Hovered, selected or under the cursor: written out whatever the zoom. */
  readonly isStrong: boolean
  readonly isPinned: boolean
  /** Which way it lies from what is pointed at or chosen; null off its paths. */
  readonly step: PathStep | null
}

export interface InkTools {
  readonly pen: Pen
  readonly theme: CanvasTheme
  readonly detail: Detail
}

/** CSS pixels: in smaller signs there is nothing to be seen. */
const leastSignPixels = 6

export function drawNode(ink: NodeInk, tools: InkTools): void {
  const { node, center } = ink
  drawPin(ink, tools)
  drawStep(ink, tools)
  if (node.kind === 'namespace') {
    drawCard(ink, tools)
    if (tools.detail.hasGlyphs) drawBadges(ink, tools)
    return
  }
  const { pen, theme, detail } = tools
  if (detail.hasGlyphs) {
    const color = node.isQuiet ? theme.idle : theme.text
    const y = center.y + (node.kind === 'service' ? 0.5 : 0)
    pen.glyph(node.glyph, { x: center.x, y, size: 17, color, lineWidth: 1.35 })
    drawBadges(ink, tools)
  }
  const { width, height } = node.shape
  const at = { x: center.x + width / 2 - 3, y: center.y - height / 2 + 3 }
  const isSpeck = detail.signSize * detail.zoom < leastSignPixels
  drawHealthSign(node.status, { ...at, size: detail.signSize, isSpeck }, tools)
  if (detail.hasNames || ink.isStrong) drawLabel(ink, tools)
}

function drawLabel({ node, center, isStrong }: NodeInk, { pen, theme, detail }: InkTools): void {
  const scale = isStrong ? detail.strongScale : 1
  const top = center.y + node.shape.height / 2 + labelGap
  const size = fontSizes.name * scale
  const y = top + (lineHeights.name / 2) * scale
  const color = node.isQuiet ? theme.muted : theme.text
  const halo = node.box === null ? theme.surface : theme.boxFills.namespace
  if (node.isRoot) {
    const left = center.x - pen.measure(node.name, { size, weight: 500 }) / 2 - 8 * scale
    pen.glyph('root', { x: left, y, size: 11 * scale, color: theme.muted, lineWidth: 1.8 })
  }
  const x = center.x + (node.isRoot ? 2 * scale : 0)
  pen.text(node.name, { x, y, size, weight: 500, color, align: 'center', halo })
  // A rank was asked for: it is written wherever a name is.
  const lines = detail.hasCaptions || isStrong ? node.caption : node.caption.filter(isRank)
  lines.forEach((line, index) => {
    pen.text(line, {
      x: center.x,
      y: top + (lineHeights.name + lineHeights.caption * (index + 0.5)) * scale,
      size: fontSizes.caption * scale,
      weight: 400,
      color: theme.muted,
      align: 'center',
      halo,
    })
  })
}

const isRank = (line: string): boolean => /^rank \d+$/.test(line)

const badgeSize = 15
const warningBadges: ReadonlySet<GlyphName> = new Set(['outOfMesh', 'fault', 'findingWarning'])

export function badgeColor(glyph: GlyphName, theme: CanvasTheme): string {
  if (glyph === 'findingError') return theme.health.failure
  return warningBadges.has(glyph) ? theme.health.degraded : theme.select
}

/** The breaker at the upper left, the others in a row from the lower left. */
export function drawBadges({ node, center }: NodeInk, { pen, theme }: InkTools): void {
  const { width, height } = node.shape
  const left = center.x - width / 2 + 2
  let x = left
  for (const glyph of node.badges.slice(0, 3)) {
    const isUp = glyph === 'breaker'
    const at = isUp
      ? { x: left, y: center.y - height / 2 + 2 }
      : { x, y: center.y + height / 2 - 2 }
    const color = badgeColor(glyph, theme)
    pen.circle(
      { ...at, radius: badgeSize / 2 },
      { fill: theme.paper, stroke: color, lineWidth: 1.2 },
    )
    pen.glyph(glyph, { ...at, size: 9.5, color, lineWidth: 2 })
    if (!isUp) x += badgeSize + 1
  }
}
