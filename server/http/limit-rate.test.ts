import { expect, it } from 'vitest'
import { createRateLimit } from './limit-rate.ts'

it('refuses what is one too many, for each name alone', () => {
  const limit = createRateLimit(2)
  limit.count('ann')
  limit.count('ann')
  expect(() => limit.count('ann')).toThrow(/More than 2/)
  expect(() => limit.count('bob')).not.toThrow()
})
