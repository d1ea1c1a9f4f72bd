import { describe, expect, it } from 'vitest'
import { bookinfo } from '../../../../../test-support/bookinfo.ts'
import { edgeRows } from '../../edge-rows.ts'
import { edgeColumns } from './edge-columns.tsx'
import { chooseColumns, readSorting, sortRows, writeSorting } from './table-column.ts'

const rows = edgeRows(bookinfo())
const usual = { column: 'rate', isDescending: true }

describe('sortRows', () => {
  it.each([
    { column: 'rate', isDescending: true, first: 'ingressgateway (mesh-ingress)' },
    { column: 'health', isDescending: false, first: 'reviews v2 (bookinfo)' },
    { column: 'source', isDescending: false, first: 'ingressgateway (mesh-ingress)' },
    { column: 'errors', isDescending: true, first: 'reviews v2 (bookinfo)' },
  ])('begins with $first by $column', ({ column, isDescending, first }) => {
    expect(sortRows(rows, edgeColumns, { column, isDescending })[0]?.source).toBe(first)
  })

  it.each([true, false])('puts the unknown last, descending or not', (isDescending) => {
    const sorted = sortRows(rows, edgeColumns, { column: 'mtls', isDescending })
    expect(sorted.at(-1)?.mtls).toBeNull()
  })
})

describe('the order in the address', () => {
  it.each([usual, { column: 'health', isDescending: false }])('reads back %j', (sorting) => {
    expect(readSorting(writeSorting(sorting), edgeColumns, usual)).toEqual(sorting)
  })

  it.each([null, 'callers', '-nothing'])('is the usual one for %j', (text) => {
    expect(readSorting(text, edgeColumns, usual)).toEqual(usual)
  })
})

describe('chooseColumns', () => {
  const namesOf = (text: string | null): string[] =>
    chooseColumns(text, edgeColumns).map(({ name }) => name)

  it('keeps the order of the table', () => {
    expect(namesOf('flags,source')).toEqual(['source', 'flags'])
  })

  it('takes the usual ones where it names none of this table', () => {
    const all = ['source', 'target', 'health', 'protocol', 'rate', 'errors', 'time', 'mtls']
    expect(namesOf(null)).toEqual(all)
    expect(namesOf('callers,callees')).toEqual(all)
  })
})
