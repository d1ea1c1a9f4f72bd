import type { BehindKind } from '../../seams/inventory.ts'

export interface FreshnessOptions {
  readonly kind: string
  /** How long it may fail before somebody is told: short gaps are what networks have. */
  readonly behindAfterMs: number
  /** The server as a whole is away, which is told by itself. */
  readonly isAway: () => boolean
  readonly onChange: () => void
}

/** Whether objects that were read once are kept up to date. */
export interface Freshness {
  readonly failed: (message: string) => void
  readonly renewed: () => void
  /** Null: they are, as far as is known. */
  readonly behind: () => BehindKind | null
}

/** An informer that cannot watch any more shows what it had, and would do so for hours. */
export function createFreshness(options: FreshnessOptions): Freshness {
  const { kind, behindAfterMs, isAway, onChange } = options
  let failingSince: number | null = null
  let behind: BehindKind | null = null
  return {
    behind: () => behind,
    failed: (message) => {
      failingSince ??= Date.now()
      if (behind !== null || isAway() || Date.now() - failingSince < behindAfterMs) return
      behind = { kind, message, sinceAt: failingSince }
      onChange()
    },
    renewed: () => {
      failingSince = null
      if (behind === null) return
      behind = null
      onChange()
    },
  }
}
