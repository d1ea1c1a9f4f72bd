import { describe, expect, it } from 'vitest'
import { planGrid, type GridAsk } from './time-grid.ts'

const ask: GridAsk = {
  endMs: 1_700_000_003_000,
  isLive: false,
  spanSeconds: 600,
  windowSeconds: 60,
  steps: 31,
  series: 100,
  scrapeIntervalSeconds: 15,
}

describe('planGrid', () => {
  it.each<{ desc: string; ask: Partial<GridAsk>; expected: readonly [number, number, number] }>([
    { desc: 'spreads the points over the span', ask: {}, expected: [31, 20, 60] },
    {
      desc: 'takes ten minutes for a short window',
      ask: { spanSeconds: null },
      expected: [31, 20, 60],
    },
    {
      desc: 'takes the window when it is longer, and looks back one step',
      ask: { spanSeconds: null, windowSeconds: 7200 },
      expected: [31, 240, 240],
    },
    {
      desc: 'looks back no longer than the graph does',
      ask: { spanSeconds: 86_400 },
      expected: [31, 2880, 60],
    },
    {
      desc: 'looks back over four scrapes where they are rare',
      ask: { windowSeconds: 600, scrapeIntervalSeconds: 60 },
      expected: [31, 20, 240],
    },
    { desc: 'gives large meshes fewer points', ask: { series: 20_000 }, expected: [9, 67, 60] },
    { desc: 'but always some', ask: { series: 1_000_000 }, expected: [6, 120, 60] },
    { desc: 'has no steps of a second', ask: { spanSeconds: 60 }, expected: [13, 5, 60] },
  ])('$desc', ({ ask: fields, expected }) => {
    const { grid, windowSeconds } = planGrid({ ...ask, ...fields })
    expect([grid.times.length, grid.stepSeconds, windowSeconds]).toEqual(expected)
    expect(grid.times.at(-1)).toBe(ask.endMs)
    const gaps = new Set(grid.times.slice(1).map((time, index) => time - (grid.times[index] ?? 0)))
    expect([...gaps]).toEqual([grid.stepSeconds * 1000])
  })

  it('lets live spans end where those of others do', () => {
    const lastOf = (endMs: number): number | undefined =>
      planGrid({ ...ask, isLive: true, endMs }).grid.times.at(-1)
    expect(lastOf(1_700_000_003_000)).toBe(1_700_000_000_000)
    expect(lastOf(1_700_000_019_999)).toBe(1_700_000_000_000)
  })
})
