import { describe, expect, it } from 'vitest'
import type { ProxyDifferences } from '#contract/proxy.ts'
import { countChanges, differenceRows } from './difference-rows.ts'

const changes: ProxyDifferences['changes'] = [
  {
    ...{ resource: 'outbound|9080||reviews', change: 'changed' },
    fields: [
      { path: 'connect_timeout', here: '"10s"', there: '"1s"' },
      { path: 'lb_policy', here: null, there: '"RANDOM"' },
    ],
  },
  { resource: 'outbound|80||old', change: 'onlyThere', fields: [] },
]
const all = { text: '', kinds: [] }

describe('what differs between two proxies', () => {
  it('has a row for each field, and one for what only one side has', () => {
    expect(differenceRows({ changes }, all)).toEqual([
      {
        ...{ key: 'outbound|9080||reviews connect_timeout', resource: 'outbound|9080||reviews' },
        ...{ change: 'changed', path: 'connect_timeout', here: '"10s"', there: '"1s"' },
        isFirst: true,
      },
      {
        ...{ key: 'outbound|9080||reviews lb_policy', resource: 'outbound|9080||reviews' },
        ...{ change: 'changed', path: 'lb_policy', here: null, there: '"RANDOM"' },
        isFirst: false,
      },
      {
        ...{ key: 'outbound|80||old ', resource: 'outbound|80||old', change: 'onlyThere' },
        ...{ path: null, here: null, there: null, isFirst: true },
      },
    ])
    expect(countChanges({ changes })).toEqual({ changed: 1, onlyHere: 0, onlyThere: 1 })
  })

  it.each([
    {
      desc: 'keeps rows with every word, wherever it stands',
      filter: { ...all, text: 'REVIEWS random' },
      expected: ['lb_policy'],
    },
    {
      desc: 'keeps one kind of difference',
      filter: { ...all, kinds: ['onlyThere' as const] },
      expected: [null],
    },
    { desc: 'keeps nothing that does not fit', filter: { ...all, text: 'mars' }, expected: [] },
  ])('$desc', ({ filter, expected }) => {
    expect(differenceRows({ changes }, filter).map(({ path }) => path)).toEqual(expected)
  })
})
