import { describe, expect, it } from 'vitest'
import { z } from '#contract/setup.ts'
import { writeAnswer } from './write-answer.ts'

const readBack = (of: z.ZodType, body: unknown): unknown =>
  JSON.parse(writeAnswer(of, body).toString())

const element = z.object({ id: z.string(), rate: z.number().nullable() })
const schema = z.object({
  at: z.number(),
  edges: z.array(element),
  names: z.array(z.string()),
  nodes: z.array(element),
})

const elementsOf = (count: number): z.infer<typeof element>[] =>
  Array.from({ length: count }, (_, index) => ({ id: `é→${index}`, rate: index / 3 }))

const bodyOf = (count: number): z.infer<typeof schema> => {
  return { at: 5, edges: elementsOf(count), names: ['a', 'b'], nodes: elementsOf(1) }
}

describe('writeAnswer', () => {
  it.each([0, 3, 1000])('writes what JSON does of the parsed answer, with %i elements', (count) => {
    const body = bodyOf(count)
    const told = { ...body, secret: 'not in the contract' }
    for (const round of [1, 2, 3]) {
      expect(readBack(schema, told), `round ${round}`).toEqual(schema.parse(body))
    }
  })

  it('writes an answer that is nothing but lists', () => {
    const lists = z.object({ edges: z.array(element) })
    const body = { edges: elementsOf(300) }
    expect(readBack(lists, body)).toEqual(body)
  })

  it.each([
    [
      'an element',
      (body: Record<string, unknown>) => ({ ...body, edges: [...elementsOf(400), { id: 7 }] }),
    ],
    ['a field', (body: Record<string, unknown>) => ({ ...body, at: 'now' })],
    ['a list', (body: Record<string, unknown>) => ({ ...body, nodes: 'none' })],
  ])('refuses what differs from the contract in %s', (_, differing) => {
    expect(() => writeAnswer(schema, differing(bodyOf(400)))).toThrow(z.ZodError)
  })

  it('lets checks of a whole answer see the whole', () => {
    const checked = schema.refine(({ edges, at }) => edges.length <= at)
    expect(() => writeAnswer(checked, bodyOf(400))).toThrow(z.ZodError)
  })

  it('keeps the text of an element that comes again', () => {
    const edges = elementsOf(300)
    const write = (at: number): unknown => readBack(schema, { ...bodyOf(0), at, edges })
    write(1)
    write(2)
    const [first] = edges
    if (first !== undefined) first.rate = 99 // nobody does: elements of answers never change
    expect(write(3)).toHaveProperty('edges.0', { id: 'é→0', rate: 0 })
  })
})
