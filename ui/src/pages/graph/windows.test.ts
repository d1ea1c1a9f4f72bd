import { describe, expect, it } from 'vitest'
import { offeredWindows } from './windows.ts'

describe('offeredWindows', () => {
  it.each([
    {
      desc: 'all while nothing is known of the store',
      metrics: null,
      inUse: 60,
      expected: [60, 120, 300, 600, 1800, 3600, 10800, 21600, 43200, 86400, 604800, 2592000],
    },
    {
      desc: 'none shorter than two scrapes, none longer than the store remembers',
      metrics: { scrapeIntervalSeconds: 60, retentionSeconds: 7200 },
      inUse: 300,
      expected: [120, 300, 600, 1800, 3600],
    },
    {
      desc: 'the one in use, in its place',
      metrics: { scrapeIntervalSeconds: 60, retentionSeconds: 1800 },
      inUse: 90,
      expected: [90, 120, 300, 600, 1800],
    },
  ])('offers $desc', ({ metrics, inUse, expected }) => {
    expect(offeredWindows(metrics, inUse)).toEqual(expected)
  })
})
