import { describe, expect, it } from 'vitest'
import { findKeyProblem, findLabelValueProblem, isTooMuch } from './label-rules.ts'

describe('rules of labels', () => {
  it.each([
    { desc: 'a name', key: 'app', problem: null },
    { desc: 'a name with a prefix', key: 'app.kubernetes.io/name', problem: null },
    {
      desc: 'the longest that there can be',
      key: `${domainOf(253)}/${'x'.repeat(63)}`,
      problem: null,
    },
    { desc: 'nothing', key: '', problem: 'keyMissing' },
    { desc: 'a prefix alone', key: 'example.io/', problem: 'keyMissing' },
    { desc: 'a slash in front', key: '/app', problem: 'prefixMissing' },
    { desc: 'two slashes', key: 'a/b/c', problem: 'keySlashes' },
    { desc: 'a blank', key: 'my app', problem: 'keyCharacters' },
    { desc: 'a dash at the end', key: 'app-', problem: 'keyCharacters' },
    { desc: 'a letter that is not of English', key: 'größe', problem: 'keyCharacters' },
    { desc: 'a name of 64 characters', key: 'x'.repeat(64), problem: 'keyTooLong' },
    { desc: 'a prefix of 254 characters', key: `${domainOf(254)}/x`, problem: 'prefixTooLong' },
    { desc: 'a prefix in capitals', key: 'Example.io/app', problem: 'prefixCharacters' },
  ])('say of a key that is $desc: $problem', ({ key, problem }) => {
    expect(findKeyProblem(key, 'label')).toBe(problem)
  })

  it('take prefixes of annotations in any case, as the API server does', () => {
    expect(findKeyProblem('Example.io/app', 'annotation')).toBeNull()
  })

  it.each([
    { desc: 'empty', value: '', problem: null },
    { desc: 'a version', value: 'v1.2_3-rc', problem: null },
    { desc: 'a sentence', value: 'two words', problem: 'valueCharacters' },
    { desc: 'a path', value: 'a/b', problem: 'valueCharacters' },
    { desc: 'of 64 characters', value: 'x'.repeat(64), problem: 'valueTooLong' },
  ])('say of a value that is $desc: $problem', ({ value, problem }) => {
    expect(findLabelValueProblem(value)).toBe(problem)
  })

  it('count bytes of annotations, not characters', () => {
    expect(isTooMuch({ note: 'x'.repeat(256 * 1024 - 4) })).toBe(false)
    expect(isTooMuch({ note: 'ö'.repeat(128 * 1024) })).toBe(true)
  })
})

function domainOf(length: number): string {
  return 'a.'.repeat(Math.ceil(length / 2)).slice(0, length - 1) + 'b'
}
