import { labelSetOf } from './label-set.ts'
import type { LabelSet } from './label-set.ts'
import type { Series, SampleStore } from './sample-store.ts'

export type FamilyType = 'counter' | 'gauge' | 'histogram'

export interface Family {
  readonly name: string // of a histogram: without _bucket, _sum, _count
  readonly type: FamilyType
  readonly help: string
}

export interface Counter {
  value: number
}

/** Counts observations into buckets; the last count is of those above every bound. */
export interface Histogram {
  readonly counts: Float64Array // not cumulative
  sum: number
}

export type Labels = Readonly<Record<string, string>>

/**
 * What the simulated processes count, as their `/metrics` pages would show it. A scrape appends all
 * of it to the store at one instant.
 */
export interface MetricRegistry {
  readonly counter: (family: Family, labels: Labels) => Counter
  /** `bounds` are ascending, without the infinite one. */
  readonly histogram: (family: Family, bounds: readonly number[], labels: Labels) => Histogram
  /** Removes the counters that carry all of these labels; the next scrape marks their series as ended. */
  readonly forget: (labels: Labels) => void
  readonly scrape: (store: SampleStore, timeMs: number) => void
  readonly families: () => readonly Family[]
  readonly entries: () => Iterable<RegistryEntry>
}

/** One row of the text exposition: its labels do not hold the metric's name. */
export interface RegistryEntry {
  readonly family: Family
  readonly labels: LabelSet
  readonly bounds: readonly number[] // empty for counters
  readonly counter: Counter | null
  readonly histogram: Histogram | null
}

interface Slot extends RegistryEntry {
  series: readonly Series[] | null // null until the first scrape
}

export function createMetricRegistry(): MetricRegistry {
  const families = new Map<string, Family>()
  const slots = new Set<Slot>()
  let ended: Slot[] = []

  function register(slot: Slot): void {
    families.set(slot.family.name, slot.family)
    slots.add(slot)
  }

  return {
    counter: (family, labels) => {
      const counter = { value: 0 }
      register({
        family,
        labels: labelSetOf(labels),
        bounds: [],
        counter,
        histogram: null,
        series: null,
      })
      return counter
    },
    histogram: (family, bounds, labels) => {
      const histogram = { counts: new Float64Array(bounds.length + 1), sum: 0 }
      register({
        family,
        labels: labelSetOf(labels),
        bounds,
        counter: null,
        histogram,
        series: null,
      })
      return histogram
    },
    forget: (labels) => {
      const wanted = Object.entries(labels)
      const gone = [...slots].filter((slot) =>
        wanted.every(([name, value]) => slot.labels.get(name) === value),
      )
      for (const slot of gone) slots.delete(slot)
      ended = [...ended, ...gone]
    },
    scrape: (store, timeMs) => {
      for (const slot of ended) {
        for (const series of slot.series ?? []) series.column.appendStale(timeMs)
      }
      ended = []
      for (const slot of slots) scrapeSlot(slot, store, timeMs)
    },
    families: () => [...families.values()],
    entries: () => slots,
  }
}

function scrapeSlot(slot: Slot, store: SampleStore, timeMs: number): void {
  slot.series ??= seriesOf(slot, store)
  const { series, counter, histogram } = slot
  if (counter !== null) {
    series[0]?.column.append(timeMs, counter.value)
  } else if (histogram !== null) {
    let cumulative = 0
    for (let index = 0; index < histogram.counts.length; index += 1) {
      cumulative += histogram.counts[index] ?? 0
      series[index]?.column.append(timeMs, cumulative)
    }
    series[histogram.counts.length]?.column.append(timeMs, histogram.sum)
    series[histogram.counts.length + 1]?.column.append(timeMs, cumulative)
  }
}

/** A counter's one series, or a histogram's buckets, sum and count in this order. */
function seriesOf(slot: Slot, store: SampleStore): readonly Series[] {
  const { family, labels, bounds } = slot
  const named = (suffix: string): LabelSet => labels.with('__name__', family.name + suffix)
  if (family.type !== 'histogram') return [store.series(named(''))]
  const bucket = named('_bucket')
  return [
    ...[...bounds.map(boundText), '+Inf'].map((le) => store.series(bucket.with('le', le))),
    store.series(named('_sum')),
    store.series(named('_count')),
  ]
}

/** `le` as Prometheus 3 rewrites it on the way in: never a bare whole number (`5.0`). */
function boundText(bound: number): string {
  if (bound >= 1e6) {
    const [digits = '', exponent = ''] = bound.toExponential().split('e+')
    return `${digits}e+${exponent.padStart(2, '0')}`
  }
  return Number.isInteger(bound) ? `${bound}.0` : String(bound)
}

/** Adds an observation; `bounds` are those that the histogram was made with. */
export function observe(histogram: Histogram, bounds: readonly number[], value: number): void {
  let index = 0
  while (index < bounds.length && value > (bounds[index] ?? Infinity)) index += 1
  histogram.counts[index] = (histogram.counts[index] ?? 0) + 1
  histogram.sum += value
}
