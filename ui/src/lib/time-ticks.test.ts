import { expect, it } from 'vitest'
import { formatTick, timeTicks } from './time-ticks.ts'

const noon = Date.parse('2026-11-02T12:00:00')
const minute = 60_000

it.each([
  { desc: 'ten minutes', span: 10 * minute, most: 6, step: 2 * minute },
  { desc: 'six hours', span: 360 * minute, most: 6, step: 60 * minute },
  { desc: 'a week', span: 7 * 1440 * minute, most: 7, step: 1440 * minute },
])('puts ticks of $desc at round times', ({ span, most, step }) => {
  const ticks = timeTicks(noon - span + 1234, noon, most)
  expect(ticks.length).toBeGreaterThan(2)
  expect(ticks.length).toBeLessThanOrEqual(most + 1)
  expect(ticks.slice(1).every((at, index) => at - (ticks[index] ?? 0) === step)).toBe(true)
  expect(ticks.at(-1)).toBeLessThanOrEqual(noon)
})

it('says as much of a time as the span needs', () => {
  expect(formatTick(noon, 2 * minute)).toBe('12:00:00')
  expect(formatTick(noon, 600 * minute)).toBe('12:00')
  expect(formatTick(noon, 10 * 1440 * minute)).toBe('2 Nov')
})
