import { describe, expect, it } from 'vitest'
import { readLabelFilter } from './label-filter.ts'

const labels = { app: 'cart', version: 'v2', 'app.kubernetes.io/name': 'cart' }

describe('label filter', () => {
  it.each([
    { text: 'app', mode: 'and', holds: true },
    { text: 'ap', mode: 'and', holds: false },
    { text: 'ap', mode: 'or', holds: true },
    { text: 'app=ca', mode: 'and', holds: true },
    { text: 'app=basket,cart', mode: 'and', holds: true },
    { text: 'app=basket', mode: 'and', holds: false },
    { text: 'app=basket version=v2', mode: 'or', holds: true },
    { text: 'app=basket version=v2', mode: 'and', holds: false },
    { text: 'nothing', mode: 'or', holds: false },
  ] as const)('$text ($mode): $holds', ({ text, mode, holds }) => {
    expect(readLabelFilter(text, mode)?.(labels)).toBe(holds)
  })

  it('asks for nothing when it is empty', () => {
    expect(readLabelFilter('  = ', 'and')).toBeNull()
  })
})
