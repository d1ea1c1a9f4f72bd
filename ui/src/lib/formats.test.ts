import { describe, expect, it } from 'vitest'
import { formatAge, formatInstant } from './age.ts'
import { formatBytesRate } from './bytes.ts'
import { formatMs, formatSeconds } from './duration.ts'
import { formatAmount, formatRps } from './rate.ts'
import { formatShare } from './ratio.ts'

describe('formatAmount', () => {
  it.each([
    { amount: 0, expected: '0' },
    { amount: 0.004, expected: '<0.01' },
    { amount: 0.5, expected: '0.50' },
    { amount: 3, expected: '3' },
    { amount: 12.34, expected: '12.3' },
    { amount: 99.97, expected: '100' },
    { amount: 999.4, expected: '999' },
    { amount: 999.6, expected: '1k' },
    { amount: 1234.5, expected: '1.23k' },
    { amount: 2.5e12, expected: '2.5T' },
  ])('writes $amount as $expected', ({ amount, expected }) => {
    expect(formatAmount(amount)).toBe(expected)
  })
})

describe('the other units', () => {
  it.each([
    { desc: 'requests', text: formatRps(4.2), expected: '4.2 rps' },
    { desc: 'bytes', text: formatBytesRate(17), expected: '17 B/s' },
    { desc: 'kilobytes', text: formatBytesRate(1234), expected: '1.23 kB/s' },
    { desc: 'milliseconds', text: formatMs(4.26), expected: '4.3 ms' },
    { desc: 'seconds of latency', text: formatMs(1234), expected: '1.23 s' },
    { desc: 'a window in minutes', text: formatSeconds(600), expected: '10 min' },
    { desc: 'a window that is no whole minute', text: formatSeconds(90), expected: '90 s' },
    { desc: 'a share', text: formatShare(0.333), expected: '33%' },
    { desc: 'a share with a decimal', text: formatShare(0.025), expected: '2.5%' },
    { desc: 'all', text: formatShare(1), expected: '100%' },
    { desc: 'a tiny share, not as none', text: formatShare(0.0001), expected: '<0.1%' },
    { desc: 'nearly all, not as all', text: formatShare(0.9999), expected: '>99.9%' },
    { desc: 'an age in seconds', text: formatAge(3_400), expected: '3 s' },
    { desc: 'an age of a clock that is ahead', text: formatAge(-500), expected: '0 s' },
    { desc: 'an age in minutes', text: formatAge(240_000), expected: '4 min' },
    { desc: 'an age in days', text: formatAge(5 * 86_400_000), expected: '5 d' },
  ])('writes $desc as $expected', ({ text, expected }) => {
    expect(text).toBe(expected)
  })

  it('adds the day to instants that are not of today', () => {
    const now = Date.UTC(2026, 10, 21, 12)
    expect(formatInstant(now - 1000, now)).toMatch(/^\d\d:\d\d:\d\d$/)
    expect(formatInstant(now - 3 * 86_400_000, now)).toMatch(/18 Nov/)
  })
})
