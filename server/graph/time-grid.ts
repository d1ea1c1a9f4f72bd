import type { TimeGrid } from './range-traffic.ts'

export interface GridAsk {
  readonly endMs: number
  readonly isLive: boolean
  readonly spanSeconds: number | null // null: the window, at least ten minutes
  readonly windowSeconds: number
  readonly steps: number // at most
  /** How many series each instant is likely to have; the more, the fewer instants. */
  readonly series: number
  readonly scrapeIntervalSeconds: number | null
}

const leastSpanSeconds = 600
const leastSteps = 6
/** About 15 MB of JSON and a second of reading. */
const pointBudget = 200_000

/**
 * At which instants a series is told, and over which window each of them looks back: the graph's
 * own, but no longer than a step where the span has long ones, or a curve of an hour by hours would
 * be a line. Live spans end on a multiple of the step, so that those who look at the same share it.
 */
export function planGrid(ask: GridAsk): { grid: TimeGrid; windowSeconds: number } {
  const { endMs, isLive, windowSeconds, scrapeIntervalSeconds } = ask
  const span = ask.spanSeconds ?? Math.max(windowSeconds, leastSpanSeconds)
  const affordable = Math.max(leastSteps, Math.floor(pointBudget / Math.max(1, ask.series)))
  const wanted = Math.max(2, Math.min(ask.steps, affordable))
  const stepSeconds = Math.max(5, Math.ceil(span / (wanted - 1)))
  const count = Math.floor(span / stepSeconds) + 1
  const stepMs = stepSeconds * 1000
  const lastMs = isLive ? Math.floor(endMs / stepMs) * stepMs : endMs
  const shortest = Math.max(60, stepSeconds, 4 * (scrapeIntervalSeconds ?? 0))
  return {
    grid: {
      stepSeconds,
      times: Array.from({ length: count }, (_, step) => lastMs - (count - 1 - step) * stepMs),
    },
    windowSeconds: Math.min(windowSeconds, shortest),
  }
}
