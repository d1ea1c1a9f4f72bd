import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpanRecord } from '../seams/span.ts'
import { aSpan } from '../../test/support/span.ts'
import { assemble, type Reader, type Trace } from './assemble.ts'
import { criticalPath, selfTimes } from './time-shares.ts'

const place = {
  ...{ namespace: null, workload: null, app: null, version: null, pod: null },
  role: 'app' as const,
}
const reader: Reader = { originOf: () => null, placeOf: () => place }
const build = (spans: readonly SpanRecord[]): Trace => assemble(spans, reader)

/** `depth name start+duration` in ms, in the order of drawing. */
const drawn = ({ spans }: Trace): readonly string[] =>
  spans.map(
    ({ depth, record, offsetNs, durationNs }) =>
      `${depth} ${record.operation} ${offsetNs / 1e6}+${durationNs / 1e6}`,
  )

describe('assemble', () => {
  it('puts parents before children, siblings by start, whatever the order of the answer', () => {
    const spans = [
      aSpan({ spanId: 'c', parentId: 'a', operation: 'late', at: 60, lasts: 30 }),
      aSpan({ spanId: 'd', parentId: 'b', operation: 'deep', at: 20, lasts: 5 }),
      aSpan({ spanId: 'b', parentId: 'a', operation: 'early', at: 10, lasts: 40 }),
      aSpan({ spanId: 'a', operation: 'root', at: 0, lasts: 100 }),
    ]
    expect(drawn(build(spans))).toEqual([
      '0 root 0+100',
      '1 early 10+40',
      '2 deep 20+5',
      '1 late 60+30',
    ])
  })

  it('counts a span that came twice once', () => {
    expect(build([aSpan(), aSpan(), aSpan({ spanId: 'b' })]).spans).toHaveLength(2)
  })

  it('puts the server below the client where both halves have one id (T20)', () => {
    const spans = [
      aSpan({ spanId: 'a', kind: 'client', operation: 'asks', service: 'web', lasts: 20 }),
      aSpan({
        spanId: 'a',
        kind: 'server',
        operation: 'answers',
        isShared: true,
        at: 5,
        lasts: 10,
      }),
      aSpan({ spanId: 'b', parentId: 'a', operation: 'works', at: 6, lasts: 2 }),
    ]
    expect(drawn(build(spans))).toEqual(['0 asks 0+20', '1 answers 5+10', '2 works 6+2'])
  })

  it('says that a part is missing', () => {
    const trace = build([aSpan(), aSpan({ spanId: 'b', parentId: 'gone' })])
    expect(trace.warnings).toEqual([
      '1 of 2 spans name a parent that is not there: a part is missing.',
    ])
    expect(trace.spans.map(({ isOrphan }) => isOrphan)).toEqual([false, true])
  })

  it.each([
    { desc: 'its own parent', spans: [aSpan({ spanId: 'a', parentId: 'a' })], roots: 1 },
    {
      desc: 'a ring of three',
      spans: [
        aSpan({ spanId: 'a', parentId: 'c' }),
        aSpan({ spanId: 'b', parentId: 'a' }),
        aSpan({ spanId: 'c', parentId: 'b' }),
        aSpan({ spanId: 'd', parentId: 'c' }),
      ],
      roots: 1,
    },
  ])('draws $desc once', ({ spans, roots }) => {
    const trace = build(spans)
    expect(trace.spans).toHaveLength(spans.length)
    expect(trace.spans.filter(({ parent }) => parent === -1)).toHaveLength(roots)
  })

  it('moves the server into the call when its clock is wrong, and all that it did with it', () => {
    const trace = build([
      aSpan({ spanId: 'a', kind: 'client', operation: 'asks', lasts: 20 }),
      aSpan({
        spanId: 'b',
        parentId: 'a',
        kind: 'server',
        operation: 'answers',
        at: 500,
        lasts: 10,
      }),
      aSpan({ spanId: 'c', parentId: 'b', operation: 'works', at: 502, lasts: 4 }),
    ])
    expect(drawn(trace)).toEqual(['0 asks 0+20', '1 answers 5+10', '2 works 7+4'])
    expect(trace.spans[1]?.warnings).toEqual([
      "Its clock differs from its caller's: moved by -495.000 ms.",
    ])
    expect(trace.durationNs).toBe(20e6)
  })

  it('draws what says no start where its parent starts', () => {
    const trace = build([
      aSpan({ spanId: 'a', at: 7 }),
      aSpan({ spanId: 'b', parentId: 'a', startNs: 0n, operation: 'when' }),
    ])
    expect(drawn(trace)).toEqual(['0 GET / 0+10', '1 when 0+10'])
  })

  it('takes a chain of 80,000', () => {
    const chain = Array.from({ length: 80_000 }, (_, index) =>
      aSpan({ spanId: `s${index}`, parentId: index === 0 ? null : `s${index - 1}` }),
    )
    const trace = build(chain)
    expect(trace.spans.at(-1)?.depth).toBe(79_999)
    expect(criticalPath(trace)).toHaveLength(1)
  })
})

describe('what took the time', () => {
  const trace = build([
    aSpan({ spanId: 'a', operation: 'root', lasts: 100 }),
    aSpan({ spanId: 'b', parentId: 'a', operation: 'first', at: 10, lasts: 30 }),
    aSpan({ spanId: 'c', parentId: 'a', operation: 'beside it', at: 15, lasts: 10 }),
    aSpan({ spanId: 'd', parentId: 'a', operation: 'second', at: 50, lasts: 40 }),
    aSpan({ spanId: 'e', parentId: 'd', operation: 'inside', at: 60, lasts: 20 }),
  ])

  it('is walked back from the end', () => {
    expect(
      criticalPath(trace).map(
        ({ span, fromNs, toNs }) =>
          `${trace.spans[span]?.record.operation ?? ''} ${fromNs / 1e6}–${toNs / 1e6}`,
      ),
    ).toEqual([
      'root 0–10',
      'first 10–40',
      'root 40–50',
      'second 50–60',
      'inside 60–80',
      'second 80–90',
      'root 90–100',
    ])
  })

  it('goes into what ends a little late by its own clock, and not into what goes on afterwards', () => {
    const late = build([
      aSpan({ spanId: 'a', operation: 'call', kind: 'client', lasts: 100 }),
      aSpan({ spanId: 'b', parentId: 'a', operation: 'server', kind: 'server', at: 1, lasts: 101 }),
      aSpan({ spanId: 'c', parentId: 'b', operation: 'later', at: 50, lasts: 200 }),
    ])
    expect(criticalPath(late).map(({ span }) => late.spans[span]?.record.operation)).toEqual([
      'call',
      'server',
    ])
  })

  it('is its own where no child covers it', () => {
    expect([...selfTimes(trace)].map((ns) => ns / 1e6)).toEqual([30, 30, 10, 20, 20])
  })
})

const anySpans = fc.array(
  fc
    .record({
      id: fc.integer({ min: 0, max: 12 }),
      parent: fc.option(fc.integer({ min: 0, max: 12 })),
      at: fc.integer({ min: -50, max: 50 }),
      lasts: fc.integer({ min: 0, max: 80 }),
      kind: fc.constantFrom<SpanRecord['kind']>('internal', 'server', 'client'),
      isShared: fc.boolean(),
      hasNoStart: fc.boolean(),
    })
    .map(({ id, parent, at, lasts, kind, isShared, hasNoStart }) =>
      aSpan({
        ...{ at, lasts, kind, isShared, spanId: `s${id}` },
        parentId: parent === null ? null : `s${parent}`,
        ...(hasNoStart ? { startNs: 0n } : {}),
      }),
    ),
  { minLength: 1, maxLength: 25 },
)

it('holds for any spans: none lost, parents first, no time before the start, a path without gaps', () => {
  fc.assert(
    fc.property(anySpans, (spans) => {
      const trace = build(spans)
      const kinds = new Set(
        spans.map((one) => `${one.spanId} ${one.kind} ${one.startNs} ${one.isShared}`),
      )
      expect(trace.spans).toHaveLength(kinds.size)
      trace.spans.forEach(({ parent, offsetNs }, index) => {
        expect(parent).toBeLessThan(index)
        expect(offsetNs).toBeGreaterThanOrEqual(0)
      })
      for (const own of selfTimes(trace)) expect(own).toBeGreaterThanOrEqual(0)
      const path = criticalPath(trace)
      path.slice(1).forEach(({ fromNs }, index) => expect(fromNs).toBe(path[index]?.toNs))
    }),
    { numRuns: 3000 },
  )
})
