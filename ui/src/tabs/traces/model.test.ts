import { describe, expect, it } from 'vitest'
import type { TraceView } from '#contract/traces.ts'
import { aTrace } from '../../../test-support/a-trace.ts'
import { ancestorsOf, matchesOf, modelOf, rowsOf, type RowsAsk } from './model.ts'

/** client → server pairs of proxies: web calls cart, cart calls db, and web writes a log. */
const trace: TraceView = aTrace([
  { service: 'web', operation: 'GET /', kind: 'server', parent: -1, at: 0, lasts: 100 },
  { service: 'web', operation: 'cart', kind: 'client', parent: 0, at: 10, lasts: 50 },
  { service: 'cart', operation: 'GET /cart', kind: 'server', parent: 1, at: 12, lasts: 45 },
  { service: 'cart', operation: 'db', kind: 'client', parent: 2, at: 20, lasts: 20 },
  { service: 'web', operation: 'log', kind: 'internal', parent: 0, at: 70, lasts: 5 },
])
const model = modelOf(trace)
const open: RowsAsk = { collapsed: new Set(), isFolded: false }

const drawn = (ask: Partial<RowsAsk>): readonly string[] =>
  rowsOf(model, { ...open, ...ask }).map(
    ({ span, depth }) => `${depth} ${trace.operations[trace.spans.operations[span] ?? -1] ?? ''}`,
  )

describe('rows of a timeline', () => {
  it('stand in the order of the spans', () => {
    expect(drawn({})).toEqual(['0 GET /', '1 cart', '2 GET /cart', '3 db', '1 log'])
  })

  it('leave out what is below a closed one', () => {
    expect(drawn({ collapsed: new Set([1]) })).toEqual(['0 GET /', '1 cart', '1 log'])
    expect(drawn({ collapsed: new Set([0, 2]) })).toEqual(['0 GET /'])
  })

  it('leave out the callers’ halves when folded, never a call that nobody answered', () => {
    expect(model.foldable).toBe(1)
    expect(drawn({ isFolded: true })).toEqual(['0 GET /', '1 GET /cart', '2 db', '1 log'])
  })
})

it('counts what is below each', () => {
  expect([...model.below]).toEqual([4, 2, 1, 0, 0])
})

it('finds spans by service and operation, whatever their case', () => {
  expect(matchesOf(model, 'CART')).toEqual([1, 2, 3])
  expect(matchesOf(model, ' ')).toEqual([])
  expect(ancestorsOf(model, 3)).toEqual([2, 1, 0])
})
