import { expect, it } from 'vitest'
import { aSpan } from '../../test/support/span.ts'
import { assemble, type Reader } from './assemble.ts'
import { compareTraces, type SeenTrace } from './compare.ts'

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

it('lays two traces over each other by their paths', () => {
  expect(compareTraces(seen(before), seen(after))).toEqual([
    {
      ...{ depth: 0, service: 'web', operation: 'GET /' },
      before: { spans: 1, errors: 0, totalMs: 30 },
      after: { spans: 1, errors: 1, totalMs: 50 },
    },
    {
      ...{ depth: 1, service: 'cart', operation: 'read' },
      before: { spans: 1, errors: 0, totalMs: 8 },
      after: { spans: 2, errors: 0, totalMs: 16 },
    },
    {
      ...{ depth: 2, service: 'db', operation: 'query' },
      before: null,
      after: { spans: 1, errors: 0, totalMs: 2 },
    },
  ])
})

it('names nothing that the asker may not see', () => {
  const rows = compareTraces(seen(before, 'db'), seen(after, 'db'))
  expect(rows.at(-1)).toMatchObject({ service: 'elsewhere', operation: '' })
})
