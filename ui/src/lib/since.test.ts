import { describe, expect, it } from 'vitest'
import { aSeries } from '../../test-support/time-builders.ts'
import { errorsSince } from './since.ts'

const line = (measure: 'http' | 'httpErrors', values: (number | null)[]) => ({
  ...{ measure, direction: 'in' as const, unit: 'requestsPerSecond' as const },
  ...{ statistic: null, values, reporters: [] },
})

describe('since when', () => {
  it.each([
    { desc: 'it broke in between', errors: [0, 0, 4, 5], since: { at: 3000, isLonger: false } },
    { desc: 'it always was', errors: [5, 4, 5, 5], since: { at: 1000, isLonger: true } },
    { desc: 'it broke twice', errors: [5, 0, 0, 5], since: { at: 4000, isLonger: false } },
    { desc: 'it is well again', errors: [5, 5, 5, 0], since: null },
    {
      desc: 'nobody counted before',
      errors: [null, null, 5, 5],
      since: { at: 3000, isLonger: false },
    },
  ])('$desc', ({ errors, since }) => {
    const lines = [line('http', [10, 10, 10, 10]), line('httpErrors', errors)]
    expect(errorsSince(aSeries({ times: [1000, 2000, 3000, 4000], lines }))).toEqual(since)
  })
})
