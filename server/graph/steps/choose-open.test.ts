import { describe, expect, it } from 'vitest'
import { chooseOpen, type OpenAsk, type OpenCandidate } from './choose-open.ts'

const one = (namespace: string, members: number, more: Partial<OpenCandidate> = {}) => ({
  key: `east/${namespace}`,
  namespace,
  members,
  status: 'healthy' as const,
  isAskedFor: false,
  isOutside: false,
  ...more,
})

const auto = (fields: Partial<OpenAsk> = {}): OpenAsk => ({
  open: 'auto',
  budget: 10,
  fixed: 0,
  previousOpen: new Set(),
  ...fields,
})

describe('chooseOpen', () => {
  it.each([
    {
      desc: 'what fits, by name',
      candidates: [one('b', 5), one('a', 5)],
      ask: auto(),
      expected: ['a', 'b'],
    },
    {
      desc: 'no more than fits',
      candidates: [one('a', 6), one('b', 6)],
      ask: auto(),
      expected: ['a'],
    },
    {
      desc: 'a smaller one after one that is too large',
      candidates: [one('a', 30), one('b', 6)],
      ask: auto(),
      expected: ['b'],
    },
    {
      desc: 'the unhealthy first',
      candidates: [one('a', 6), one('b', 6, { status: 'failure' })],
      ask: auto(),
      expected: ['b'],
    },
    {
      desc: 'the failed before the degraded',
      candidates: [one('a', 6, { status: 'degraded' }), one('b', 6, { status: 'failure' })],
      ask: auto(),
      expected: ['b'],
    },
    {
      desc: 'those asked for before the unhealthy',
      candidates: [
        one('a', 6, { status: 'failure', isOutside: true }),
        one('b', 6, { isAskedFor: true }),
      ],
      ask: auto(),
      expected: ['b'],
    },
    {
      desc: 'one that was asked for, however large',
      candidates: [one('a', 6), one('b', 600, { isAskedFor: true })],
      ask: auto(),
      expected: ['b'],
    },
    {
      desc: 'several that were asked for, with more room',
      candidates: [
        one('a', 9, { isAskedFor: true }),
        one('b', 9, { isAskedFor: true }),
        one('c', 9, { isAskedFor: true }),
      ],
      ask: auto(),
      expected: ['a', 'b'],
    },
    {
      desc: 'what was open before the better',
      candidates: [one('a', 6), one('b', 6)],
      ask: auto({ previousOpen: new Set(['east/b']) }),
      expected: ['b'],
    },
    {
      desc: 'what was open though it has grown a little',
      candidates: [one('b', 12)],
      ask: auto({ previousOpen: new Set(['east/b']) }),
      expected: ['b'],
    },
    {
      desc: 'not what was open and has outgrown the budget',
      candidates: [one('b', 13)],
      ask: auto({ previousOpen: new Set(['east/b']) }),
      expected: [],
    },
    {
      desc: 'less where much is drawn anyway',
      candidates: [one('a', 6)],
      ask: auto({ fixed: 5 }),
      expected: [],
    },
    {
      desc: 'what is forced, and counts it',
      candidates: [one('a', 6), one('b', 20)],
      ask: auto({ open: 'auto,+b' }),
      expected: ['b'],
    },
  ])('opens $desc', ({ candidates, ask, expected }) => {
    const opened = [...chooseOpen(candidates, ask)].sort()
    expect(opened).toEqual(expected.map((name) => `east/${name}`))
  })
})
