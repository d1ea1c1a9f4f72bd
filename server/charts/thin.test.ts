import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thin } from './thin.ts'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const value = fc.oneof(
  { weight: 5, arbitrary: number },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
)
const column = fc.array(value, { minLength: 1, maxLength: 600 })
const points = fc.integer({ min: 20, max: 200 })

const timesOf = (length: number): readonly number[] =>
  Array.from({ length }, (_, index) => 1000 * index)
const thinOne = (values: readonly number[], width: number) => {
  const { times, values: rows } = thin(timesOf(values.length), [Float64Array.from(values)], width)
  return { times, row: rows[0] ?? [] }
}
const known = (values: readonly (number | null)[]): number[] =>
  values.filter((one) => one !== null && !Number.isNaN(one)).map(Number)

describe('thinning', () => {
  it('shows no more points than there is width, each at a time of its own', () => {
    fc.assert(
      fc.property(column, points, (values, width) => {
        const { times, row } = thinOne(values, width)
        expect(row).toHaveLength(times.length)
        expect(times.length).toBeLessThanOrEqual(Math.max(width, 1))
        expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))).toBe(
          true,
        )
      }),
    )
  })

  it('keeps the highest, the lowest and the newest number, and makes up none', () => {
    fc.assert(
      fc.property(column, points, (values, width) => {
        const { row } = thinOne(values, width)
        const before = known(values)
        const after = known(row)
        expect(after.length > 0).toBe(before.length > 0)
        if (before.length === 0) return
        expect(Math.max(...after)).toBe(Math.max(...before))
        expect(Math.min(...after)).toBe(Math.min(...before))
        const last = values.at(-1) ?? Number.NaN
        expect(row.at(-1)).toBe(Number.isNaN(last) ? null : last)
        expect(after.filter((one) => !before.includes(one))).toEqual([])
      }),
    )
  })

  it('keeps a peak of one point in its place, to a stretch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), points, (place, width) => {
        const values = Array.from({ length: 1440 }, (_, index) => (index === place ? 9 : 1))
        const { times, row } = thinOne(values, width)
        const shown = times[row.indexOf(9)] ?? Number.NaN
        const stretch = 1000 * Math.ceil(1440 / Math.floor((width - 1) / 2))
        expect(Math.abs(shown - 1000 * place)).toBeLessThanOrEqual(stretch)
      }),
    )
  })

  it('keeps a gap of two stretches a gap, and fills none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), (start) => {
        const stretch = Math.ceil(1440 / 99)
        const isGap = (index: number): boolean => index >= start && index < start + 2 * stretch
        const values = Array.from({ length: 1440 }, (_, index) => (isGap(index) ? Number.NaN : 1))
        expect(thinOne(values, 200).row).toContain(null)
      }),
    )
    expect(
      thinOne(new Array<number>(900).fill(Number.NaN), 100).row.every((one) => one === null),
    ).toBe(true)
  })

  it('leaves alone what the width can show', () => {
    fc.assert(
      fc.property(column, (values) => {
        const { times, row } = thinOne(values, values.length)
        expect(times).toEqual(timesOf(values.length))
        expect(row).toEqual(values.map((one) => (Number.isNaN(one) ? null : one)))
      }),
    )
  })
})
