import { describe, expect, it } from 'vitest'
import { traceSummarySchema } from '#contract/traces.ts'
import { AppError } from '../../server/errors.ts'
import { isRecord } from '../../server/seams/json.ts'
import { createTraceFileReader } from '../../server/sources/tracing/formats/read-trace-file.ts'
import type { SpanRecord } from '../../server/seams/span.ts'
import { assemble, type Reader } from '../../server/traces/assemble.ts'
import { callsOf } from '../../server/traces/calls.ts'
import { describeSpan } from '../../server/traces/details.ts'
import { summarizeTrace } from '../../server/traces/summarize.ts'
import { criticalPath, selfTimes } from '../../server/traces/time-shares.ts'
import { chooseFrom, type Choose } from '../support/choose.ts'

const place = {
  ...{ namespace: null, workload: null, app: null, version: null, pod: null },
  role: 'app' as const,
}
const reader: Reader = { originOf: () => null, placeOf: () => place }
const times = { startTimeUnixNano: '1700000000000000000', endTimeUnixNano: '1700000000010000000' }
const ids = ['a1', 'b2', 'c3', 'd4'].map((id) => id.padStart(16, '0'))

/** Four spans, each the child of the one before it, as three stores write them. */
const documents: readonly unknown[] = [
  {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart.shop' } }] },
        scopeSpans: [
          {
            spans: ids.map((spanId, index) => ({
              ...{ traceId: 'e'.repeat(32), spanId, parentSpanId: ids[index - 1] ?? '', ...times },
              ...{ name: 'GET /', kind: 2 + (index % 2), status: { code: index % 3 } },
              attributes: [{ key: 'http.status_code', value: { intValue: '503' } }],
              events: [{ timeUnixNano: times.startTimeUnixNano, name: 'retry', attributes: [] }],
              links: [{ traceId: 'f'.repeat(32), spanId: ids[0] }],
            })),
          },
        ],
      },
    ],
  },
  {
    data: [
      {
        traceID: 'abc',
        spans: ids.map((spanID, index) => ({
          ...{ traceID: 'abc', spanID, operationName: 'GET /', processID: 'p1' },
          references:
            index === 0 ? [] : [{ refType: 'CHILD_OF', traceID: 'abc', spanID: ids[index - 1] }],
          ...{ startTime: 1_700_000_000_000_000, duration: 1500 },
          tags: [{ key: 'span.kind', type: 'string', value: 'server' }],
          logs: [{ timestamp: 1_700_000_000_000_100, fields: [{ key: 'event', value: 'retry' }] }],
        })),
        processes: { p1: { serviceName: 'cart.shop', tags: [] } },
      },
    ],
  },
  [
    ids.map((id, index) => ({
      ...{ traceId: '5af7183fb1d4cf5f', id, parentId: ids[index - 1], kind: 'SERVER' },
      ...{ name: 'get /', timestamp: 1_700_000_000_000_000, duration: 1500, shared: index > 1 },
      ...{ localEndpoint: { serviceName: 'cart' }, tags: { error: '' } },
      annotations: [{ timestamp: 1_700_000_000_000_100, value: 'wr' }],
    })),
  ],
]

/** Among them times of 2^63, parents that close a ring, and whatever stands where it does not belong. */
const oddities: readonly unknown[] = [
  ...[null, '', 0, -1, 1e308, true, [], {}, [[]], [null], '__proto__', { value: 5 }, [{}]],
  ...['9223372036854775808', '9223372036854775807', '18446744073709551616', '-1', '1e9', 'NaN'],
  ...[Number.MAX_SAFE_INTEGER, 2 ** 63, ...ids],
]

/** A value as text around the texts of its parts; parts of a record have their names in front. */
interface Written {
  readonly begin: string
  readonly parts: readonly (readonly [name: string, part: Written])[]
  readonly end: string
}

/** Written once: 100,000 documents are made of these three. What is not there is an empty text. */
function write(value: unknown): Written {
  if (Array.isArray(value)) {
    return { begin: '[', parts: value.map((item: unknown) => ['', write(item)]), end: ']' }
  }
  if (!isRecord(value)) return { begin: textOf(value), parts: [], end: '' }
  const parts = Object.entries(value).map(
    ([name, field]) => [`${textOf(name)}:`, write(field)] as const,
  )
  return { begin: '{', parts, end: '}' }
}

const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value))
const documentsWritten = documents.map(write)
const nothing: Written = { begin: '', parts: [], end: '' }
const odditiesWritten = oddities.map(textOf)

/** The document with what stands at some of its places put in the place of something else. */
function mutated({ begin, parts, end }: Written, choose: Choose): string {
  if (choose(40) === 0) return odditiesWritten[choose(odditiesWritten.length)] ?? ''
  let inside = ''
  for (const [name, part] of parts) {
    const text = mutated(part, choose)
    if (text !== '') inside += (inside === '' ? '' : ',') + name + text
  }
  return begin + inside + end
}

/** Spans of a text; none where it is refused in words. */
function read(text: string): readonly SpanRecord[] {
  try {
    const reader = createTraceFileReader()
    reader.push(Buffer.from(text))
    return reader.finish().spans
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

/** How many spans there are in a text, all of them told. */
function tell(text: string, choose: Choose): number {
  let spans = 0
  for (const own of Map.groupBy(read(text), ({ traceId }) => traceId).values()) {
    const trace = assemble(own, reader)
    spans += trace.spans.length
    const numbers = [...selfTimes(trace), ...trace.spans.map(({ offsetNs }) => offsetNs)]
    criticalPath(trace)
    callsOf(trace, { sees: () => true, flagText: () => null })
    for (const span of trace.spans) describeSpan(span, () => null)
    // What is told is looked at now and then: looking takes longer than telling.
    if (choose(50) > 0) continue
    expect(numbers.filter((one) => !Number.isFinite(one) || one < 0)).toEqual([])
    const summary = traceSummarySchema.safeParse(summarizeTrace(trace, () => true))
    expect(summary.error).toBeUndefined()
    expect(trace.spans.every(({ parent }, index) => parent < index)).toBe(true)
  }
  return spans
}

describe('traces that nobody sends', () => {
  it('are read, put together and told without a crash, 100,000 of them', () => {
    let spans = 0
    for (let seed = 1; seed <= 100_000; seed += 1) {
      const choose = chooseFrom(seed * 2_654_435_761)
      const whole = mutated(documentsWritten[seed % documentsWritten.length] ?? nothing, choose)
      const text = choose(20) === 0 ? whole.slice(0, choose(whole.length)) : whole
      try {
        spans += tell(text, choose)
      } catch (cause) {
        throw new Error(`Of seed ${seed}: ${text}`, { cause })
      }
    }
    expect(spans).toBeGreaterThan(100_000)
  })
})
