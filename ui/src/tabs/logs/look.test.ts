import { describe, expect, it } from 'vitest'
import { colourByPod, foldedJson, objectIn, plainText, shortPod, timeText } from './look.ts'

describe('how lines look', () => {
  it('shows the time in the zone that was chosen', () => {
    const at = Date.UTC(2026, 10, 21, 23, 30, 5, 7)
    expect(timeText(at, 'utc', null)).toEqual({ day: '11-21', time: '23:30:05.007' })
    expect(timeText(at, 'pod', 'Asia/Tokyo')).toEqual({ day: '11-22', time: '08:30:05.007' })
    expect(timeText(at, 'pod', 'Nowhere/At-All')).toEqual({ day: '11-21', time: '23:30:05.007' })
    expect(timeText(null, 'local', null).time).toBe('–')
  })

  it('gives each pod a colour, whatever order they come in', () => {
    expect([...colourByPod(['b', 'a'])]).toEqual([...colourByPod(['a', 'b'])])
  })

  it.each([
    ['reviews-v1-2x2cx2fsl-hkh85', 'reviews-v1-…hkh85'],
    ['mysql-0', 'mysql-0'],
  ])('shortens %s to %s', (pod, short) => {
    expect(shortPod(pod)).toBe(short)
  })

  it('leaves the colours of terminals away', () => {
    expect(plainText('\u001b[31mred\u001b[0m text')).toBe('red text')
  })

  it('folds JSON to its message', () => {
    const object = objectIn({ text: '{"level":"info","msg":"hello","took":3}' })
    expect(object && foldedJson(object)).toEqual({ message: 'hello', others: 2 })
    expect(objectIn({ text: '{"level":' })).toBeNull()
  })
})
