import { expect, it } from 'vitest'
import { aSpan } from '../../test/support/span.ts'
import { assemble, type Reader } from './assemble.ts'
import { compareByParts, type SeenTrace } from './compare.ts'

const reader: Reader = {
  originOf: () => null,
  placeOf: ({ service }) => ({
    ...{ workload: null, app: null, version: null, pod: null, role: 'app' },
    namespace: service,
  }),
}

const seen = (spans: Parameters<typeof assemble>[0], hidden = ''): SeenTrace => ({
  trace: assemble(spans, reader),
  sees: ({ place }) => place.namespace !== hidden,
})

const before = [
  aSpan({ spanId: 'a', service: 'web', operation: 'GET /', lasts: 30 }),
  aSpan({ spanId: 'b', parentId: 'a', service: 'cart', operation: 'read', at: 1, lasts: 8 }),
]
const after = [
  aSpan({ spanId: 'a', service: 'web', operation: 'GET /', lasts: 50, isError: true }),
  aSpan({ spanId: 'b', parentId: 'a', service: 'cart', operation: 'read', at: 1, lasts: 8 }),
  aSpan({ spanId: 'c', parentId: 'a', service: 'cart', operation: 'read', at: 9, lasts: 8 }),
  aSpan({ spanId: 'd', parentId: 'c', service: 'db', operation: 'query', at: 9, lasts: 2 }),
]

/** All rows, one after the other. */
function compare(one: SeenTrace, other: SeenTrace): readonly object[] {
  const parts = compareByParts(one, other)
  let part = parts.next()
  while (part.done !== true) part = parts.next()
  const { services, operations, rows } = part.value
  const { before, after } = rows
  const side = ({ spans, errors, totalMs }: typeof before, index: number): unknown =>
    [spans, errors, totalMs].map((column) => column[index])
  return rows.depths.map((depth, index) => ({
    name: [depth, services[rows.services[index] ?? -1], operations[rows.operations[index] ?? -1]],
    ...{ before: side(before, index), after: side(after, index) },
  }))
}

it('lays two traces over each other by their paths', () => {
  expect(compare(seen(before), seen(after))).toEqual([
    { name: [0, 'web', 'GET /'], before: [1, 0, 30], after: [1, 1, 50] },
    { name: [1, 'cart', 'read'], before: [1, 0, 8], after: [2, 0, 16] },
    { name: [2, 'db', 'query'], before: [0, 0, 0], after: [1, 0, 2] },
  ])
})

it('names nothing that the asker may not see', () => {
  const rows = compare(seen(before, 'db'), seen(after, 'db'))
  expect(rows.at(-1)).toMatchObject({ name: [2, 'elsewhere', ''] })
})

it('lays two traces of many thousand calls over each other that have nothing in common', () => {
  const many = (operation: string): SeenTrace =>
    seen(
      Array.from({ length: 70_000 }, (_, index) =>
        aSpan({
          ...{ spanId: `${index}`, operation: `${operation} ${index}`, at: index },
          parentId: index === 0 ? null : '0',
        }),
      ),
    )
  expect(compare(many('read'), many('write'))).toHaveLength(140_000)
})
