import { describe, expect, it } from 'vitest'
import { bookinfo } from '../../../test-support/bookinfo.ts'
import { edgeRows, sortRows, writeCsv } from './edge-rows.ts'

const rows = edgeRows(bookinfo())

describe('edgeRows', () => {
  it('has a row for each edge, with the numbers of the panel', () => {
    expect(rows).toHaveLength(bookinfo().edges.length)
    expect(
      rows.find(({ source, target }) => source.includes('v2') && target.includes('ratings')),
    ).toEqual({
      id: 'app:east/bookinfo/reviews@v2→app:east/bookinfo/ratings@v1',
      source: 'reviews v2 (bookinfo)',
      target: 'ratings v1 (bookinfo)',
      health: 'failure',
      protocol: 'HTTP',
      rate: 4,
      requestsPerSecond: 4,
      bytesPerSecond: null,
      rateText: '4 rps',
      errors: 0.25,
      time: null,
      mtls: 1,
    })
  })
})

describe('writeCsv', () => {
  it('leaves the unknown empty, and quotes what it must', () => {
    const [row] = rows
    if (row === undefined) throw new Error('There are no rows')
    const text = writeCsv([{ ...row, source: 'a "b"', target: 'c', mtls: null, errors: 0 }])
    expect(text.split('\n')[1]).toBe('"a ""b""","c","healthy","HTTP",12,,0,,')
  })
})

describe('sortRows', () => {
  it.each([
    { column: 'rate', isDescending: true, first: 'ingressgateway (mesh-ingress)' },
    { column: 'health', isDescending: false, first: 'reviews v2 (bookinfo)' },
    { column: 'source', isDescending: false, first: 'ingressgateway (mesh-ingress)' },
    { column: 'errors', isDescending: true, first: 'reviews v2 (bookinfo)' },
  ] as const)('begins with $first by $column', ({ column, isDescending, first }) => {
    expect(sortRows(rows, { column, isDescending })[0]?.source).toBe(first)
  })

  it.each([true, false])('puts the unknown last, descending or not', (isDescending) => {
    const sorted = sortRows(rows, { column: 'mtls', isDescending })
    expect(sorted.at(-1)?.mtls).toBeNull()
  })
})
