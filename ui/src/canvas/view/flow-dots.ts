import type { DrawnEdge } from '../elements.ts'

export interface FlowDots {
  readonly count: number
  /** How long a dot takes from the caller to whom it calls. */
  readonly periodMs: number
  /** How many of them stand for requests that fail: one at least where any fail. */
  readonly failing: number
}

/** The busier an edge, the more dots run along it, and the faster. Null where nothing runs. */
export function dotsOf({ load, edge }: Pick<DrawnEdge, 'load' | 'edge'>): FlowDots | null {
  if (load <= 0) return null
  const count = 1 + Math.round(load * 5)
  const ratio = Math.max(edge.http?.errorRatio ?? 0, edge.grpc?.errorRatio ?? 0)
  const failing = ratio > 0 ? Math.max(1, Math.round(count * ratio)) : 0
  return { count, periodMs: 3600 - 2400 * load, failing }
}
