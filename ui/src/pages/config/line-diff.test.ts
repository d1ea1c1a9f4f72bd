import { expect, it } from 'vitest'
import { diffLines } from './line-diff.ts'

const write = (before: string, after: string): string =>
  diffLines(before, after)
    .map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-', gap: '' }[kind]}${text}`)
    .join('|')

it.each([
  { desc: 'nothing', before: 'a\nb\n', after: 'a\nb\n', expected: '' },
  { desc: 'a line less', before: 'a\nb\nc\n', after: 'a\nc\n', expected: ' a|-b| c' },
  { desc: 'a line more', before: 'a\nc', after: 'a\nb\nc', expected: ' a|+b| c' },
  { desc: 'another line', before: 'a\nb\nc', after: 'a\nx\nc', expected: ' a|-b|+x| c' },
  { desc: 'all of it', before: 'a', after: 'b', expected: '-a|+b' },
  {
    desc: 'two places far apart',
    before: '1\n2\n3\n4\n5\n6\n7\n8\n9',
    after: '0\n2\n3\n4\n5\n6\n7\n8\n0',
    expected: '-1|+0| 2| 3|⋯| 7| 8|-9|+0',
  },
])('shows $desc', ({ before, after, expected }) => {
  expect(write(before, after)).toBe(expected)
})
