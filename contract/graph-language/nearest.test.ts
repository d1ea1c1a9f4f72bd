import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

it.each([
  { desc: 'letters that the word has nowhere', word: 'hexlthz', expected: ['healthy'] },
  { desc: 'a swap and a letter too many', word: 'haelthys', expected: ['healthy'] },
  { desc: 'any case', word: 'HEALTY', expected: ['healthy'] },
  { desc: 'more slips than may be', word: 'hexlxhz', expected: [] },
  { desc: 'the letters of a word in another order', word: 'yhtlaeh', expected: [] },
  { desc: 'a slip in a short word', word: 'idl', expected: ['idle'] },
  { desc: 'two slips in a short word', word: 'idxy', expected: [] },
])('nearest: $desc', ({ word, expected }) => {
  expect(nearest(word, ['healthy', 'idle'])).toEqual(expected)
})
