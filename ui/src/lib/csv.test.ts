import { describe, expect, it } from 'vitest'
import { writeCsv } from './csv.ts'

describe('writeCsv', () => {
  it('quotes texts, leaves numbers bare and the unknown empty', () => {
    const text = writeCsv(['a', 'b', 'c'], [['say "hi", x\ny', 0.5, null]])
    expect(text).toBe('"a","b","c"\r\n"say ""hi"", x\ny",0.5,\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('makes %j no formula', (value) => {
    expect(writeCsv(['a'], [[value]])).toBe(`"a"\r\n"'${value}"\r\n`)
  })

  it('leaves negative numbers alone', () => {
    expect(writeCsv(['a'], [[-3]])).toBe('"a"\r\n-3\r\n')
  })
})
