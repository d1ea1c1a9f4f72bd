import { expect, it } from 'vitest'
import type { SubjectSpan } from '#contract/subject-spans.ts'
import { number } from './line-store.ts'
import { afterLast, placeSpans } from './place-spans.ts'

const spanAt = (startMs: number): SubjectSpan => ({
  ...{ traceId: 'a', spanId: `at ${startMs}`, startMs, durationMs: 1 },
  ...{ service: 'web', operation: 'GET /', kind: 'server', pod: null, isError: false, words: null },
})
const lines = number(
  [1000, null, 2000, 3000].map((at) => ({
    ...{ source: 'shop/web-1/web', at, nanos: 500_000, text: '', cutBytes: 0, severity: null },
    ...{ access: null, requestId: null, traceId: null },
  })),
)
const [first, , third] = lines.map(({ id }) => id)

it('puts spans among the lines by time, none of them twice', () => {
  const spans = [4000, 1500, 1000.4, 900].map(spanAt)
  const placed = placeSpans(lines, spans)
  expect(new Map([...placed].map(([id, own]) => [id, own.map(({ startMs }) => startMs)]))).toEqual(
    new Map([
      [first, [900, 1000.4]],
      [third, [1500]],
      [afterLast, [4000]],
    ]),
  )
})

it('puts all behind lines that have no time', () => {
  const timeless = lines.map((line) => ({ ...line, at: null }))
  expect([...placeSpans(timeless, [spanAt(1)]).keys()]).toEqual([afterLast])
})
