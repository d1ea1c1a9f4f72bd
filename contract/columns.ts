import { z } from './setup.ts'

const isNumbers = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => Number.isFinite(one))

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/**
 * Long lists of numbers and of texts, checked in one walk: `z.array` makes objects for every
 * element, which for a million of them takes longer than all else that is done with them.
 */
export const numbers = z
  .custom<number[]>(isNumbers, 'Invalid input: expected numbers')
  .meta({ type: 'array', items: { type: 'number' } })

export const texts = z
  .custom<string[]>(isTexts, 'Invalid input: expected texts')
  .meta({ type: 'array', items: { type: 'string' } })
