import { expect, it } from 'vitest'
import { traceAddress } from './trace-link.ts'

const traceSearch = { service: 'cart.shop', tags: { 'guid:x-request-id': 'abc' } }

it.each([
  {
    desc: 'the trace that a line names',
    explained: { traceId: 'f00', traceSearch },
    expected: '/traces?context=west&traces-trace=f00',
  },
  {
    desc: 'a search for the request of a line, around its time',
    explained: { traceId: null, traceSearch },
    expected:
      '/traces?context=west&traces-service=cart.shop&traces-tags=guid%3Ax-request-id%3Dabc&traces-to=1000000',
  },
  { desc: 'nowhere', explained: { traceId: null, traceSearch: null }, expected: null },
])('leads to $desc', ({ explained, expected }) => {
  expect(traceAddress({ explained, atMs: 700_000, search: '?context=west' })).toBe(expected)
})
