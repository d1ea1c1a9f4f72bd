import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'
import { PatternError } from './parse.ts'

const regex = (pattern: string, ignoreCase = false): ReturnType<typeof createMatcher> =>
  createMatcher(pattern, { isRegex: true, ignoreCase })

/** Patterns that both this engine and the language's own understand alike. */
const patterns = fc.letrec<{ node: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'c', '-', '.', '\\d', '\\w', '\\s', '[ab]', '[^a]', '[a-c1]', '\\b'),
    fc.constantFrom('^', '$', '\\B', '\\.', '1', ' ', 'é'),
    tie('node').map((node) => `(${node})`),
  ),
  node: fc
    .array(
      fc.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{1,2}', '{2}', '*?')),
      { maxLength: 4 },
    )
    .map((parts) =>
      parts.map(([atom, count]) => (/^(\^|\$|\\[bB])$/.test(atom) ? atom : atom + count)).join(''),
    )
    .chain((one) =>
      fc.constantFrom('', '|a', '|\\d+b').map((another) => (one === '' ? 'a' : one) + another),
    ),
})).node

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'A', '1', '2', ' ', '.', '-', 'é', '_'),
  maxLength: 14,
})

describe('createMatcher', () => {
  it('agrees with the engine of the language on whether there is a match', () => {
    fc.assert(
      fc.property(patterns, texts, fc.boolean(), (pattern, text, ignoreCase) => {
        const expected = new RegExp(pattern, ignoreCase ? 'i' : '').test(text)
        expect(regex(pattern, ignoreCase).test(text)).toBe(expected)
      }),
      { numRuns: 20_000, seed: 7 },
    )
  })

  it('finds where the first match that is not empty begins, and says what matches there', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const hit = regex(pattern).find(text, 0)
        if (hit === null) return
        expect(hit.to).toBeGreaterThan(hit.from)
        expect(hit.to).toBeLessThanOrEqual(text.length)
        expect(regex(pattern).test(text)).toBe(true)
      }),
      { numRuns: 5_000, seed: 8 },
    )
    expect(regex('a+b?').find('xxaab a', 0)).toEqual({ from: 2, to: 5 })
    expect(regex('a|ab').find('ab', 0)).toEqual({ from: 0, to: 2 })
    expect(regex('\\bfoo\\b').find('food foo', 0)).toEqual({ from: 5, to: 8 })
    expect(regex('x').find('xax', 1)).toEqual({ from: 2, to: 3 })
    expect(regex('z*').find('abc', 0)).toBeNull()
  })

  it.each([
    { pattern: '(a+)+$', text: `${'a'.repeat(40_000)}!` },
    { pattern: '(a|aa)+$', text: `${'a'.repeat(40_000)}!` },
    { pattern: '(.*)*x(.*)*y', text: 'x'.repeat(40_000) },
    { pattern: '(a?){50}a{50}', text: 'a'.repeat(49) },
  ])('takes no time for $pattern, which others never finish', ({ pattern, text }) => {
    const matcher = regex(pattern)
    const startedAt = process.cpuUsage()
    expect(matcher.test(text)).toBe(false)
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(2000)
  })

  it.each([
    { pattern: '(', says: 'A ( is not closed' },
    { pattern: 'a)', says: 'A ) has no ( before it' },
    { pattern: '[a', says: 'A [ is not closed' },
    { pattern: '*a', says: 'Nothing stands before *' },
    { pattern: '(?=a)', says: 'Looking ahead or back is not supported' },
    { pattern: '(a)\\1', says: 'References to an earlier part are not supported' },
    { pattern: 'a{1000}', says: 'Repeated more than 100 times' },
    {
      pattern: '((a{50}){50}){50}',
      says: 'The pattern is too large: repeat less, or search for a part of it',
    },
    { pattern: 'a\\', says: 'Nothing stands after \\' },
    { pattern: '[b-a]', says: 'A range in [ ] goes from a character to a later one' },
  ])('says what is wrong with $pattern', ({ pattern, says }) => {
    expect(() => regex(pattern)).toThrow(says)
  })

  it('never fails otherwise, whatever somebody writes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), texts, (pattern, text) => {
        try {
          regex(pattern).test(text)
        } catch (error) {
          expect(error).toBeInstanceOf(PatternError)
        }
      }),
      { numRuns: 10_000, seed: 9 },
    )
  })

  it('finds a text as it is, or in any case', () => {
    const exactly = createMatcher('a.B', { isRegex: false, ignoreCase: false })
    const anyCase = createMatcher('a.B', { isRegex: false, ignoreCase: true })
    expect([exactly.test('xa.By'), exactly.test('xA.b'), exactly.test('axB')]).toEqual([
      true,
      false,
      false,
    ])
    expect(anyCase.find('xxA.b', 0)).toEqual({ from: 2, to: 5 })
  })
})
