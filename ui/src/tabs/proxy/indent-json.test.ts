import { describe, expect, it } from 'vitest'
import { indentJson } from './indent-json.ts'

const value = {
  ...{ empty: [], none: {}, text: 'a "b" {c}, [d]: \\', back: '\\"' },
  list: [1, { deep: [true, null, 'x'] }, []],
}

describe('JSON on lines', () => {
  it('is as JSON.stringify has it', () => {
    expect(indentJson(JSON.stringify(value), 10_000)).toEqual({
      ...{ text: JSON.stringify(value, null, 2), isCut: false },
    })
  })

  it('stops where it is long enough, and leaves lines alone that are there', () => {
    const compact = JSON.stringify(Array.from({ length: 1000 }, (_, index) => ({ index })))
    const { text, isCut } = indentJson(compact, 500)
    expect(isCut).toBe(true)
    expect(text.length).toBeLessThan(600)
    const lines = JSON.stringify(value, null, 4)
    expect(indentJson(lines, 10_000)).toEqual({ text: lines, isCut: false })
    const whole = lines.slice(0, lines.lastIndexOf('\n', 40))
    expect(indentJson(lines, 40)).toEqual({ text: whole, isCut: true })
  })

  it('takes what is cut off in the middle as it is', () => {
    expect(indentJson('{"a":"b', 100)).toEqual({ text: '{\n  "a": "b', isCut: false })
  })
})
