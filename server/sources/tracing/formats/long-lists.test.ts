import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LongLists } from './long-lists.ts'

interface Read {
  readonly rest: unknown
  readonly lists: readonly (readonly unknown[])[]
}

/** Reads a text that comes in pieces of so many bytes, the last size again and again. */
function read(text: string, names: readonly string[], sizes: readonly number[]): Read {
  const lists: unknown[][] = []
  const reader = new LongLists(names, (elements, list) => (lists[list] ??= []).push(...elements))
  const bytes = Buffer.from(text)
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[Math.min(turn, sizes.length - 1)] ?? bytes.length
    reader.push(bytes.subarray(at, at + size))
    at += size
  }
  return { rest: reader.finish(), lists }
}

const values = fc.jsonValue({ maxDepth: 3 }) // with lists named by chance, quotes, and other letters
const document = fc.record({
  before: values,
  spans: fc.array(values, { minLength: 1 }),
  'spans\\"': values,
  inner: fc.record({ processes: values, spans: fc.array(values, { minLength: 1 }) }),
})
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
const indents = fc.constantFrom(0, 1, 3)

describe('long lists of a document that comes in pieces', () => {
  it('are handed on element by element, wherever the pieces are cut; the rest is what it was', () => {
    fc.assert(
      fc.property(document, sizes, indents, (whole, cuts, indent) => {
        fc.pre(!JSON.stringify([whole.before, whole.inner.processes]).includes('"spans"'))
        const { rest, lists } = read(JSON.stringify(whole, null, indent), ['spans'], cuts)
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
        expect(lists).toEqual(plain([whole.spans, whole.inner.spans]))
        expect(rest).toEqual(plain({ ...whole, spans: [0], inner: { ...whole.inner, spans: [1] } }))
      }),
    )
  })

  it('are the document itself, when it is a list', () => {
    const text = ' [[{"id":"a,]\\"["}],[],[{"id":"ä"}]]'
    for (let size = 1; size < text.length; size += 1)
      expect(read(text, [''], [size])).toEqual({
        rest: [0],
        lists: [[[{ id: 'a,]"[' }], [], [{ id: 'ä' }]]],
      })
  })

  it.each([
    { desc: 'cut off within an element', text: '{"spans":[{"a":1},{"b":' },
    { desc: 'cut off between elements', text: '{"spans":[{"a":1},' },
    { desc: 'cut off behind the list', text: '{"spans":[{"a":1}]' },
    { desc: 'with an element that is none', text: '{"spans":[{"a":1},{b}]}' },
    { desc: 'with brackets of the wrong kind', text: '{"spans":[{"a":1}}}' },
    { desc: 'nothing', text: '' },
    { desc: 'a page', text: '<html>' },
  ])('are no JSON: $desc', ({ text }) => {
    expect(read(text, ['spans'], [5]).rest).toBeUndefined()
  })
})
