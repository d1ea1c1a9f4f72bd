import type { Status } from '#contract/status.ts'

const presets = [60, 120, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000]

/**
 * Windows that make sense for this metric store: at least two scrapes long, so that there is a
 * rate, and no longer than it remembers. The one in use is always among them.
 */
export function offeredWindows(metrics: Status['metrics'] | null, inUse: number): number[] {
  const shortest = 2 * (metrics?.scrapeIntervalSeconds ?? 0)
  const longest = metrics?.retentionSeconds ?? Number.POSITIVE_INFINITY
  const fitting = presets.filter((seconds) => seconds >= shortest && seconds <= longest)
  return [...new Set([...fitting, inUse])].sort((a, b) => a - b)
}
