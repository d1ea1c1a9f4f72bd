import type { DrawnBox } from '../elements.ts'
import type { Rect } from '../geometry.ts'
import type { GlyphName } from '../glyphs.ts'
import { fontSizes } from '../node-look.ts'
import { drawHealthSign } from './health-sign.ts'
import { badgeColor } from './draw-node.ts'
import type { InkTools } from './draw-node.ts'

export interface BoxTitleInk {
  readonly box: DrawnBox
  readonly rect: Rect
}

const glyphByKind = {
  cluster: 'cluster',
  namespace: 'namespace',
  app: 'app',
} as const satisfies Record<DrawnBox['kind'], GlyphName>

/**
 * At the upper left, inside. From afar a namespace's title grows, as far as its box has room, for
 * then it is all that can be read. Returns the room that it takes; null where it is not written.
 */
export function drawBoxTitle(
  { box, rect }: BoxTitleInk,
  { pen, theme, detail }: InkTools,
): Rect | null {
  const width = rect.x2 - rect.x1
  const font = { size: fontSizes.box, weight: 600 } as const
  const natural = pen.measure(box.name, font)
  const wanted = box.kind === 'app' ? 1 : Math.max(1, Math.min(3.2, 0.85 / detail.zoom))
  const scale = Math.min(wanted, Math.max(1, (width - 40) / Math.max(1, natural + 24)))
  if (detail.zoom * scale * fontSizes.box < 5.5) return null
  const y = rect.y1 + (box.kind === 'app' ? 14 : 18) * Math.min(scale, 1.35)
  const size = font.size * scale
  let x = rect.x1 + 12
  const color = box.kind === 'app' ? theme.muted : theme.text
  pen.glyph(glyphByKind[box.kind], { x: x + size / 2, y, size: size * 1.1, color: theme.muted })
  x += size * 1.1 + 6
  pen.text(box.name, { x, y, size, weight: box.kind === 'app' ? 500 : 600, color, align: 'left' })
  x += natural * scale + 8
  if (box.kind !== 'app')
    x = drawSigns(box, { x, y, size: 13 * Math.min(scale, 1.8) }, { pen, theme })
  const captionWidth = pen.measure(box.caption, { size: fontSizes.caption, weight: 400 })
  const written = { x1: rect.x1 + 12, y1: y - size * 0.7, x2: x - 6, y2: y + size * 0.7 }
  if (!detail.hasCaptions || box.caption === '' || x + captionWidth > rect.x2 - 6) return written
  const caption = { size: fontSizes.caption, weight: 400, color: theme.muted } as const
  pen.text(box.caption, { x, y: y + 0.5, ...caption, align: 'left' })
  return { ...written, x2: x + captionWidth }
}

/** Health and findings beside the title, where there is something to say; where the next thing goes. */
function drawSigns(
  box: DrawnBox,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  { pen, theme }: Pick<InkTools, 'pen' | 'theme'>,
): number {
  let left = x
  if (box.status === 'failure' || box.status === 'degraded') {
    drawHealthSign(box.status, { x: left + size / 2, y, size }, { pen, theme })
    left += size + 6
  }
  if (box.finding !== null) {
    const color = badgeColor(box.finding, theme)
    pen.glyph(box.finding, { x: left + size / 2, y, size, color, lineWidth: 1.8 })
    left += size + 6
  }
  return left
}
