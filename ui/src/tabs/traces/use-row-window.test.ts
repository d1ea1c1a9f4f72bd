import { describe, expect, it } from 'vitest'
import { step, windowOf } from './use-row-window.ts'

const height = 26

describe('the rows that are drawn', () => {
  it.each([
    { desc: 'at the top', count: 80_000, scrollTop: 0, seen: 500 },
    { desc: 'in the middle', count: 80_000, scrollTop: 1_000_013, seen: 500 },
    { desc: 'at the end', count: 80_000, scrollTop: 80_000 * height - 500, seen: 500 },
    { desc: 'in a tall frame', count: 300, scrollTop: 1234, seen: 1999 },
    { desc: 'of a short list', count: 7, scrollTop: 0, seen: 500 },
  ])('are all those in sight $desc, and few more', ({ count, scrollTop, seen }) => {
    const steps = Math.floor(scrollTop / height / step)
    const { first, end, most } = windowOf({ steps, seen }, { count, height })
    expect(first).toBeLessThanOrEqual(Math.floor(scrollTop / height))
    expect(end).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((scrollTop + seen) / height)))
    expect(end - first).toBeLessThanOrEqual(most)
    expect(most).toBeLessThanOrEqual(seen / height + 4 * step)
  })

  it('are those that are left when a list becomes shorter than it is scrolled', () => {
    expect(windowOf({ steps: 5000, seen: 500 }, { count: 20, height })).toMatchObject({
      first: 0,
      end: 20,
    })
  })
})
