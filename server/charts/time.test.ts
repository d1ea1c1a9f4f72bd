import { expect, it } from 'vitest'
import { instantsOf, planTime } from './time.ts'

const nowMs = Date.UTC(2026, 10, 2, 10, 0, 7)
const base = { atMs: null, nowMs, scrapeIntervalSeconds: 15 }

it.each([
  { desc: 'ten minutes', spanSeconds: 600, expected: { step: 15, window: 60, count: 41 } },
  { desc: 'six hours', spanSeconds: 21_600, expected: { step: 16, window: 60, count: 1351 } },
  { desc: 'a day', spanSeconds: 86_400, expected: { step: 61, window: 61, count: 1417 } },
  {
    desc: 'thirty days',
    spanSeconds: 2_592_000,
    expected: { step: 1802, window: 1802, count: 1439 },
  },
])('asks for $desc without a hole between two points', ({ spanSeconds, expected }) => {
  const time = planTime({ ...base, spanSeconds })
  const { stepSeconds: step, windowSeconds: window, count } = time
  expect({ step, window, count }).toEqual(expected)
  expect(window).toBeGreaterThanOrEqual(step)
  expect(instantsOf(time).at(-1)).toBe(time.toMs)
  expect(instantsOf(time).at(0)).toBe(time.fromMs)
})

it.each([
  { desc: 'at a round instant when live', atMs: null, toMs: nowMs - 7000 },
  { desc: 'just where it is asked to', atMs: nowMs - 123, toMs: nowMs - 123 },
])('ends $desc', ({ atMs, toMs }) => {
  expect(planTime({ ...base, atMs, spanSeconds: 600 }).toMs).toBe(toMs)
})

it('looks back over four scrapes where these are far apart', () => {
  const { windowSeconds } = planTime({ ...base, spanSeconds: 600, scrapeIntervalSeconds: 30 })
  expect(windowSeconds).toBe(120)
})
