import { describe, expect, it } from 'vitest'
import { readTimeField, writeTimeField } from './time-field.ts'

describe('fields for a date and a time', () => {
  it('read back what they write', () => {
    const at = Date.UTC(2026, 10, 21, 18, 5, 42)
    expect(readTimeField(writeTimeField(at))).toBe(at)
    expect(readTimeField(writeTimeField(at, 'minute'))).toBe(at - 42_000)
  })

  it('are empty for no time, and take what is no time for none', () => {
    expect(writeTimeField(null)).toBe('')
    expect([readTimeField(''), readTimeField('soon')]).toEqual([null, null])
  })
})
