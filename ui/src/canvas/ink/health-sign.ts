import type { HealthStatus } from '#contract/health.ts'
import type { Point } from '../geometry.ts'
import type { CanvasTheme } from '../theme.ts'
import type { Pen } from './pen.ts'

export interface SignPlace extends Point {
  readonly size: number
  /** So small on the screen that nothing inside could be seen. */
  readonly isSpeck?: boolean
}

/** Each status has its own outline too, for those who do not tell red from green. */
export function drawHealthSign(
  status: HealthStatus,
  { x, y, size, isSpeck = false }: SignPlace,
  { pen, theme }: { pen: Pen; theme: CanvasTheme },
): void {
  if (status === 'healthy' || status === 'none') return
  const color = theme.health[status]
  if (isSpeck) {
    if (status === 'degraded') pen.triangle({ x, y, radius: size * 0.64 }, { fill: color })
    else pen.circle({ x, y, radius: size / 2 }, { fill: color })
    return
  }
  const rim = { stroke: theme.paper, lineWidth: size * 0.11 }
  if (status === 'degraded') {
    const middle = y + size * 0.06
    pen.triangle({ x, y: middle, radius: size * 0.64 }, { fill: color, ...rim })
    pen.glyph('degraded', { x, y, size: size * 0.68, color: theme.onHealth, lineWidth: 2.6 })
    return
  }
  const isReady = status === 'failure'
  const fill = isReady ? color : theme.paper
  const stroke = isReady ? rim : { stroke: color, lineWidth: size * 0.1 }
  pen.circle({ x, y, radius: size / 2 }, { fill, ...stroke })
  const glyphColor = isReady ? theme.onHealth : color
  pen.glyph(status, { x, y, size: size * 0.9, color: glyphColor, lineWidth: 2.4 })
}
