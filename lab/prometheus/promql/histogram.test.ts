import { describe, expect, it } from 'vitest'
import { answerOf, storeOf } from './fixtures.ts'
import { bucketQuantile } from './histogram.ts'

type Pairs = readonly (readonly [upperBound: number, count: number])[]

const usual: Pairs = [
  [10, 2],
  [20, 6],
  [50, 8],
  [Infinity, 10],
]

interface Case {
  readonly desc: string
  readonly ratio: number
  readonly buckets: Pairs
  readonly expected: number
}

const cases: readonly Case[] = [
  { desc: 'goes straight through the bucket', ratio: 0.5, buckets: usual, expected: 17.5 },
  { desc: 'begins the first bucket at zero', ratio: 0.1, buckets: usual, expected: 5 },
  { desc: 'is the last bound within the last bucket', ratio: 0.95, buckets: usual, expected: 50 },
  { desc: 'is minus infinity below 0', ratio: -0.1, buckets: usual, expected: -Infinity },
  { desc: 'is infinity above 1', ratio: 1.1, buckets: usual, expected: Infinity },
  {
    desc: 'is NaN without the infinite bucket',
    ratio: 0.5,
    buckets: usual.slice(0, 3),
    expected: NaN,
  },
  { desc: 'is NaN with one bucket', ratio: 0.5, buckets: [[Infinity, 4]], expected: NaN },
  {
    desc: 'is NaN without observations',
    ratio: 0.5,
    buckets: [
      [1, 0],
      [Infinity, 0],
    ],
    expected: NaN,
  },
  {
    desc: 'is the bound itself when the first one is not positive',
    ratio: 0.1,
    buckets: [
      [-5, 5],
      [0, 6],
      [Infinity, 10],
    ],
    expected: -5,
  },
  {
    desc: 'lets no count fall',
    ratio: 0.5,
    buckets: [
      [10, 6],
      [20, 4],
      [Infinity, 10],
    ],
    expected: (10 * 5) / 6,
  },
  {
    desc: 'adds up buckets of one bound',
    ratio: 0.5,
    buckets: [
      [10, 1],
      [10, 3],
      [20, 8],
      [Infinity, 8],
    ],
    expected: 10,
  },
]

describe('bucketQuantile', () => {
  it.each(cases)('$desc', ({ ratio, buckets, expected }) => {
    const given = buckets.map(([upperBound, count]) => ({ upperBound, count }))
    expect(bucketQuantile(ratio, given)).toBe(expected)
  })
})

describe('histogram_quantile', () => {
  const store = storeOf({
    'lat_bucket{job="a",le="10"}': [2],
    'lat_bucket{job="a",le="20.0"}': [6],
    'lat_bucket{job="a",le="+Inf"}': [8],
    'lat_bucket{job="a",le="strange"}': [99],
    'lat_bucket{job="b",le="10"}': [4],
    'lat_bucket{job="b",le="+Inf"}': [4],
    'lat_bucket{job="c"}': [4],
  })

  it('gives one sample per group and leaves out what has no bound', () => {
    expect(answerOf(store, 'histogram_quantile(0.5, lat_bucket)', { atSeconds: 0 })).toEqual({
      '{job=a}': 15,
      '{job=b}': 5,
    })
  })

  it('is the median over everybody when summed by bound', () => {
    const query = 'histogram_quantile(0.75, sum by (le) (lat_bucket{job="a"}))'
    expect(answerOf(store, query, { atSeconds: 0 })).toEqual({ '{}': 20 })
  })
})
