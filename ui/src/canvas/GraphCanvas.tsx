import type { ReactNode } from 'react'
import type { GraphCanvasProps } from './canvas-props.ts'

/** Draws a graph. The caller gives it a size; it fills it. */
export function GraphCanvas({ graph }: GraphCanvasProps): ReactNode {
  return (
    <div
      role="application"
      aria-label="Traffic graph"
      style={{ position: 'relative', width: '100%', height: '100%' }}
      data-nodes={graph.nodes.length}
      data-edges={graph.edges.length}
    />
  )
}
