import { describe, expect, it } from 'vitest'
import type { Change } from '#contract/compare.ts'
import { markChanges, writeChange } from './change-words.ts'

const slower: Change = {
  id: 'a→b',
  element: 'edge',
  kind: 'slower',
  measure: 'responseTime',
  unit: 'ms',
  statistic: 'p95',
  before: 20,
  after: 490,
}
const presence = {
  measure: 'presence',
  unit: null,
  statistic: null,
  before: null,
  after: null,
} as const

describe('the words of a change', () => {
  it.each<{ desc: string; change: Partial<Change>; expected: string | null }>([
    { desc: 'a response time with its statistic', change: {}, expected: 'p95 20 ms → 490 ms' },
    {
      desc: 'a share of errors',
      change: { unit: 'ratio', statistic: null, before: 0, after: 0.2 },
      expected: '0% → 20%',
    },
    {
      desc: 'errors of what was not there before',
      change: { unit: 'ratio', statistic: null, before: null, after: 1 },
      expected: 'none → 100%',
    },
    { desc: 'no numbers of what is new', change: { kind: 'new', ...presence }, expected: null },
  ])('tell $desc', ({ change, expected }) => {
    expect(writeChange({ ...slower, ...change })).toBe(expected)
  })

  it('mark an element with all that happened to it', () => {
    const gone: Change = { ...slower, id: 'b', element: 'node', kind: 'gone', ...presence }
    expect([...markChanges([slower, { ...slower, kind: 'quieter' }, gone])]).toEqual([
      ['a→b', { words: ['slower', 'quieter'], isGone: false }],
      ['b', { words: ['gone'], isGone: true }],
    ])
  })
})
