import { describe, expect, it } from 'vitest'
import { editDistance, nearestTo } from './nearest.ts'

describe('editDistance', () => {
  it.each([
    { one: '', other: 'abc', expected: 3 },
    { one: 'kitten', other: 'sitting', expected: 3 },
    { one: 'same', other: 'same', expected: 0 },
  ])('is $expected from $one to $other', ({ one, other, expected }) => {
    expect(editDistance(one, other)).toBe(expected)
    expect(editDistance(other, one)).toBe(expected)
  })
})

describe('nearestTo', () => {
  it.each([
    {
      desc: 'finds a slip',
      word: 'timout',
      candidates: ['timeout', 'retries'],
      expected: 'timeout',
    },
    {
      desc: 'takes the nearest of two',
      word: 'reviewws',
      candidates: ['review', 'reviews'],
      expected: 'reviews',
    },
    { desc: 'does not choose between two', word: 'v3', candidates: ['v1', 'v2'], expected: null },
    {
      desc: 'does not take another version for a slip',
      word: 'reviews-v1',
      candidates: ['reviews-v2'],
      expected: null,
    },
    {
      desc: 'finds two letters swapped',
      word: 'reveiws',
      candidates: ['reviews', 'ratings'],
      expected: 'reviews',
    },
    { desc: 'does not offer the word itself', word: 'v1', candidates: ['v1'], expected: null },
    {
      desc: 'does not offer something else altogether',
      word: 'timeout',
      candidates: ['match'],
      expected: null,
    },
  ])('$desc', ({ word, candidates, expected }) => {
    expect(nearestTo(word, candidates)).toBe(expected)
  })
})
