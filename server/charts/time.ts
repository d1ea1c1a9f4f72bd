export interface ChartTimeAsk {
  readonly spanSeconds: number
  readonly atMs: number | null // null: now
  readonly nowMs: number
  readonly scrapeIntervalSeconds: number | null
}

/** Instants, evenly spaced, and how far each of them looks back. */
export interface ChartTime {
  readonly fromMs: number
  readonly toMs: number
  readonly stepSeconds: number
  readonly windowSeconds: number
  readonly count: number
}

const mostPoints = 1440
const usualScrapeSeconds = 15
const leastWindowSeconds = 60
const longestLagMs = 15_000

/**
 * At which instants a chart is asked for: no denser than the store has samples, and no more than a
 * day of minutes. Each looks back over a step at least, so that nothing falls between two of them,
 * and over a minute at least, as the graph does. Live ends are round, so that those who look at the
 * same share it.
 */
export function planTime(ask: ChartTimeAsk): ChartTime {
  const scrape = ask.scrapeIntervalSeconds ?? usualScrapeSeconds
  const stepSeconds = Math.max(1, Math.ceil(scrape), Math.ceil(ask.spanSeconds / (mostPoints - 1)))
  const stepMs = stepSeconds * 1000
  const roundMs = Math.min(stepMs, longestLagMs)
  const toMs = ask.atMs ?? Math.floor(ask.nowMs / roundMs) * roundMs
  const steps = Math.max(1, Math.floor(ask.spanSeconds / stepSeconds))
  return {
    fromMs: toMs - steps * stepMs,
    toMs,
    stepSeconds,
    windowSeconds: Math.max(leastWindowSeconds, Math.ceil(4 * scrape), stepSeconds),
    count: steps + 1,
  }
}

/** The instants themselves, oldest first, epoch ms. */
export function instantsOf({ fromMs, stepSeconds, count }: ChartTime): readonly number[] {
  return Array.from({ length: count }, (_, step) => fromMs + step * stepSeconds * 1000)
}
