import type { LabelSet } from './label-set.ts'
import type { Matcher } from './matcher.ts'
import { SampleColumn } from './sample-column.ts'

export interface Series {
  readonly labels: LabelSet
  readonly column: SampleColumn
}

/** Series by label set, with an index from label values to the series that carry them. */
export interface SampleStore {
  /** The one series with these labels; made when it is new. `__name__` is among the labels. */
  readonly series: (labels: LabelSet) => Series
  readonly select: (matchers: readonly Matcher[]) => readonly Series[]
  /** Forgets samples older than the retention, and series that have none left. */
  readonly expire: (nowMs: number) => void
  readonly seriesCount: () => number
  readonly retentionMs: number
}

export interface SampleStoreOptions {
  readonly retentionMs?: number // default one hour
}

export function createSampleStore(options: SampleStoreOptions = {}): SampleStore {
  const retentionMs = options.retentionMs ?? 3_600_000
  const byHash = new Map<number, Series[]>()
  const byName = new Map<string, Shelf>()

  function drop(series: Series): void {
    const hash = series.labels.hash()
    const rest = byHash.get(hash)?.filter((other) => other !== series) ?? []
    if (rest.length === 0) byHash.delete(hash)
    else byHash.set(hash, rest)
  }

  return {
    retentionMs,
    expire: (nowMs) => {
      for (const [name, shelf] of byName) {
        for (const series of shelf.expire(nowMs - retentionMs)) drop(series)
        if (shelf.series.length === 0) byName.delete(name)
      }
    },
    seriesCount: () => [...byName.values()].reduce((sum, shelf) => sum + shelf.series.length, 0),
    series: (labels) => {
      const hash = labels.hash()
      const alike = byHash.get(hash)
      const known = alike?.find((series) => series.labels.isSame(labels))
      if (known !== undefined) return known
      const series: Series = { labels, column: new SampleColumn() }
      if (alike === undefined) byHash.set(hash, [series])
      else alike.push(series)
      shelfOf(byName, labels.get('__name__')).add(series)
      return series
    },
    select: (matchers) => {
      const names = matchers.filter(({ label }) => label === '__name__')
      const others = matchers.filter(({ label }) => label !== '__name__')
      const shelves = [...byName].filter(([name]) => names.every(({ matches }) => matches(name)))
      return shelves.flatMap(([, shelf]) => shelf.select(others))
    },
  }
}

function shelfOf(byName: Map<string, Shelf>, name: string): Shelf {
  let shelf = byName.get(name)
  if (shelf === undefined) byName.set(name, (shelf = new Shelf()))
  return shelf
}

type Postings = Map<string, Series[]>

/**
 * The series of one metric. A label is indexed when it is first asked for: of thirty labels few ever
 * are, and an index of all would outweigh the samples.
 */
class Shelf {
  series: Series[] = []
  private readonly postings = new Map<string, Postings>()

  add(series: Series): void {
    this.series.push(series)
    for (const [label, byValue] of this.postings) post(byValue, series, label)
  }

  select(matchers: readonly Matcher[]): readonly Series[] {
    const candidates = this.narrow(matchers) ?? this.series
    if (matchers.length === 0) return candidates
    return candidates.filter(({ labels }) =>
      matchers.every((matcher) => matcher.matches(labels.get(matcher.label))),
    )
  }

  /** Takes out and returns what has no sample of that time or later. */
  expire(oldestMs: number): readonly Series[] {
    const gone = this.series.filter(({ column }) => column.dropBefore(oldestMs))
    if (gone.length === 0) return gone
    const dead = new Set(gone)
    this.series = this.series.filter((series) => !dead.has(series))
    this.postings.clear()
    return gone
  }

  /** The shortest list that holds everything the matchers may want; null when none of them narrows. */
  private narrow(matchers: readonly Matcher[]): readonly Series[] | null {
    let shortest: readonly Series[] | null = null
    for (const matcher of matchers) {
      if (matcher.matches('')) continue // series without the label would be missed
      const lists = listsOf(this.postingsOf(matcher.label), matcher)
      const length = lists.reduce((sum, list) => sum + list.length, 0)
      if (shortest !== null && length >= shortest.length) continue
      shortest = lists.length === 1 ? (lists[0] ?? []) : lists.flat()
    }
    return shortest
  }

  private postingsOf(label: string): Postings {
    let byValue = this.postings.get(label)
    if (byValue === undefined) {
      byValue = new Map<string, Series[]>()
      for (const series of this.series) post(byValue, series, label)
      this.postings.set(label, byValue)
    }
    return byValue
  }
}

function post(byValue: Postings, series: Series, label: string): void {
  const value = series.labels.get(label)
  if (value === '') return
  const list = byValue.get(value)
  if (list === undefined) byValue.set(value, [series])
  else list.push(series)
}

function listsOf(byValue: Postings, matcher: Matcher): readonly (readonly Series[])[] {
  if (matcher.operator === '=') return [byValue.get(matcher.value) ?? []]
  return [...byValue].filter(([value]) => matcher.matches(value)).map(([, list]) => list)
}
