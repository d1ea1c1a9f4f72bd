import { describe, expect, it } from 'vitest'
import type { Change } from '#contract/compare.ts'
import type { Graph } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import { aPicture } from '../../test/support/graph.ts'
import { anEnd, aRequested, aSample, aTcpSample } from '../../test/support/traffic.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import { compareGraphs } from './compare.ts'

const caller = 'workload:east/bookinfo/productpage-v1'
const callee = 'workload:east/bookinfo/reviews-v1'
const edge = `${caller}→${callee}`

const earlier = 1_700_000_000_000

function pictureAt(samples: readonly TrafficSample[], minutes: number): Graph {
  const parts = ['rates', 'responseTime p95 workload'] as const
  const traffic = { atMs: earlier + minutes * 60_000, parts }
  return aPicture(samples, { responseTime: 'p95' }, { traffic })
}

const compare = (before: readonly TrafficSample[], after: readonly TrafficSample[]) =>
  compareGraphs(pictureAt(before, 0), pictureAt(after, 5))

/** `kind id before → after` of what changed on edges. */
const told = (changes: readonly Change[]): string[] =>
  changes
    .filter(({ element }) => element === 'edge')
    .map(({ kind, before, after }) => `${kind} ${before ?? '-'} → ${after ?? '-'}`)

const requests = (ok: number, failed = 0): TrafficSample[] => [
  aSample({ value: ok }),
  ...(failed === 0 ? [] : [aSample({ value: failed, code: '503' })]),
]

const time = (valueMs: number): TrafficSample =>
  aSample({ measure: 'responseTimeMs', value: valueMs, code: null })

const toRatings = aSample({
  service: aRequested('bookinfo/ratings'),
  destination: anEnd('bookinfo/ratings-v1'),
})

describe('compareGraphs', () => {
  it.each<{
    desc: string
    before: readonly TrafficSample[]
    after: readonly TrafficSample[]
    expected: readonly string[]
  }>([
    { desc: 'the same twice', before: requests(10), after: requests(10), expected: [] },
    {
      desc: 'a tenth fails that did not',
      before: requests(10),
      after: requests(9, 1),
      expected: ['failingMore 0 → 0.1'],
    },
    {
      desc: 'a tenth failed that does not',
      before: requests(9, 1),
      after: requests(10),
      expected: ['failingLess 0.1 → 0'],
    },
    {
      desc: 'three errors of 150 that chance may bring',
      before: requests(2.5),
      after: requests(2.45, 0.05),
      expected: [],
    },
    {
      desc: 'four errors of 22 that a burst may bring',
      before: requests(60 / 60),
      after: requests(18 / 60, 4 / 60),
      expected: [],
    },
    {
      desc: 'eight errors of 22 when there were none',
      before: requests(60 / 60),
      after: requests(14 / 60, 8 / 60),
      expected: ['failingMore 0 → 0.3636363636363636'],
    },
    {
      desc: 'less than a point more errors, of very many requests',
      before: requests(9950, 50),
      after: requests(9860, 140),
      expected: [],
    },
    {
      desc: 'errors up by a third only',
      before: requests(70, 30),
      after: requests(60, 40),
      expected: [],
    },
    {
      desc: 'half as many again with enough requests is slower',
      before: [...requests(10), time(100)],
      after: [...requests(10), time(150)],
      expected: ['slower 100 → 150'],
    },
    {
      desc: 'less than that is not',
      before: [...requests(10), time(100)],
      after: [...requests(10), time(149)],
      expected: [],
    },
    {
      desc: 'under ten milliseconds is not',
      before: [...requests(10), time(6)],
      after: [...requests(10), time(15)],
      expected: [],
    },
    {
      desc: 'with few requests it must be three times as slow',
      before: [...requests(2), time(100)],
      after: [...requests(2), time(299)],
      expected: [],
    },
    {
      desc: 'and then it is told',
      before: [...requests(2), time(100)],
      after: [...requests(2), time(300)],
      expected: ['slower 100 → 300'],
    },
    {
      desc: 'with next to no requests nothing is slower',
      before: [...requests(1.9), time(100)],
      after: [...requests(1.9), time(9000)],
      expected: [],
    },
    {
      desc: 'faster, likewise',
      before: [...requests(10), time(150)],
      after: [...requests(10), time(100)],
      expected: ['faster 150 → 100'],
    },
    {
      desc: 'the lowest bucket may be the smaller number',
      before: [...requests(10), time(2)],
      after: [...requests(10), time(80)],
      expected: ['slower 5 → 80'],
    },
    { desc: 'twice as busy', before: requests(2), after: requests(4), expected: ['busier 2 → 4'] },
    { desc: 'half as busy', before: requests(4), after: requests(2), expected: ['quieter 4 → 2'] },
    {
      desc: 'twice as busy by less than one request per second',
      before: requests(0.5),
      after: requests(1.4),
      expected: [],
    },
    {
      desc: 'twice the bytes',
      before: [aTcpSample({ value: 20_000 })],
      after: [aTcpSample({ value: 40_000 })],
      expected: ['busier 20000 → 40000'],
    },
    {
      desc: 'twice as few bytes as matter',
      before: [aTcpSample({ value: 2_000 })],
      after: [aTcpSample({ value: 4_000 })],
      expected: [],
    },
  ])('$desc', ({ before, after, expected }) => {
    expect(told(compare(before, after).changes)).toEqual(expected)
  })

  it('finds what is new and what has gone, and keeps drawing what has', () => {
    const { changes, graph } = compare([...requests(10), toRatings], requests(10))
    expect(changes.map(({ element, kind, id }) => `${element} ${kind} ${id}`)).toEqual([
      `edge gone ${caller}→workload:east/bookinfo/ratings-v1`,
      'node gone workload:east/bookinfo/ratings-v1',
    ])
    expect(graph.at).toBe(earlier + 300_000)
    expect(graph.edges.map(({ id }) => id)).toContain(`${caller}→workload:east/bookinfo/ratings-v1`)
    expect(graph.nodes.map(({ id }) => id)).toContain('workload:east/bookinfo/ratings-v1')
    const back = compare(requests(10), [...requests(10), toRatings])
    expect(back.changes.map(({ kind }) => kind)).toEqual(['new', 'new'])
  })

  it('says of what is new and fails that it fails, first', () => {
    const failing = { ...toRatings, code: '503' }
    const { changes } = compare(requests(10), [...requests(10), failing])
    expect(told(changes)).toEqual(['failingMore - → 1', 'new - → -'])
  })

  it('calls gone what is drawn idle only', () => {
    const still = pictureAt([aSample(), { ...toRatings, value: 0 }], 5)
    const { changes } = compareGraphs(pictureAt([aSample(), toRatings], 0), still)
    expect(told(changes)).toEqual(['gone - → -'])
  })

  it('puts the worst first', () => {
    const before = [...requests(10), time(10), toRatings]
    const after = [...requests(4, 1), time(500)]
    expect(told(compare(before, after).changes)).toEqual([
      'failingMore 0 → 0.2',
      'gone - → -',
      'slower 10 → 500',
      'quieter 10 → 5',
    ])
  })

  it('claims nothing of a moment without numbers', () => {
    const { changes, whyNot, graph } = compareGraphs(pictureAt([], 0), pictureAt(requests(10), 5))
    expect(changes).toEqual([])
    expect(whyNot).toContain('the earlier moment')
    expect(graph.edges.map(({ id }) => id)).toEqual([edge])
  })

  it('claims nothing when the store had no answer for a moment', () => {
    const warning: Warning = {
      source: 'metrics',
      layer: 'requests',
      code: 'timeout',
      message: 'It was too slow.',
      sinceAt: null,
      dataAt: null,
    }
    const tcpOnly = pictureAt([aTcpSample({ value: 20_000 })], 0)
    const evidence = tcpOnly.evidence.filter(({ layer }) => layer !== 'requests')
    const failed = { ...tcpOnly, evidence, warnings: [warning] }
    const { changes, whyNot, warnings } = compareGraphs(failed, pictureAt(requests(10), 5))
    expect({ changes, warnings }).toEqual({ changes: [], warnings: [warning] })
    expect(whyNot).toBe('There are no numbers of the earlier moment: It was too slow.')
  })
})
