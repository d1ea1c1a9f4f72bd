import type { ReactNode } from 'react'
import type { NodeKind } from '#contract/graph.ts'
import { glyphs, type GlyphName } from '../../../canvas/glyphs.ts'
import { outlinePath } from '../../../canvas/outlines.ts'

const size = 26
const middle = size / 2

export interface LegendShapeProps {
  readonly kind: NodeKind
  readonly glyph: GlyphName
  readonly isDashed?: boolean
}

/** A node as the picture draws it, small. */
export function LegendShape({ kind, glyph, isDashed = false }: LegendShapeProps): ReactNode {
  const isWide = kind === 'external' || kind === 'namespace'
  const shape = { width: size - 3, height: isWide ? 17 : size - 3 }
  return (
    <svg className="al-legend-sign" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <path
        className="al-legend-outline"
        d={outlinePath(kind, { x: middle, y: middle }, shape)}
        {...(isDashed ? { strokeDasharray: '3 2.5' } : {})}
      />
      <Glyph name={glyph} glyphSize={11} />
    </svg>
  )
}

/** One of the small round signs at a node's corner. */
export function LegendBadge({ glyph, isWarning = false }: BadgeProps): ReactNode {
  return (
    <svg
      className={isWarning ? 'al-legend-sign al-warn' : 'al-legend-sign al-legend-badge'}
      viewBox={`0 0 ${size} ${size}`}
      aria-hidden="true"
    >
      <circle className="al-legend-outline" cx={middle} cy={middle} r="10" />
      <Glyph name={glyph} glyphSize={13} />
    </svg>
  )
}

export interface BadgeProps {
  readonly glyph: GlyphName
  readonly isWarning?: boolean
}

/** A sign without anything around it, such as the locks on edges. */
export function LegendGlyph({ glyph, isWarning = false }: BadgeProps): ReactNode {
  return (
    <svg
      className={isWarning ? 'al-legend-sign al-warn' : 'al-legend-sign'}
      viewBox={`0 0 ${size} ${size}`}
      aria-hidden="true"
    >
      <Glyph name={glyph} glyphSize={17} />
    </svg>
  )
}

function Glyph({ name, glyphSize }: { name: GlyphName; glyphSize: number }): ReactNode {
  const scale = glyphSize / 16
  const start = middle - glyphSize / 2
  return (
    <path
      d={glyphs[name]}
      transform={`translate(${start} ${start}) scale(${scale})`}
      fill={name === 'breaker' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
}
