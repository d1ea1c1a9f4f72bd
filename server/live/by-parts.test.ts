import { expect, it } from 'vitest'
import { byParts } from './by-parts.ts'

function* work(parts: number, eachMs: number): Generator<undefined, string, undefined> {
  for (let part = 0; part < parts; part += 1) {
    const untilAt = performance.now() + eachMs
    while (performance.now() < untilAt);
    yield
  }
  return 'done'
}

it('lets others have their turn between parts that take long', async () => {
  let turns = 0
  const others = (): void => {
    turns += 1
    next = setImmediate(others)
  }
  let next = setImmediate(others)
  expect(await byParts(work(4, 20))).toBe('done')
  clearImmediate(next)
  expect(turns).toBeGreaterThanOrEqual(4)
})

it('returns what short work returns', async () => {
  expect(await byParts(work(3, 0))).toBe('done')
})
