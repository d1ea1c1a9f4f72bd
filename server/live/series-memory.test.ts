import { describe, expect, it } from 'vitest'
import { SeriesMemory } from './series-memory.ts'

describe('SeriesMemory', () => {
  it('judges each window by itself, whatever was asked last', () => {
    const memory = new SeriesMemory(1000)
    memory.note(60, 800)
    memory.note(600, 1200)
    expect([60, 600].map((seconds) => memory.isTooWide(seconds))).toEqual([false, true])
    memory.note(60, 810)
    expect(memory.isTooWide(600)).toBe(true)
  })

  it('keeps its verdict near the budget', () => {
    const memory = new SeriesMemory(1000)
    const verdicts = [990, 1001, 990, 901, 899, 990].map((series) => {
      memory.note(60, series)
      return memory.isTooWide(60)
    })
    expect(verdicts).toEqual([false, true, true, true, false, false])
  })

  it('takes a window that it does not know for as wide as a shorter one', () => {
    const memory = new SeriesMemory(1000)
    expect(memory.isTooWide(60)).toBe(false)
    memory.note(600, 1200)
    expect([60, 3600].map((seconds) => memory.isTooWide(seconds))).toEqual([false, true])
  })
})
