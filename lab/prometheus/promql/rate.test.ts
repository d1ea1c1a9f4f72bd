import { describe, expect, it } from 'vitest'
import { answerOf, storeOf } from './fixtures.ts'
import type { Given } from './fixtures.ts'

interface Case {
  readonly desc: string
  readonly given: Given
  readonly query: string
  readonly atSeconds: number
  readonly generation?: 2 | 3
  readonly expected: number | null // null: no sample
}

// Samples stand at 0 s, 10 s, 20 s, …
const cases: readonly Case[] = [
  {
    desc: 'reaches both ends of the range when samples do',
    given: { c: [0, 10, 20, 30, 40, 50, 60] },
    query: 'increase(c[60s])',
    atSeconds: 60,
    generation: 2,
    expected: 60,
  },
  {
    // (0, 60]: 10…60 s, growth 50 over 50 s, extended by 10 s to the start.
    desc: 'leaves out the sample at the very start, and extends over the gap',
    given: { c: [100, 110, 120, 130, 140, 150, 160] },
    query: 'increase(c[60s])',
    atSeconds: 60,
    expected: 60,
  },
  {
    // (5, 35]: 10, 20, 30 s; growth 20 over 20 s; 5 s to each end, both below 11 s.
    desc: 'extends to window edges that lie between samples',
    given: { c: [100, 110, 120, 130, 140] },
    query: 'increase(c[30s])',
    atSeconds: 35,
    expected: 30,
  },
  {
    // First sample at 40 s, 35 s after the start: half a distance instead. (20 + 5 + 5) / 20 × 20
    desc: 'extends by half a distance where the series begins within the range',
    given: { c: [null, null, null, null, 100, 110, 120] },
    query: 'increase(c[60s])',
    atSeconds: 65,
    expected: 30,
  },
  {
    // Half a distance (5 s) would be possible, but the counter was zero 2 s before its first sample.
    desc: 'never extends a counter below zero',
    given: { c: [null, null, null, null, 2, 12, 22] },
    query: 'increase(c[60s])',
    atSeconds: 65,
    expected: (20 * (20 + 2 + 5)) / 20,
  },
  {
    // Zero 8 s before the first sample: generation 2 goes there, generation 3 half a distance.
    desc: 'limits by zero before it judges the distance (2)',
    given: { c: [null, null, null, null, 8, 18, 28] },
    query: 'increase(c[60s])',
    atSeconds: 65,
    generation: 2,
    expected: 20 + 8 + 5,
  },
  {
    desc: 'limits by zero after it judged the distance (3)',
    given: { c: [null, null, null, null, 8, 18, 28] },
    query: 'increase(c[60s])',
    atSeconds: 65,
    expected: 20 + 5 + 5,
  },
  {
    desc: 'is per second as a rate',
    given: { c: [0, 10, 20, 30, 40, 50, 60] },
    query: 'rate(c[60s])',
    atSeconds: 60,
    generation: 2,
    expected: 1,
  },
  {
    // 100 → 120, reset, 5 → 15: growth 15 - 100 + 120 = 35 over 30 s, 10 s missing at the start.
    desc: 'counts on after a reset',
    given: { c: [0, 100, 120, 5, 15] },
    query: 'increase(c[40s])',
    atSeconds: 40,
    expected: (35 * 40) / 30,
  },
  {
    desc: 'is never negative for a counter that only resets',
    given: { c: [50, 0, 0, 0] },
    query: 'rate(c[30s])',
    atSeconds: 30,
    generation: 2,
    expected: 0,
  },
  {
    desc: 'needs two samples',
    given: { c: [5] },
    query: 'rate(c[60s])',
    atSeconds: 30,
    expected: null,
  },
  {
    desc: 'takes a fall as a fall in delta',
    given: { g: [40, 30, 20, 10] },
    query: 'delta(g[30s])',
    atSeconds: 30,
    generation: 2,
    expected: -30,
  },
  {
    desc: 'irate looks at the last two samples',
    given: { c: [0, 10, 20, 50] },
    query: 'irate(c[60s])',
    atSeconds: 35,
    expected: 3,
  },
  {
    desc: 'irate after a reset starts from zero',
    given: { c: [0, 10, 20, 5] },
    query: 'irate(c[60s])',
    atSeconds: 35,
    expected: 0.5,
  },
  {
    desc: 'idelta has no resets',
    given: { g: [0, 10, 20, 5] },
    query: 'idelta(g[60s])',
    atSeconds: 35,
    expected: -15,
  },
  {
    desc: 'ignores the mark of an ended series',
    given: { c: [0, 10, 20, 'stale'] },
    query: 'increase(c[20s])',
    atSeconds: 20,
    generation: 2,
    expected: 20,
  },
]

const nearly = (value: number): unknown => expect.closeTo(value, 9)

describe('rates', () => {
  it.each(cases)('$desc', ({ given, query, atSeconds, generation = 3, expected }) => {
    const answer = answerOf(storeOf(given), query, { atSeconds, generation })
    if (expected === null) expect(answer).toEqual({})
    else expect(answer).toEqual({ '{}': nearly(expected) })
  })
})
