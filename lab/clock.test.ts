import { expect, it } from 'vitest'
import { createClock } from './clock.ts'

it('stands still until it is started, then runs at its speed, and jumps when told', () => {
  let wall = 0
  const clock = createClock({ startMs: 1_000, speed: 10, wallMs: () => wall })
  wall = 500
  expect(clock.nowMs()).toBe(1_000)
  clock.start()
  wall = 700
  expect(clock.nowMs()).toBe(3_000)
  clock.advance(5)
  clock.start()
  expect(clock.nowMs()).toBe(8_000)
})
