import { expect, it } from 'vitest'
import type { ComparedTraces, TraceSummary } from '#contract/traces.ts'
import { rowAt, rowsIn, toneOf } from './compared.ts'

const summary: TraceSummary = {
  ...{ traceId: 'a', rootService: 'web', rootOperation: 'GET /', startMs: 0, durationMs: 50 },
  ...{ spans: 4, averageSpanMs: 1, errors: 0, orphans: 0 },
  ...{ services: [], workloads: [], hiddenSpans: 0 },
}
const compared: ComparedTraces = {
  ...{ before: summary, after: summary, services: ['web', 'cart'], operations: ['GET /', 'read'] },
  rows: {
    ...{ depths: [0, 1, 1, 2], services: [0, 1, 1, 0], operations: [0, 1, 0, 1] },
    before: { spans: [1, 1, 2, 0], errors: [0, 0, 0, 0], totalMs: [30, 8, 12, 0] },
    after: { spans: [1, 2, 2, 1], errors: [0, 0, 1, 0], totalMs: [30.5, 40, 12, 2] },
  },
}

it('tells each call of two traces, and what became of it', () => {
  expect(rowAt(compared, 3)).toEqual({
    ...{ depth: 2, service: 'web', operation: 'read' },
    ...{ before: null, after: { spans: 1, errors: 0, totalMs: 2 } },
  })
  const tones = [0, 1, 2, 3].map((index) => toneOf(rowAt(compared, index)))
  expect(tones).toEqual(['same', 'worse', 'worse', 'new'])
})

it.each([
  { order: 'called', rows: [0, 1, 2, 3] },
  { order: 'differing', rows: [1, 2, 3] },
  { order: 'most', rows: [1, 3, 2] },
] as const)('shows the calls by $order', ({ order, rows }) => {
  expect(rowsIn(compared, order)).toEqual(rows)
})
