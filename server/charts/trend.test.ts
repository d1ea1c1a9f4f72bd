import { expect, it } from 'vitest'
import { fitTrend } from './trend.ts'

const gap = Number.NaN

it.each([
  { desc: 'a straight line', values: [1, 2, 3, 4], expected: { from: 1, to: 4, fit: 1 } },
  { desc: 'a line with a gap', values: [1, gap, 3, 4], expected: { from: 1, to: 4, fit: 1 } },
  { desc: 'nothing that changes', values: [5, 5, 5], expected: { from: 5, to: 5, fit: 1 } },
  {
    desc: 'what goes up and down',
    values: [0, 1, 0],
    expected: { from: 1 / 3, to: 1 / 3, fit: 0 },
  },
  { desc: 'two points', values: [1, gap, 2], expected: null },
  { desc: 'nothing', values: [gap, gap], expected: null },
])('fits $desc', ({ values, expected }) => {
  const trend = fitTrend(Float64Array.from(values))
  if (expected === null) expect(trend).toBeNull()
  else
    for (const part of ['from', 'to', 'fit'] as const)
      expect(trend?.[part]).toBeCloseTo(expected[part], 9)
})
