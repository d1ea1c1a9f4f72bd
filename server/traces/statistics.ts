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
  selfNs: Float64Array, // by span
  isSeen: (index: number) => boolean,
): readonly SpanStatistic[] {
  const all: Pile[] = []
  const byService = new Map<string, Map<string, Pile>>()
  spans.forEach(({ record, durationNs }, index) => {
    if (!isSeen(index)) return
    const { service, operation, isError } = record
    let piles = byService.get(service)
    if (piles === undefined) byService.set(service, (piles = new Map<string, Pile>()))
    let pile = piles.get(operation)
    if (pile === undefined) {
      pile = { service, operation, durations: [], errors: 0, selfNs: 0 }
      piles.set(operation, pile)
      all.push(pile)
    }
    pile.durations.push(durationNs)
    pile.errors += isError ? 1 : 0
    pile.selfNs += selfNs[index] ?? 0
  })
  return all.map(describe).sort((one, other) => other.selfMs - one.selfMs)
}

function describe({ service, operation, durations, errors, selfNs }: Pile): SpanStatistic {
  const sorted = Float64Array.from(durations).sort()
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
