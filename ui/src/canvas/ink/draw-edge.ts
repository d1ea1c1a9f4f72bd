import { pointAlong } from '../curves.ts'
import type { EdgePath } from '../curves.ts'
import { labelPartsOf } from '../elements.ts'
import type { DrawnEdge, LockState } from '../elements.ts'
import type { Point, Rect, Size } from '../geometry.ts'
import { overlaps, rectAround } from '../geometry.ts'
import type { GlyphName } from '../glyphs.ts'
import { fontSizes } from '../node-look.ts'
import { drawHealthSign } from './health-sign.ts'
import type { CanvasTheme } from '../theme.ts'
import { badgeColor } from './draw-node.ts'
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
  /** Of one that must be readable whatever the zoom; its widths have it in them already. */
  readonly scale: number
}

function pillOf({ edge, isStrong }: EdgeInk, { pen, detail }: InkTools): Pill | null {
  const scale = isStrong ? detail.strongScale : 1
  const lock = lockGlyphs[edge.lock]
  const glyphs: GlyphName[] = lock === null ? [] : [lock]
  if (edge.finding !== null) glyphs.unshift(edge.finding)
  if (edge.hasWaypoint) glyphs.push('waypoint')
  if (edge.hasBreakerTripped) glyphs.push('breaker')
  const hasSign = edge.status === 'failure' || edge.status === 'degraded'
  const font = { size: fontSizes.edge * scale, weight: 500 } as const
  const widths = labelPartsOf(edge).map(({ text }) => pen.measure(text, font) + 6 * scale)
  if (widths.length === 0 && glyphs.length === 0 && !hasSign) return null
  const signs = (glyphs.length + (hasSign ? 1 : 0)) * signWidth
  const text = widths.reduce((sum, width) => sum + width, 0)
  const width = (signs + padding * 2 - (text > 0 ? 6 : 2)) * scale + text
  return { glyphs, hasSign, widths, width, scale }
}

function drawPill(ink: EdgeInk, occupied: Rect[], tools: InkTools): void {
  const { pen, theme } = tools
  const pill = pillOf(ink, tools)
  if (pill === null) return
  const { width, scale } = pill
  const height = pillHeight * scale
  const hasRoom = ink.isStrong || ink.room.x > width * 0.6 || ink.room.y > height + 12
  const place = hasRoom ? placeOf(ink, { width, height }, occupied) : null
  if (place === null) {
    drawSign(ink, occupied, tools)
    return
  }
  occupied.push(rectAround(place, { width: width + 4, height: height + 4 }))
  const isOnlyLock = pill.widths.length === 0 && !pill.hasSign
  const stroke = pill.hasSign ? theme.health[ink.edge.status] : theme.boxLine
  const [x, y] = [place.x - width / 2, place.y - height / 2]
  const line = isOnlyLock ? {} : { stroke, lineWidth: 0.8 * scale }
  pen.box({ x, y, width, height, radius: height / 2 }, { fill: theme.paper, ...line })
  drawContent(ink.edge, { pill, x: x + padding * scale, y: place.y }, tools)
}

function drawContent(
  edge: DrawnEdge,
  at: { pill: Pill; x: number; y: number },
  tools: InkTools,
): void {
  const { pen, theme } = tools
  const { scale, glyphs, hasSign, widths } = at.pill
  let x = at.x
  for (const glyph of glyphs) {
    const color = colorOf(glyph, theme)
    const y = at.y - 0.5 * scale
    pen.glyph(glyph, { x: x + 5 * scale, y, size: 11 * scale, color, lineWidth: 1.7 })
    x += signWidth * scale
  }
  if (hasSign) {
    drawHealthSign(edge.status, { x: x + 5.5 * scale, y: at.y, size: 12 * scale }, tools)
    x += signWidth * scale
  }
  labelPartsOf(edge).forEach(({ text, tone }, index) => {
    const color = tone === 'bad' ? theme.health.failure : theme.text
    const size = fontSizes.edge * scale
    pen.text(text, { x, y: at.y + 0.5 * scale, size, weight: 500, color, align: 'left' })
    x += widths[index] ?? 0
  })
}

function colorOf(glyph: GlyphName, theme: CanvasTheme): string {
  if (glyph === 'findingError' || glyph === 'findingWarning') return badgeColor(glyph, theme)
  return glyph === 'breaker' || glyph === 'lockOpen' ? theme.health.degraded : theme.muted
}

/** Beside an edge that has no free place, in heights of the label: what is asked for is written. */
const besides = [-1, 1, -1.8, 1.8, -2.6, 2.6]

/** The first free place along the edge, from its middle; what is asked for may stand beside it. */
function placeOf({ path, isStrong }: EdgeInk, size: Size, occupied: readonly Rect[]): Point | null {
  const isFree = (at: Point): boolean => {
    const rect = rectAround(at, size)
    return !occupied.some((other) => overlaps(other, rect))
  }
  const along = [0.5, 0.38, 0.62, 0.28, 0.72].map((share) => pointAlong(path, share))
  const free = along.find(isFree)
  if (free !== undefined || !isStrong) return free ?? null
  const middle = pointAlong(path, 0.5)
  const beside = besides.map((turn) => ({ x: middle.x, y: middle.y + turn * (size.height + 8) }))
  return beside.find(isFree) ?? middle
}
