import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseFrom, type Choose } from '../test/support/choose.ts'
import { graphAskSchema, readWindowSeconds, writeWindow } from './graph-ask.ts'

describe('readWindowSeconds', () => {
  it.each([
    { text: '60s', seconds: 60 },
    { text: '10m', seconds: 600 },
    { text: '6h', seconds: 21_600 },
    { text: '7d', seconds: 604_800 },
    { text: '1.5h', seconds: null },
    { text: '-5m', seconds: null },
    { text: '10', seconds: null },
    { text: '10M', seconds: null },
    { text: '', seconds: null },
  ])('$text: $seconds', ({ text, seconds }) => {
    expect(readWindowSeconds(text)).toBe(seconds)
  })

  it('reads back what is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * 86_400 }), (seconds) => {
        expect(readWindowSeconds(writeWindow(seconds))).toBe(seconds)
      }),
    )
  })
})

describe('graphAskSchema', () => {
  it('has a default for everything', () => {
    expect(graphAskSchema.parse({})).toMatchObject({
      namespaces: [],
      type: 'versionedApp',
      window: 60,
      open: 'auto',
      depth: 1,
    })
  })

  const words = [
    '',
    'true',
    'auto',
    'app',
    '10m',
    '1s',
    '1.5',
    '1e9',
    '-1',
    'NaN',
    'Infinity',
    'p95',
    ',,',
  ]
  const keys = [...Object.keys(graphAskSchema.shape), '__proto__', 'constructor', 'x']

  function aWord(choose: Choose): string {
    if (choose(2) === 0) return words[choose(words.length)] ?? ''
    let word = ''
    for (let left = choose(13); left > 0; left -= 1)
      word += String.fromCodePoint(choose(choose(2) === 0 ? 0x80 : 0x110000))
    return word
  }

  function someWords(choose: Choose): readonly string[] {
    const made: string[] = []
    for (let left = choose(11); left > 0; left -= 1) made.push(aWord(choose))
    return made
  }

  function aQuery(seed: number): Readonly<Record<string, unknown>> {
    const choose = chooseFrom(seed)
    const entries: [string, unknown][] = []
    for (let left = choose(12); left > 0; left -= 1) {
      const key = keys[choose(keys.length)] ?? ''
      entries.push([key, choose(2) === 0 ? aWord(choose) : someWords(choose)])
    }
    const query = Object.fromEntries(entries)
    return choose(2) === 0 ? query : { __proto__: null, ...query }
  }

  it('reads or refuses 100,000 made-up queries without a crash, and what it reads is whole', () => {
    fc.assert(
      fc.property(fc.noBias(fc.nat()).map(aQuery), (query) => {
        const parsed = graphAskSchema.safeParse(query)
        if (!parsed.success) return parsed.error.issues.length > 0
        const { window, depth, at } = parsed.data
        return (
          window >= 10 && Number.isInteger(depth) && (at === undefined || Number.isSafeInteger(at))
        )
      }),
      { numRuns: 100_000 },
    )
  })
})
