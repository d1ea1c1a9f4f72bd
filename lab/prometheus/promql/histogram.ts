import type { LabelSet } from '../label-set.ts'
import type { Sample } from './values.ts'

interface Bucket {
  readonly upperBound: number
  count: number
}

// Differences smaller than this share are rounding, not a histogram that shrinks.
const roundingShare = 1e-12

/** histogram_quantile() over classic buckets: one sample per group of series that differ in `le`. */
export function histogramQuantile(ratio: number, samples: readonly Sample[]): readonly Sample[] {
  const groups = new Map<string, { readonly labels: LabelSet; readonly buckets: Bucket[] }>()
  for (const { labels, value } of samples) {
    const upperBound = readBound(labels.get('le'))
    if (upperBound === null) continue
    const rest = labels.without(['le', '__name__'])
    let group = groups.get(rest.key)
    if (group === undefined) groups.set(rest.key, (group = { labels: rest, buckets: [] }))
    group.buckets.push({ upperBound, count: value })
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: bucketQuantile(ratio, buckets),
  }))
}

function readBound(text: string): number | null {
  if (/^\+?inf$/i.test(text)) return Infinity
  const bound = text === '' ? NaN : Number(text)
  return Number.isNaN(bound) ? null : bound
}

/**
 * The value below which `ratio` of the observations lie, drawn straight through the bucket that
 * holds it. In the last bucket it is the bound before; the first one begins at zero unless its bound
 * is negative or zero.
 */
export function bucketQuantile(ratio: number, given: readonly Bucket[]): number {
  if (Number.isNaN(ratio)) return NaN
  if (ratio < 0) return -Infinity
  if (ratio > 1) return Infinity
  const buckets = monotonic(coalesced(given))
  const last = buckets.at(-1)
  const beforeLast = buckets.at(-2)
  if (last?.upperBound !== Infinity || beforeLast === undefined || last.count === 0) return NaN
  const rank = ratio * last.count
  const found = buckets.slice(0, -1).findIndex(({ count }) => count >= rank)
  const bucket = buckets[found]
  if (bucket === undefined) return beforeLast.upperBound
  if (found === 0 && bucket.upperBound <= 0) return bucket.upperBound
  const { upperBound: start, count: below } = buckets[found - 1] ?? { upperBound: 0, count: 0 }
  return start + (bucket.upperBound - start) * ((rank - below) / (bucket.count - below))
}

/** Sorted; buckets of one bound (`1` and `1.0`) become one. */
function coalesced(given: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = []
  for (const { upperBound, count } of given.toSorted(byBound)) {
    const last = buckets.at(-1)
    if (last?.upperBound === upperBound) last.count += count
    else buckets.push({ upperBound, count })
  }
  return buckets
}

/** Counts may fall from bucket to bucket when scrapes or rates of the buckets do not match. */
function monotonic(buckets: Bucket[]): readonly Bucket[] {
  let before = buckets[0]?.count ?? 0
  for (const bucket of buckets.slice(1)) {
    const isRounding =
      Math.abs(bucket.count - before) / (Math.abs(bucket.count) + Math.abs(before)) < roundingShare
    if (bucket.count < before || isRounding) bucket.count = before
    else before = bucket.count
  }
  return buckets
}

function byBound(a: Bucket, b: Bucket): number {
  if (a.upperBound === b.upperBound) return 0 // two infinities have no difference
  return a.upperBound - b.upperBound
}
