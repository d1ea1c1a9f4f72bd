import { describe, expect, it } from 'vitest'
import { unusualLoggers, usualLevel } from './usual-level.ts'

const levels = [
  { logger: 'admin', level: 'warning' },
  { logger: 'http', level: 'debug' },
  { logger: 'router', level: 'warning' },
]

describe('the levels of a proxy’s loggers', () => {
  it('says the one that most have, and who has another', () => {
    expect(usualLevel(levels)).toBe('warning')
    expect(unusualLoggers(levels)).toEqual([{ logger: 'http', level: 'debug' }])
  })

  it('knows none of no loggers', () => {
    expect(usualLevel([])).toBeNull()
  })
})
