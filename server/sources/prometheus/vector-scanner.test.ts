import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVector } from './read-vector.ts'
import { readSampleValue } from './sample-value.ts'
import { VectorScanner, type ScannedAnswer } from './vector-scanner.ts'

interface Row {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Rows without their absent labels, which are the same as empty ones. */
function rowsOf(reading: ReturnType<typeof readVector>): Row[] | string {
  if (reading.kind !== 'vector') return reading.kind
  const { labelNames, strings, codes, values } = reading.vector
  return Array.from(values, (value, row) => {
    const labels = labelNames.flatMap((name, column) => {
      const text = strings[codes[row * labelNames.length + column] ?? 0] ?? ''
      return text === '' ? [] : [[name, text] as const]
    })
    return { labels: Object.fromEntries(labels.sort(([a], [b]) => (a < b ? -1 : 1))), value }
  })
}

function scan(text: string, chunkBytes: number): ScannedAnswer {
  const bytes = Buffer.from(text)
  const scanner = new VectorScanner()
  for (let at = 0; at < bytes.length; at += chunkBytes)
    scanner.feed(bytes.subarray(at, at + chunkBytes))
  return scanner.end()
}

/** What JSON.parse makes of it, by code that shares nothing with the scanner. */
function reference(text: string): Row[] | string {
  let parsed: { data: { result: { metric: Record<string, string>; value: [number, string] }[] } }
  try {
    parsed = JSON.parse(text) as typeof parsed
  } catch {
    return 'unreadable'
  }
  return parsed.data.result.map(({ metric, value }) => ({
    labels: Object.fromEntries(
      Object.entries(metric)
        .filter(([, text]) => text !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    value: readSampleValue(value[1]) ?? Number.NaN,
  }))
}

const head = '{"status":"success","data":{"resultType":"vector","result":['
const row = '{"metric":{"app":"cart","code":"200"},"value":[1763700000.123,"0.5"]}'
const cart = { labels: { app: 'cart', code: '200' }, value: 0.5 }

describe('scanning an instant vector', () => {
  it.each([
    { desc: 'no rows', text: `${head}]}}`, rows: [], scanned: 0 },
    { desc: 'one row', text: `${head}${row}]}}`, rows: [cart], scanned: 1 },
    { desc: 'two rows', text: `${head}${row},${row}]}}`, rows: [cart, cart], scanned: 2 },
    {
      desc: 'no labels',
      text: `${head}{"metric":{},"value":[1,"3"]}]}}`,
      rows: [{ labels: {}, value: 3 }],
      scanned: 1,
    },
    {
      desc: 'an escape in a value',
      text: `${head}{"metric":{"a":"x\\"\\u00e9\\\\"},"value":[1,"3"]}]}}`,
      rows: [{ labels: { a: 'x"é\\' }, value: 3 }],
      scanned: 1,
    },
    {
      desc: 'a value whose text reads like the labels of the next row',
      text: `${head}{"metric":{"a":"x\\",\\"b\\":\\"y"},"value":[1,"3"]},{"metric":{"a":"x","b":"y"},"value":[1,"3"]}]}}`,
      rows: [
        { labels: { a: 'x","b":"y' }, value: 3 },
        { labels: { a: 'x', b: 'y' }, value: 3 },
      ],
      scanned: 2,
    },
    {
      desc: 'labels that come and go, and values that begin alike',
      text: `${head}${row},{"metric":{"app":"cart2","b":"1","code":"20"},"value":[1,"3"]},${row}]}}`,
      rows: [cart, { labels: { app: 'cart2', b: '1', code: '20' }, value: 3 }, cart],
      scanned: 3,
    },
    {
      desc: 'raw UTF-8 in a value',
      text: `${head}{"metric":{"a":"Überträger🙂"},"value":[1,"3"]}]}}`,
      rows: [{ labels: { a: 'Überträger🙂' }, value: 3 }],
      scanned: 1,
    },
    {
      desc: 'an escape in a name, left to JSON.parse',
      text: `${head}${row},{"metric":{"a\\"b":"x"},"value":[1,"3"]},${row}]}}`,
      rows: [cart, { labels: { 'a"b': 'x' }, value: 3 }, cart],
      scanned: 1,
    },
    {
      desc: 'keys the other way round, left to JSON.parse',
      text: `${head}${row},{"value":[1,"3"],"metric":{"a":"x"}}]}}`,
      rows: [cart, { labels: { a: 'x' }, value: 3 }],
      scanned: 1,
    },
    {
      desc: 'printed with spaces, left to JSON.parse',
      text: JSON.stringify(JSON.parse(`${head}${row}]}}`), null, 2),
      rows: [cart],
      scanned: 0,
    },
    {
      desc: 'warnings before the data, left to JSON.parse',
      text: `{"warnings":["w"],${head.slice(1)}${row}]}}`,
      rows: [cart],
      scanned: 0,
    },
    {
      desc: 'a native histogram, left out',
      text: `${head}{"metric":{"a":"x"},"histogram":[1,{"count":"3"}]},${row}]}}`,
      rows: [cart],
      scanned: 0,
    },
    { desc: 'a comma too many at the end', text: `${head}${row},]}}`, rows: 'unreadable' },
    { desc: 'a comma too many at the start', text: `${head},${row}]}}`, rows: 'unreadable' },
    { desc: 'a comma too few', text: `${head}${row}${row}]}}`, rows: 'unreadable' },
    { desc: 'half an answer', text: `${head}${row},{"metric":{"a"`, rows: 'unreadable' },
    { desc: 'cut between two rows', text: `${head}${row},`, rows: 'unreadable' },
    { desc: 'cut before the end', text: `${head}${row}]}`, rows: 'unreadable' },
    {
      desc: 'a raw control character',
      text: `${head}{"metric":{"a":"\n"},"value":[1,"3"]}]}}`,
      rows: 'unreadable',
    },
    {
      desc: 'an unknown escape',
      text: `${head}{"metric":{"a":"\\x"},"value":[1,"3"]}]}}`,
      rows: 'unreadable',
    },
    {
      desc: 'a value that is no number',
      text: `${head}{"metric":{},"value":[1,"three"]}]}}`,
      rows: 'unreadable',
    },
    { desc: 'an empty value', text: `${head}{"metric":{},"value":[1,""]}]}}`, rows: 'unreadable' },
    { desc: 'HTML', text: '<!doctype html><html></html>', rows: 'unreadable' },
    { desc: 'another API', text: '{"services":[]}', rows: 'unreadable' },
    { desc: 'nothing', text: '', rows: 'unreadable' },
    { desc: 'an error', text: '{"status":"error","errorType":"x","error":"y"}', rows: 'error' },
    {
      desc: 'a scalar',
      text: '{"status":"success","data":{"resultType":"scalar","result":[1763700000.1,"1"]}}',
      rows: [{ labels: {}, value: 1 }],
    },
    {
      desc: 'a matrix',
      text: '{"status":"success","data":{"resultType":"matrix","result":[]}}',
      rows: 'unreadable',
    },
  ])('reads $desc', ({ text, rows, scanned }) => {
    for (const chunkBytes of [1, 7, 64, 1 << 16]) {
      const answer = scan(text, chunkBytes)
      if (scanned !== undefined) expect(answer.columns.rows).toBe(scanned)
      expect(rowsOf(readVector(answer))).toEqual(rows)
    }
  })

  it.each([
    '0',
    '1',
    '12.5',
    '0.06666666666666667',
    '123456789012345',
    '9007199254740993',
    '-0.25',
  ])('reads the value %s as JSON would', (text) => expect(valueOf(text)).toBe(Number(text)))

  it.each([
    ['NaN', Number.NaN],
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['1e+06', 1e6],
    ['4.9e-324', 5e-324],
    ['0.000000000000001', 1e-15],
  ])('reads the value %s', (text, value) => expect(valueOf(text)).toBe(value))

  it('hands on warnings, infos and partial answers', () => {
    const text = `{"status":"success","isPartial":true,"data":{"resultType":"vector","result":[${row}]},"warnings":["w"],"infos":["i"]}`
    expect(readVector(scan(text, 16))).toMatchObject({
      warnings: ['w', 'i', 'The store could not reach all of its nodes: partial data.'],
    })
  })

  const text = fc.oneof(
    fc.constantFrom('cart', 'reviews', '200', '', '-', 'unknown'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  const name = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('app', 'code', 'source_workload', 'le', 'a', 'ab') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }) },
  )
  const number = fc.oneof(
    fc.double().map((value) => (Number.isFinite(value) ? String(value) : 'NaN')),
    fc.constantFrom('NaN', '+Inf', '-Inf', '0', '1e-07'),
    fc.float({ min: 0, max: 1000, noNaN: true }).map((value) => value.toFixed(4)),
  )
  const rows = fc.array(
    fc.record({ metric: fc.dictionary(name, text, { noNullPrototype: true }), number }),
    { maxLength: 12 },
  )
  const serialise = (
    list: readonly { metric: Record<string, string>; number: string }[],
    style: 'plain' | 'spaced' | 'turned',
  ): string => {
    const result = list.map(({ metric, number: value }) =>
      style === 'turned'
        ? { value: [1763700000.123, value], metric }
        : { metric, value: [1763700000.123, value] },
    )
    const whole = { status: 'success', data: { resultType: 'vector', result } }
    return JSON.stringify(whole, null, style === 'spaced' ? 1 : 0)
  }

  it('reads any vector as JSON.parse does, however it is cut into chunks', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('plain' as const, 'plain' as const, 'spaced' as const, 'turned' as const),
        fc.integer({ min: 1, max: 200 }),
        (list, style, chunkBytes) => {
          const document = serialise(list, style)
          expect(rowsOf(readVector(scan(document, chunkBytes)))).toEqual(reference(document))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('accepts no document that JSON.parse refuses, and none that was cut', () => {
    fc.assert(
      fc.property(
        rows,
        fc.nat(),
        fc.constantFrom('', '"', ',', ']', '\\', '0'),
        (list, where, put) => {
          const document = serialise(list, 'plain')
          const at = where % document.length
          const broken = document.slice(0, at) + put + document.slice(at + 1)
          if (isJson(broken)) return
          expect(rowsOf(readVector(scan(broken, 50)))).toBe('unreadable')
        },
      ),
      { numRuns: 600 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function valueOf(text: string): number | undefined {
  const rows = rowsOf(readVector(scan(`${head}{"metric":{},"value":[1,"${text}"]}]}}`, 1 << 16)))
  return typeof rows === 'string' ? undefined : rows[0]?.value
}
