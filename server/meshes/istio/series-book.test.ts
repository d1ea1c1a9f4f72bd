import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSample } from '../../../test/support/traffic.ts'
import { factsOf, type SeriesFacts } from '../../seams/traffic.ts'
import { buildVector } from '../../seams/vector.ts'
import { openColumns } from './columns.ts'
import { SeriesBook, type ReadFacts } from './series-book.ts'

type Labels = Readonly<Record<string, string>>

/** What a row says, in one field; a row of somebody else's is null. */
function opening(rows: readonly Labels[]): () => ReadFacts {
  const columnOf = openColumns(vectorOf(rows))
  return () => (row) => {
    const code = columnOf('code')(row)
    return code === 'foreign'
      ? null
      : { ...factsOf(aSample()), code, operation: columnOf('name')(row) }
  }
}

const vectorOf = (rows: readonly Labels[]) =>
  buildVector(rows.map((labels, index) => ({ labels, value: index })))

const read = (book: SeriesBook, rows: readonly Labels[]): readonly (SeriesFacts | null)[] =>
  book.read(vectorOf(rows), opening(rows))

const someRows = fc.array(
  fc.record(
    {
      code: fc.constantFrom('200', '503', 'foreign', ''),
      name: fc.constantFrom('a', 'b', 'c', '200', ''),
      zone: fc.constantFrom('x', 'y'),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 12 },
)

describe('a book of series', () => {
  it('says of each row what an empty book would, whatever it has read before', () => {
    fc.assert(
      fc.property(fc.array(someRows, { minLength: 1, maxLength: 6 }), (answers) => {
        const book = new SeriesBook()
        for (const rows of answers) expect(read(book, rows)).toEqual(read(new SeriesBook(), rows))
      }),
    )
  })

  it('has the same facts for a series that comes again, in another order and among others', () => {
    const book = new SeriesBook()
    const one = { code: '200', name: 'a' }
    const other = { code: '503', name: 'b' }
    const [first, second] = read(book, [one, other])
    const [newcomer, again, before] = read(book, [{ code: '200', name: 'c' }, other, one])
    expect(before).toBe(first)
    expect(again).toBe(second)
    expect(newcomer?.operation).toBe('c')
  })

  it('reads nothing anew where nothing is new', () => {
    const book = new SeriesBook()
    const rows = [{ code: '200', name: 'a' }]
    read(book, rows)
    expect(() => book.read(vectorOf(rows), () => expect.fail('it was opened'))).not.toThrow()
  })

  it('lets go of what is gone', () => {
    const book = new SeriesBook()
    const rows = (from: number): Labels[] =>
      Array.from({ length: 6000 }, (_, index) => ({ code: '200', name: `w-${from + index}` }))
    for (let from = 0; from < 120_000; from += 6000) {
      read(book, rows(from))
      expect(book.size).toBeLessThanOrEqual(6000 * 4 + 10_000)
    }
  })
})
