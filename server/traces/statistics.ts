import type { SpanStatistic } from '#contract/traces.ts'
import type { PlacedSpan } from './assemble.ts'

const msOf = (ns: number): number => ns / 1e6

interface Pile {
  readonly service: string
  readonly operation: string
  readonly durations: number[]
  errors: number
  selfNs: number
}

/**
 * How long the spans of each operation took, in milliseconds, those that took most of their own
 * first. Quantiles by the nearest rank.
 */
export function statisticsOf(
  spans: readonly PlacedSpan[],
  selfNs: readonly number[],
): readonly SpanStatistic[] {
  const piles = new Map<string, Pile>()
  spans.forEach(({ record, durationNs }, index) => {
    const { service, operation, isError } = record
    const key = `${service}\n${operation}`
    const pile = piles.get(key) ?? { service, operation, durations: [], errors: 0, selfNs: 0 }
    piles.set(key, pile)
    pile.durations.push(durationNs)
    pile.errors += isError ? 1 : 0
    pile.selfNs += selfNs[index] ?? 0
  })
  return [...piles.values()].map(describe).sort((one, other) => other.selfMs - one.selfMs)
}

function describe({ service, operation, durations, errors, selfNs }: Pile): SpanStatistic {
  const sorted = durations.toSorted((one, other) => one - other)
  const totalNs = sorted.reduce((sum, one) => sum + one, 0)
  const rank = (share: number): number =>
    msOf(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0)
  return {
    ...{ service, operation, errors },
    spans: sorted.length,
    totalMs: msOf(totalNs),
    selfMs: msOf(selfNs),
    averageMs: msOf(totalNs / sorted.length),
    medianMs: rank(0.5),
    p95Ms: rank(0.95),
    longestMs: rank(1),
  }
}
