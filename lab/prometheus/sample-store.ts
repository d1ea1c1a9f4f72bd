import { labelSetOf } from './label-set.ts'
import type { LabelSet } from './label-set.ts'
import type { Matcher } from './matcher.ts'
import { SampleColumn } from './sample-column.ts'

export interface Series {
  readonly labels: LabelSet
  readonly column: SampleColumn
}

/** Series by label set, with an index from each label's value to the series that carry it. */
export interface SampleStore {
  /** The one series with these labels; made when it is new. `__name__` is among the labels. */
  readonly series: (labels: Readonly<Record<string, string>>) => Series
  readonly select: (matchers: readonly Matcher[]) => readonly Series[]
  /** Forgets samples older than the retention, and series that have none left. */
  readonly expire: (nowMs: number) => void
  readonly seriesCount: () => number
  readonly retentionMs: number
}

export interface SampleStoreOptions {
  readonly retentionMs?: number // default one hour
}

type Postings = Map<string, Map<string, Series[]>>

export function createSampleStore(options: SampleStoreOptions = {}): SampleStore {
  const retentionMs = options.retentionMs ?? 3_600_000
  let seriesByKey = new Map<string, Series>()
  let postings: Postings = new Map()

  function expire(nowMs: number): void {
    const live = [...seriesByKey.values()].filter((s) => !s.column.dropBefore(nowMs - retentionMs))
    if (live.length === seriesByKey.size) return
    seriesByKey = new Map(live.map((series) => [series.labels.key, series]))
    postings = new Map()
    for (const series of live) index(postings, series)
  }

  return {
    retentionMs,
    expire,
    seriesCount: () => seriesByKey.size,
    series: (labels) => {
      const labelSet = labelSetOf(labels)
      const known = seriesByKey.get(labelSet.key)
      if (known !== undefined) return known
      const series: Series = { labels: labelSet, column: new SampleColumn() }
      seriesByKey.set(labelSet.key, series)
      index(postings, series)
      return series
    },
    select: (matchers) => {
      const candidates = narrow(postings, matchers) ?? [...seriesByKey.values()]
      return candidates.filter(({ labels }) =>
        matchers.every((matcher) => matcher.matches(labels.get(matcher.label))),
      )
    },
  }
}

function index(postings: Postings, series: Series): void {
  series.labels.names.forEach((name, at) => {
    const value = series.labels.values[at] ?? ''
    let byValue = postings.get(name)
    if (byValue === undefined) postings.set(name, (byValue = new Map<string, Series[]>()))
    const list = byValue.get(value)
    if (list === undefined) byValue.set(value, [series])
    else list.push(series)
  })
}

/** The shortest list that holds everything the matchers may want; null when none of them narrows. */
function narrow(postings: Postings, matchers: readonly Matcher[]): readonly Series[] | null {
  let shortest: readonly Series[] | null = null
  for (const matcher of matchers) {
    if (matcher.matches('')) continue // series without the label would be missed
    const lists = listsOf(postings, matcher)
    const length = lists.reduce((sum, list) => sum + list.length, 0)
    if (shortest !== null && length >= shortest.length) continue
    shortest = lists.length === 1 ? (lists[0] ?? []) : lists.flat()
  }
  return shortest
}

function listsOf(postings: Postings, matcher: Matcher): readonly (readonly Series[])[] {
  const byValue = postings.get(matcher.label)
  if (byValue === undefined) return []
  if (matcher.operator === '=') return [byValue.get(matcher.value) ?? []]
  return [...byValue].filter(([value]) => matcher.matches(value)).map(([, list]) => list)
}
