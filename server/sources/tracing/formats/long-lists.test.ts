import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LongLists, type TakeElements } from './long-lists.ts'
import { isObject } from './reading.ts'

interface Read {
  readonly rest: unknown
  readonly lists: readonly (readonly unknown[])[]
}

/** Reads a text that comes in pieces of so many bytes, the last size again and again. */
function read(text: string, names: readonly string[], sizes: readonly number[]): Read {
  const lists: unknown[][] = []
  const take: TakeElements = (elements, list) => (lists[list] ??= []).push(...elements)
  const reader = new LongLists(new Map(names.map((name) => [name, { take }])))
  pushBy(reader, text, sizes)
  return { rest: reader.finish(), lists }
}

function pushBy(reader: LongLists, text: string, sizes: readonly number[]): void {
  const bytes = Buffer.from(text)
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[Math.min(turn, sizes.length - 1)] ?? bytes.length
    reader.push(bytes.subarray(at, at + size))
    at += size
  }
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

  it('within elements that are too long come before these, whatever is short comes whole', () => {
    const group = fc.record({
      before: values,
      inner: fc.record({ spans: fc.array(values, { minLength: 1 }) }),
      after: fc.constantFrom(0, [], { a: '],"' }),
    })
    fc.assert(
      fc.property(
        fc.array(group),
        fc.integer({ min: 0, max: 60 }),
        sizes,
        (groups, longest, cuts) => {
          fc.pre(!JSON.stringify(groups.map(({ before }) => before)).includes('"spans"'))
          let early: unknown[][] = []
          const takeEarly: TakeElements = (spans, list) => (early[list] ??= []).push(...spans)
          const whole: unknown[] = []
          const take: TakeElements = (elements) => {
            for (const one of elements) {
              const [spans] = early
              whole.push(spans === undefined || !isObject(one) ? one : { ...one, inner: { spans } })
            }
            early = []
          }
          const inside = new Map([['spans', { take: takeEarly }]])
          const reader = new LongLists(new Map([['groups', { take, inside }]]), longest)
          pushBy(reader, JSON.stringify({ groups, end: 1 }), cuts)
          expect(reader.finish()).toEqual({ groups: [0], end: 1 })
          expect(whole).toEqual(JSON.parse(JSON.stringify(groups)))
        },
      ),
    )
  })

  it.each([
    { desc: 'cut off within an element', text: '{"spans":[{"a":1},{"b":' },
    { desc: 'cut off between elements', text: '{"spans":[{"a":1},' },
    { desc: 'cut off behind the list', text: '{"spans":[{"a":1}]' },
    { desc: 'with an element that is none', text: '{"spans":[{"a":1},{b}]}' },
    { desc: 'cut off within a long element', text: `{"spans":[{"a":"${'x'.repeat(300_000)}"` },
    { desc: 'with brackets of the wrong kind', text: '{"spans":[{"a":1}}}' },
    { desc: 'nothing', text: '' },
    { desc: 'a page', text: '<html>' },
  ])('are no JSON: $desc', ({ text }) => {
    expect(read(text, ['spans'], [5]).rest).toBeUndefined()
  })
})
