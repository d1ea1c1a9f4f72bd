import type { MetricRegistry } from './registry.ts'
import type { SampleStore } from './sample-store.ts'

export interface RecorderOptions {
  readonly registry: MetricRegistry
  readonly store: SampleStore
  readonly intervalMs?: number // default 5,000
}

const secondsBetweenExpiries = 60

/** Scrapes the registry whenever an interval is over; call it every simulated second. */
export function createRecorder(options: RecorderOptions): (nowMs: number) => void {
  const { registry, store, intervalMs = 5_000 } = options
  let scrapedMs = -Infinity
  return (nowMs) => {
    const dueMs = Math.floor(nowMs / intervalMs) * intervalMs
    if (dueMs <= scrapedMs) return
    registry.scrape(store, dueMs)
    if (dueMs % (secondsBetweenExpiries * 1_000) === 0) store.expire(dueMs)
    scrapedMs = dueMs
  }
}
