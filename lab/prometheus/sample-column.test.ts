import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SampleColumn } from './sample-column.ts'

describe('SampleColumn', () => {
  it('reads back whatever was appended', () => {
    const distance = fc.oneof(fc.constant(5_000), fc.integer({ min: 1, max: 100_000 }))
    const value = fc.oneof(
      fc.constant(7), // rows of equal values
      fc.integer({ min: 0, max: 1_000 }),
      fc.integer({ min: 0, max: 2 ** 40 }),
      fc.double({ noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(distance, value), { maxLength: 600 }), (steps) => {
        const column = new SampleColumn()
        let timeMs = 0
        const expected = steps.map(([step, number]) => {
          timeMs += step
          column.append(timeMs, number)
          return [timeMs, number === 0 ? 0 : number]
        })
        const { times, values } = column.read(0, timeMs)
        expect(times.map((time, index) => [time, (values[index] ?? 0) + 0])).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('reads only the asked time, both ends included', () => {
    const column = columnOf([1, 2, 3, 4, 5])
    expect(column.read(10_000, 20_000)).toEqual({
      times: [10_000, 15_000, 20_000],
      values: [2, 3, 4],
      staleTimes: [],
    })
  })

  it('reads a part of a row of equal values', () => {
    const column = columnOf([4, 4, 4, 4, 4, 9, 9])
    expect(column.read(10_000, 20_000)).toEqual({
      times: [10_000, 15_000, 20_000],
      values: [4, 4, 4],
      staleTimes: [],
    })
    expect(column.read(0, 35_000).values).toEqual([4, 4, 4, 4, 4, 9, 9])
  })

  it('refuses a sample that is not newer than the last', () => {
    const column = columnOf([1])
    expect(column.append(5_000, 9)).toBe(false)
    expect(column.read(0, 10_000).values).toEqual([1])
  })

  it('keeps the mark of an ended series apart from its samples', () => {
    const column = columnOf([7])
    column.appendStale(10_000)
    column.append(15_000, 9)
    expect(column.read(0, 20_000)).toEqual({
      times: [5_000, 15_000],
      values: [7, 9],
      staleTimes: [10_000],
    })
  })

  it('drops whole chunks of the past', () => {
    const column = columnOf(Array.from({ length: 500 }, (_, index) => index))
    expect(column.dropBefore(1_300_000)).toBe(false)
    expect(column.oldestMs).toBe(1_205_000)
    expect(column.dropBefore(9_000_000)).toBe(true)
  })
})

/** Values at 5 s, 10 s, … */
function columnOf(values: readonly number[]): SampleColumn {
  const column = new SampleColumn()
  for (const [index, value] of values.entries()) column.append((index + 1) * 5_000, value)
  return column
}
