import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventParser, type RawEvent } from './event-parser.ts'

function parseAll(chunks: readonly string[]): RawEvent[] {
  const parse = createEventParser()
  return chunks.flatMap((chunk) => parse(chunk))
}

describe('createEventParser', () => {
  it.each([
    { desc: 'an event with all fields', text: 'event: a\nid: 7\ndata: x\n\n', id: '7', event: 'a' },
    { desc: 'no name', text: 'data: x\n\n', id: null, event: 'message' },
    { desc: 'a comment before', text: ': hello\n\ndata: x\n\n', id: null, event: 'message' },
    { desc: 'a byte order mark', text: '\uFEFFdata: x\n\n', id: null, event: 'message' },
    { desc: 'no space after the colon', text: 'data:x\n\n', id: null, event: 'message' },
    { desc: 'carriage returns alone', text: 'id: 1\rdata: x\r\r', id: '1', event: 'message' },
    { desc: 'a field it does not know', text: 'retry: 9\ndata: x\n\n', id: null, event: 'message' },
  ])('reads $desc', ({ text, id, event }) => {
    expect(parseAll([text])).toEqual([{ id, event, data: 'x' }])
  })

  it('joins the lines of data', () => {
    expect(parseAll(['data: a\ndata\ndata: b\n\n'])).toEqual([
      { id: null, event: 'message', data: 'a\n\nb' },
    ])
  })

  it('keeps an unfinished event to itself', () => {
    expect(parseAll(['data: a\n'])).toEqual([])
  })

  it('reads the same however the text is cut', () => {
    const line = fc.stringMatching(/^[a-z ☃]{0,12}$/)
    const lineEnd = fc.constantFrom('\n', '\r', '\r\n')
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: line, data: line }), { maxLength: 6 }),
        lineEnd,
        fc.array(fc.nat(8), { minLength: 1, maxLength: 40 }),
        (events, end, sizes) => {
          const text = events
            .map(({ id, data }) => `id: ${id}${end}data: ${data}${end}${end}`)
            .join('')
          const chunks: string[] = []
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const size = (sizes[turn % sizes.length] ?? 0) + (turn % 7 === 0 ? 1 : 0)
            chunks.push(text.slice(at, at + size))
            at += size
          }
          expect(parseAll(chunks)).toEqual(parseAll([text]))
          expect(parseAll(chunks)).toHaveLength(events.length)
        },
      ),
    )
  })
})
