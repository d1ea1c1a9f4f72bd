import type { LabClock } from './seams.ts'

/** Simulated time: it stands still, moves when told to, or runs at a multiple of the wall clock. */
export interface SteerableClock extends LabClock {
  /** Lets time run from where it is. */
  readonly start: () => void
  readonly advance: (seconds: number) => void
}

export interface ClockOptions {
  readonly startMs: number
  readonly speed?: number // simulated seconds per second of the wall clock, default 1
  readonly wallMs?: () => number
}

/** Stands at `startMs` until it is started. */
export function createClock(options: ClockOptions): SteerableClock {
  const { speed = 1, wallMs = () => performance.now() } = options
  let baseMs = options.startMs
  let startedAt: number | null = null
  return {
    nowMs: () => Math.floor(baseMs + (startedAt === null ? 0 : (wallMs() - startedAt) * speed)),
    start: () => {
      startedAt ??= wallMs()
    },
    advance: (seconds) => {
      baseMs += seconds * 1_000
    },
  }
}
