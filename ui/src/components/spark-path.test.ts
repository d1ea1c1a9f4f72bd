import { describe, expect, it } from 'vitest'
import { sparkPath } from './spark-path.ts'

const box = { width: 100, height: 10, top: 10 }

describe('sparkPath', () => {
  it.each([
    { desc: 'draws from the bottom up', values: [0, 5, 10], expected: 'M0 10L50 5L100 0' },
    {
      desc: 'leaves a gap where nothing is known',
      values: [1, 1, null, 1, 1],
      expected: 'M0 9L25 9M75 9L100 9',
    },
    { desc: 'makes a dot of a value alone', values: [null, 1, null], expected: 'M50 9h0.01' },
    { desc: 'draws nothing of nothing', values: [null, null], expected: '' },
  ])('$desc', ({ values, expected }) => {
    expect(sparkPath(values, box)).toBe(expected)
  })

  it('keeps a line of zeros at the bottom', () => {
    expect(sparkPath([0, 0], { ...box, top: 0 })).toBe('M0 10L100 10')
  })
})
