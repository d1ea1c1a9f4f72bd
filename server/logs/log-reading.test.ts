import { describe, expect, it } from 'vitest'
import { LineCollector } from './collect-lines.ts'
import { describeLine } from './describe-line.ts'
import { FairBuffer } from './fair-buffer.ts'
import { createLineFilter, type FilterAsk } from './line-filter.ts'
import { advance, createSkipper, readPositions, writePositions, type Position } from './position.ts'
import type { RawLine } from './raw-line.ts'
import { readSeverity, severityOfAccess } from './severity.ts'
import { createLineSplitter, longestLineBytes } from './split-lines.ts'
import { createStampReader } from './stamp.ts'
import { readTraceIds } from './trace-ids.ts'

const aLine = (fields: Partial<RawLine> = {}): RawLine => ({
  source: 'shop/web-1/web',
  at: 1000,
  nanos: 0,
  text: 'hello',
  cutBytes: 0,
  ...fields,
})

function split(chunks: readonly Buffer[]): [string, number][] {
  const lines: [string, number][] = []
  const splitter = createLineSplitter((text, cut) => lines.push([text, cut]))
  for (const chunk of chunks) splitter.push(chunk)
  splitter.end()
  return lines
}

describe('createLineSplitter', () => {
  const text = 'one\r\ntwo é\n\nlast'
  it('gives the same lines wherever the bytes are cut', () => {
    const bytes = Buffer.from(text)
    for (let at = 0; at <= bytes.length; at += 1)
      for (let end = at; end <= bytes.length; end += 1)
        expect(
          split([bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]),
        ).toEqual([
          ['one', 0],
          ['two é', 0],
          ['', 0],
          ['last', 0],
        ])
  })

  it('cuts a line of 1 MB and says what it lacks', () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    const chunks = [
      megabyte.subarray(0, 300_000),
      megabyte.subarray(300_000),
      Buffer.from('\nnext\n'),
    ]
    const [first, next] = split(chunks)
    const [long, cut] = first ?? ['', 0]
    expect([long.length, long.length + cut, next]).toEqual([
      longestLineBytes,
      megabyte.length,
      ['next', 0],
    ])
    expect(split([Buffer.concat(chunks)])[0]?.[1]).toBe(cut)
  })

  it('shows bytes that are no UTF-8 as replaced', () => {
    expect(split([Buffer.from([0x61, 0xff, 0xc3, 0x0a])])).toEqual([['a\ufffd\ufffd', 0]])
  })
})

describe('createStampReader', () => {
  const read = createStampReader()
  it.each([
    {
      desc: 'nanoseconds',
      line: '2026-11-21T01:00:00.123456789Z hi',
      expected: { at: Date.UTC(2026, 10, 21, 1, 0, 0, 123), nanos: 456_789, textFrom: 31 },
    },
    {
      desc: 'no fraction',
      line: '2026-11-21T01:00:00Z hi',
      expected: { at: Date.UTC(2026, 10, 21, 1), nanos: 0, textFrom: 21 },
    },
    {
      desc: 'another zone',
      line: '2026-11-21T03:00:00.5+02:00 hi',
      expected: { at: Date.UTC(2026, 10, 21, 1, 0, 0, 500), nanos: 0, textFrom: 28 },
    },
    {
      desc: 'an empty line',
      line: '2026-11-21T01:00:00Z',
      expected: { at: Date.UTC(2026, 10, 21, 1), nanos: 0, textFrom: 20 },
    },
    { desc: 'none', line: 'hello', expected: { at: null, nanos: 0, textFrom: 0 } },
    {
      desc: 'nonsense',
      line: '9999-99-99T99:99:99Z x',
      expected: { at: null, nanos: 0, textFrom: 0 },
    },
  ])('reads $desc', ({ line, expected }) => {
    expect(read(line)).toEqual(expected)
  })
})

describe('readSeverity', () => {
  it.each([
    ['level=error msg="x"', 'error'],
    ['{"time":1,"level":"WARN","msg":"x"}', 'warn'],
    ['{"level":50,"msg":"x"}', 'error'],
    ['E0102 10:00:00.000000 1 main.go:1] boom', 'error'],
    ['2026-01-01T00:00:00Z\tinfo\tEnvoy proxy is ready', 'info'],
    ['[2026-01-01][warning][config] x', 'warn'],
    ['2026-01-01 00:00:00 DEBUG com.x - y', 'debug'],
    ['FATAL: no', 'error'],
    ['we had no error today', null],
    ['', null],
  ] as const)('reads %j as %s', (text, expected) => {
    expect(readSeverity(text)).toBe(expected)
  })

  it.each([
    { status: 200, flags: null, expected: 'info' },
    { status: 404, flags: null, expected: 'warn' },
    { status: 503, flags: 'UF', expected: 'error' },
    { status: 0, flags: 'DC', expected: 'error' },
    { status: null, flags: null, expected: 'info' },
    { status: null, flags: 'UF', expected: 'error' },
  ] as const)(
    'takes a request with $status $flags for $expected',
    ({ status, flags, expected }) => {
      const rest = { method: null, path: null, flagText: flags, durationMs: null }
      expect(severityOfAccess({ ...rest, status, flags })).toBe(expected)
    },
  )
})

describe('readTraceIds', () => {
  it.each([
    [
      'took=1ms request_id=5d4e9b5e-0000 trace_id=0123456789abcdef',
      '5d4e9b5e-0000',
      '0123456789abcdef',
    ],
    [
      '{"x-request-id": "abcdefgh", "traceId":"0123456789ABCDEF0123456789ABCDEF"}',
      'abcdefgh',
      '0123456789abcdef0123456789abcdef',
    ],
    [
      'traceparent: 00-0123456789abcdef0123456789abcdef-00-01',
      null,
      '0123456789abcdef0123456789abcdef',
    ],
    ['request handled', null, null],
  ])('of %j', (text, requestId, traceId) => {
    expect(readTraceIds(text)).toEqual({ requestId, traceId })
  })
})

describe('createLineFilter', () => {
  const none: FilterAsk = { show: '', hide: '', regex: false, exactCase: false, severities: [] }
  const kept = (ask: Partial<FilterAsk>): string[] => {
    const filter = createLineFilter({ ...none, ...ask }, () => null)
    return ['level=error Alpha', 'level=info beta', 'gamma 42'].filter(
      (text) => filter?.(text) ?? true,
    )
  }
  it.each([
    { desc: 'text in any case', ask: { show: 'ALPHA' }, expected: ['level=error Alpha'] },
    { desc: 'text as it is', ask: { show: 'ALPHA', exactCase: true }, expected: [] },
    { desc: 'what is hidden', ask: { hide: 'level' }, expected: ['gamma 42'] },
    { desc: 'an expression', ask: { show: '\\d{2}$', regex: true }, expected: ['gamma 42'] },
    {
      desc: 'a severity',
      ask: { severities: ['error' as const] },
      expected: ['level=error Alpha'],
    },
    { desc: 'none said', ask: { severities: ['none' as const] }, expected: ['gamma 42'] },
  ])('goes by $desc', ({ ask, expected }) => {
    expect(kept(ask)).toEqual(expected)
  })

  it('is none when all is asked for, and names the field that is wrong', () => {
    expect(createLineFilter(none, () => null)).toBeNull()
    expect(() => createLineFilter({ ...none, hide: '(', regex: true }, () => null)).toThrow(
      expect.objectContaining({ code: 'badRequest', field: 'hide' }),
    )
  })
})

describe('LineCollector', () => {
  it.each([
    { keep: 'newest' as const, expected: [97, 98, 99] },
    { keep: 'oldest' as const, expected: [0, 1, 2] },
  ])('keeps the $keep in order, whatever order they come in', ({ keep, expected }) => {
    const collector = new LineCollector(3, keep)
    for (let index = 0; index < 100; index += 1)
      collector.add(aLine({ at: (index * 37) % 100, source: `s${index % 5}` }))
    expect(collector.lines().map(({ at }) => at)).toEqual(expected)
    expect(collector.hasMore).toBe(true)
  })
})

describe('FairBuffer', () => {
  it('holds no more than it may, drops of the loudest, and counts what it drops', () => {
    const buffer = new FairBuffer({ lines: 100, bytes: 1e6 })
    for (let index = 0; index < 5000; index += 1) {
      buffer.add(aLine({ source: 'loud', at: index }))
      if (index % 1000 === 0) buffer.add(aLine({ source: 'quiet', at: index }))
    }
    const { lines, dropped } = buffer.take()
    expect(lines).toHaveLength(100)
    expect(lines.filter(({ source }) => source === 'quiet')).toHaveLength(5)
    expect(lines.filter(({ source }) => source === 'loud').at(-1)?.at).toBe(4999)
    expect([...dropped]).toEqual([['loud', 4905]])
    expect(buffer.isEmpty).toBe(true)
  })

  it('bounds bytes as well as lines', () => {
    const buffer = new FairBuffer({ lines: 1000, bytes: 100_000 })
    for (let index = 0; index < 50; index += 1) buffer.add(aLine({ text: 'x'.repeat(20_000) }))
    const { lines, dropped } = buffer.take()
    expect(lines.length).toBeLessThanOrEqual(5)
    expect(lines.length + (dropped.get('shop/web-1/web') ?? 0)).toBe(50)
  })
})

describe('positions', () => {
  const lines = [
    aLine({ at: 5, nanos: 1, text: 'a' }),
    aLine({ at: 5, nanos: 2, text: 'b' }),
    aLine({ at: 5, nanos: 2, text: 'c' }),
    aLine({ at: 5, nanos: 2, text: 'd' }),
    aLine({ at: 6, nanos: 0, text: 'e' }),
  ]
  it('leave no line out and none double, wherever the reading broke off', () => {
    for (let broken = 0; broken <= lines.length; broken += 1) {
      const before = lines.slice(0, broken)
      const position = before.reduce<Position | null>(advance, null)
      const id = writePositions(new Map(position === null ? [] : [['shop/web-1/web', position]]))
      const after = lines.filter(createSkipper(readPositions(id)?.('shop/web-1/web') ?? null))
      expect([...before, ...after].map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e'])
    }
  })

  it.each(['', 'x', '1~zz', '2~a.b.c.d', '1~a.b', '~~~', `1~${'a.'.repeat(50)}`])(
    'of the id %j are none',
    (id) => {
      expect(readPositions(id)?.('shop/web-1/web') ?? null).toBeNull()
    },
  )
})

describe('describeLine', () => {
  it('takes severity and request from an access log before the text', () => {
    const summary = {
      method: 'GET',
      path: '/',
      status: 503,
      flags: 'UF',
      flagText: 'x',
      durationMs: 1,
    }
    const line = describeLine(aLine({ text: 'level=info request_id=abcdefgh' }), () => ({
      ...{ summary, requestId: 'from-access', format: 'f' },
      explain: () => [],
    }))
    expect(line).toMatchObject({ severity: 'error', requestId: 'from-access', access: summary })
  })
})
