import { pointAlong } from '../curves.ts'
import type { EdgePath } from '../curves.ts'
import { labelPartsOf } from '../elements.ts'
import type { DrawnEdge, LockState } from '../elements.ts'
import type { Point, Rect, Size } from '../geometry.ts'
import { overlaps, rectAround } from '../geometry.ts'
import type { GlyphName } from '../glyphs.ts'
import { fontSizes } from '../node-look.ts'
import { drawHealthSign } from './health-sign.ts'
import type { InkTools } from './draw-node.ts'

export interface EdgeInk {
  readonly edge: DrawnEdge
  readonly path: EdgePath
  readonly isStrong: boolean
  /** Between the shapes that it joins, across and down; negative where they are side by side. */
  readonly room: Point
}

const lockGlyphs = {
  closed: 'lockClosed',
  half: 'lockHalf',
  open: 'lockOpen',
  none: null,
} as const satisfies Record<LockState, GlyphName | null>

const padding = 5
const signWidth = 14
const pillHeight = 17

/**
 * Labels in the order given: the first to claim a place has it, and one that finds none along its
 * edge is left out until the reader comes nearer.
 */
export function drawEdgeLabels(
  edges: readonly EdgeInk[],
  taken: readonly Rect[],
  tools: InkTools,
): void {
  const occupied = [...taken]
  for (const ink of edges) {
    if (tools.detail.hasEdgeLabels || ink.isStrong) drawPill(ink, occupied, tools)
    else drawSign(ink, occupied, tools)
  }
}

/** Far away only what is wrong is told: by a sign, for a colour alone says nothing to many. */
function drawSign(ink: EdgeInk, occupied: readonly Rect[], tools: InkTools): void {
  const { edge, path } = ink
  const isFine = edge.status === 'healthy' || edge.status === 'none'
  if (isFine || !tools.detail.hasEdgeSigns) return
  const at = placeOf(ink, { width: 12, height: 12 }, occupied) ?? pointAlong(path, 0.5)
  drawHealthSign(edge.status, { ...at, size: tools.detail.signSize * 0.85 }, tools)
}

interface Pill {
  readonly glyphs: readonly GlyphName[]
  readonly width: number
  readonly hasSign: boolean
  readonly widths: readonly number[]
}

function pillOf(edge: DrawnEdge, { pen }: InkTools): Pill | null {
  const lock = lockGlyphs[edge.lock]
  const glyphs: GlyphName[] = lock === null ? [] : [lock]
  if (edge.hasWaypoint) glyphs.push('waypoint')
  if (edge.hasBreakerTripped) glyphs.push('breaker')
  const hasSign = edge.status === 'failure' || edge.status === 'degraded'
  const font = { size: fontSizes.edge, weight: 500 } as const
  const widths = labelPartsOf(edge).map(({ text }) => pen.measure(text, font) + 6)
  if (widths.length === 0 && glyphs.length === 0 && !hasSign) return null
  const signs = (glyphs.length + (hasSign ? 1 : 0)) * signWidth
  const text = widths.reduce((sum, width) => sum + width, 0)
  return { glyphs, hasSign, widths, width: signs + text + padding * 2 - (text > 0 ? 6 : 2) }
}

function drawPill(ink: EdgeInk, occupied: Rect[], tools: InkTools): void {
  const { pen, theme, detail } = tools
  const pill = pillOf(ink.edge, tools)
  if (pill === null) return
  const hasRoom = ink.isStrong || ink.room.x > pill.width * 0.6 || ink.room.y > pillHeight + 12
  const place = !hasRoom ? null : placeOf(ink, { width: pill.width, height: pillHeight }, occupied)
  if (place === null) {
    drawSign(ink, occupied, tools)
    return
  }
  const { width } = pill
  occupied.push(rectAround(place, { width: width + 4, height: pillHeight + 4 }))
  const isOnlyLock = pill.widths.length === 0 && !pill.hasSign
  const stroke = pill.hasSign ? theme.health[ink.edge.status] : theme.boxLine
  const [x, y] = [place.x - width / 2, place.y - pillHeight / 2]
  const paint = isOnlyLock ? { fill: theme.paper } : { fill: theme.paper, stroke, lineWidth: 0.8 }
  pen.box({ x, y, width, height: pillHeight, radius: pillHeight / 2 }, paint)
  drawContent(ink.edge, { pill, x: x + padding, y: place.y }, { pen, theme, detail })
}

function drawContent(
  edge: DrawnEdge,
  at: { pill: Pill; x: number; y: number },
  tools: InkTools,
): void {
  const { pen, theme } = tools
  let x = at.x
  for (const glyph of at.pill.glyphs) {
    const color = glyph === 'breaker' || glyph === 'lockOpen' ? theme.health.degraded : theme.muted
    pen.glyph(glyph, { x: x + 5, y: at.y - 0.5, size: 11, color, lineWidth: 1.7 })
    x += signWidth
  }
  if (at.pill.hasSign) {
    drawHealthSign(edge.status, { x: x + 5.5, y: at.y, size: 12 }, tools)
    x += signWidth
  }
  labelPartsOf(edge).forEach(({ text, tone }, index) => {
    const color =
      tone === 'bad' ? theme.health.failure : tone === 'muted' ? theme.muted : theme.text
    const { edge: size } = fontSizes
    pen.text(text, { x, y: at.y + 0.5, size, weight: 500, color, align: 'left' })
    x += at.pill.widths[index] ?? 0
  })
}

/** The first free place along the edge, from its middle; what is asked for is drawn anyway. */
function placeOf({ path, isStrong }: EdgeInk, size: Size, occupied: readonly Rect[]): Point | null {
  for (const share of [0.5, 0.38, 0.62, 0.28, 0.72]) {
    const at = pointAlong(path, share)
    const rect = rectAround(at, size)
    if (!occupied.some((other) => overlaps(other, rect))) return at
  }
  return isStrong ? pointAlong(path, 0.5) : null
}
