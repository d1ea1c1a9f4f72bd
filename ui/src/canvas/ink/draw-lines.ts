import type { EdgePath } from '../curves.ts'
import type { DrawnEdge } from '../elements.ts'
import { silentDash } from '../line-looks.ts'
import type { HealthStatus } from '#contract/health.ts'
import type { Point } from '../geometry.ts'
import type { CanvasTheme } from '../theme.ts'

/** A line as one of thousands. */
export interface LineInk {
  readonly edge: DrawnEdge
  readonly path: EdgePath
  /** 0..1 */
  readonly opacity: number
  /** Around it, in the colour of what it is marked as; null: nothing. */
  readonly halo: string | null
}

export interface LineTools {
  readonly context: CanvasRenderingContext2D
  readonly theme: CanvasTheme
  readonly zoom: number
  /** How wide every line is at least, CSS pixels. */
  readonly leastPixels?: number
}

/** Longer paths take the browser longer than as many short ones. */
const linesPerStroke = 64

/** CSS pixels; what is not well must be found from afar. */
const leastPixels = {
  failure: 1.5,
  degraded: 1,
  notReady: 0.8,
  healthy: 0.45,
  none: 0.45,
} as const satisfies Record<HealthStatus, number>

const urgency = {
  failure: 3,
  degraded: 2,
  notReady: 1,
  healthy: 0,
  none: 0,
} as const satisfies Record<HealthStatus, number>

/** Smaller arrows than this, in CSS pixels, are only dirt. */
const leastArrowPixels = 1.4
const arrowLength = 8

/** Draws what is faint first, and last what is not well. Lines of one look share their strokes. */
export function drawLines(lines: readonly LineInk[], tools: LineTools): void {
  const { context, zoom } = tools
  context.lineCap = 'butt'
  for (const group of groupsOf(lines, tools)) {
    context.globalAlpha = group.opacity
    context.strokeStyle = group.color
    context.fillStyle = group.color
    context.lineWidth = group.width
    context.setLineDash(group.dash)
    strokeAll(group.lines, context)
    context.setLineDash([])
    if (arrowLength * zoom >= leastArrowPixels) fillArrows(group.lines, context)
  }
  context.globalAlpha = 0.32
  for (const { path, halo, edge } of lines) {
    if (halo === null) continue
    context.strokeStyle = halo
    context.lineWidth = Math.max(edge.width + 14, 6 / zoom)
    context.beginPath()
    trace(path, context)
    context.stroke()
  }
  context.globalAlpha = 1
}

interface Group {
  readonly color: string
  readonly width: number
  readonly dash: number[]
  readonly opacity: number
  readonly urgency: number
  readonly lines: LineInk[]
}

function groupsOf(lines: readonly LineInk[], tools: LineTools): Group[] {
  const { theme, zoom, leastPixels: least = 0 } = tools
  const groups = new Map<string, Group>()
  for (const line of lines) {
    const { edge, opacity } = line
    const color = lineColor(edge, theme)
    const dash = lineDash(edge)
    const width = Math.max(edge.width, Math.max(least, leastPixels[edge.status]) / zoom)
    const key = `${color} ${dash.join()} ${width} ${opacity}`
    const known = groups.get(key)
    if (known !== undefined) known.lines.push(line)
    else
      groups.set(key, { color, width, dash, opacity, urgency: urgency[edge.status], lines: [line] })
  }
  return [...groups.values()].sort(
    (a, b) => a.opacity - b.opacity || a.urgency - b.urgency || a.width - b.width,
  )
}

export function lineColor(edge: DrawnEdge, theme: CanvasTheme): string {
  if (edge.classes.includes('idle')) return theme.idle
  return edge.classes.includes('tcp') ? theme.tcp : theme.edge[edge.status]
}

export function lineDash({ edge, status }: DrawnEdge): number[] {
  if (edge.silent !== undefined) return silentDash
  return edge.isIdle ? [3, 5] : status === 'degraded' ? [14, 4] : []
}

function strokeAll(lines: readonly LineInk[], context: CanvasRenderingContext2D): void {
  for (let from = 0; from < lines.length; from += linesPerStroke) {
    context.beginPath()
    for (const { path } of lines.slice(from, from + linesPerStroke)) trace(path, context)
    context.stroke()
  }
}

/** Straight where it is straight; a loop has two bends. */
function trace(path: EdgePath, context: CanvasRenderingContext2D): void {
  const [start, second] = path
  const end = path.at(-1)
  const beforeLast = path.at(-2)
  if (start === undefined || second === undefined || end === undefined) return
  context.moveTo(start.x, start.y)
  if (path.length === 2 || beforeLast === undefined) context.lineTo(end.x, end.y)
  else context.bezierCurveTo(second.x, second.y, beforeLast.x, beforeLast.y, end.x, end.y)
}

function fillArrows(lines: readonly LineInk[], context: CanvasRenderingContext2D): void {
  for (let from = 0; from < lines.length; from += linesPerStroke) {
    context.beginPath()
    for (const { path, edge } of lines.slice(from, from + linesPerStroke)) {
      traceArrow(path.at(-1), path.at(-2), context)
      if (edge.back !== null) traceArrow(path[0], path[1], context)
    }
    context.fill()
  }
}

function traceArrow(
  end: Point | undefined,
  before: Point | undefined,
  context: CanvasRenderingContext2D,
): void {
  if (end === undefined || before === undefined) return
  const length = Math.hypot(end.x - before.x, end.y - before.y)
  if (length === 0) return
  const [x, y] = [(end.x - before.x) / length, (end.y - before.y) / length]
  context.moveTo(end.x + 2 * x, end.y + 2 * y)
  context.lineTo(end.x - 7 * x + 4.5 * y, end.y - 7 * y - 4.5 * x)
  context.lineTo(end.x - 7 * x - 4.5 * y, end.y - 7 * y + 4.5 * x)
  context.closePath()
}
