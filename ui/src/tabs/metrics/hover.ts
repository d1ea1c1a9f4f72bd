/** A stretch of time that is being marked, and the instant that is pointed at. */
export interface Pointing {
  readonly at: number | null
  readonly from: number | null // where a stretch began; null: none is marked
  /** The chart that is pointed at: it alone tells its numbers. */
  readonly chart: string | null
}

const nothing: Pointing = { at: null, from: null, chart: null }

export interface Hover {
  readonly get: () => Pointing
  readonly set: (pointing: Partial<Pointing>) => void
  readonly clear: () => void
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * What all charts of a tab share of the pointer. It is no state of theirs: a crosshair that moves
 * draws a line in each of them, and none of their curves.
 */
export function createHover(): Hover {
  const listeners = new Set<() => void>()
  let now = nothing
  const become = (next: Pointing): void => {
    now = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => now,
    set: (pointing) => become({ ...now, ...pointing }),
    clear: () => {
      if (now !== nothing) become(nothing)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
