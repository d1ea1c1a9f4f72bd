import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTraceFileReader, type TraceFile } from './read-trace-file.ts'

/** Reads a file that comes in pieces of so many bytes. */
function readFile(text: string, size = 1000): TraceFile {
  const reader = createTraceFileReader()
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  return reader.finish()
}

const otlp = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart.shop' } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b174',
              parentSpanId: '',
              name: 'GET /cart',
              kind: 2,
              startTimeUnixNano: '1700000000000000123',
              endTimeUnixNano: '1700000000010000123',
              status: { code: 2 },
              attributes: [
                { key: 'retries', value: { intValue: '2' } },
                { key: 'huge', value: { intValue: '9223372036854775807' } },
                { key: 'ratio', value: { doubleValue: 0.5 } },
                { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }] } } },
              ],
              events: [{ timeUnixNano: '1700000000000000200', name: 'cache miss' }],
            },
          ],
        },
      ],
    },
  ],
}

const jaeger = {
  data: [
    {
      traceID: 'abc',
      spans: [
        {
          traceID: 'abc',
          spanID: '1',
          operationName: 'GET /',
          references: [{ refType: 'CHILD_OF', traceID: 'abc', spanID: '2' }],
          startTime: 1_700_000_000_000_000,
          duration: 1500,
          tags: [
            { key: 'error', type: 'bool', value: true },
            { key: 'span.kind', type: 'string', value: 'server' },
          ],
          logs: [{ timestamp: 1_700_000_000_000_100, fields: [{ key: 'event', value: 'retry' }] }],
          processID: 'p1',
          warnings: ['clock skew'],
        },
      ],
      processes: { p1: { serviceName: 'cart.shop', tags: [{ key: 'ip', value: '10.0.0.1' }] } },
    },
  ],
}

const zipkin = [
  [
    {
      traceId: '5af7183fb1d4cf5f',
      id: '352bff9a74ca9ad2',
      kind: 'SERVER',
      name: 'get /',
      timestamp: 1_700_000_000_000_000,
      duration: 1500,
      shared: true,
      localEndpoint: { serviceName: 'cart', ipv4: '10.0.0.1' },
      tags: { error: '', 'http.method': 'GET' },
      annotations: [{ timestamp: 1_700_000_000_000_100, value: 'wr' }],
    },
  ],
]

const many = (one: object | undefined, more: (id: string) => object): readonly object[] =>
  Array.from({ length: 1000 }, (_, index) => ({
    ...one,
    ...more((index + 1).toString(16).padStart(16, '0')),
  }))

describe('a file with a trace', () => {
  it.each([
    {
      ...{ format: 'OTLP', document: otlp },
      expected: {
        traceId: '5b8efff798038103d269b633813fc60c',
        parentId: null,
        service: 'cart.shop',
        kind: 'server',
        startNs: 1_700_000_000_000_000_123n,
        durationNs: 10_000_000n,
        isError: true,
        attributes: { retries: 2, huge: '9223372036854775807', ratio: 0.5, list: '["a"]' },
        events: [{ atNs: 1_700_000_000_000_000_200n, name: 'cache miss', attributes: {} }],
      },
    },
    {
      ...{ format: 'Jaeger', document: jaeger },
      expected: {
        traceId: 'abc'.padStart(32, '0'),
        spanId: '1'.padStart(16, '0'),
        parentId: '2'.padStart(16, '0'),
        service: 'cart.shop',
        kind: 'server',
        durationNs: 1_500_000n,
        isError: true,
        resource: { ip: '10.0.0.1' },
        warnings: ['clock skew'],
      },
    },
    {
      ...{ format: 'Zipkin', document: zipkin },
      expected: {
        traceId: '5af7183fb1d4cf5f'.padStart(32, '0'),
        service: 'cart',
        isShared: true,
        isError: true,
        durationNs: 1_500_000n,
      },
    },
  ])('of $format is read', ({ format, document, expected }) => {
    const file = readFile(JSON.stringify(document))
    expect(file.format).toBe(format)
    expect(file.spans).toHaveLength(1)
    expect(file.spans[0]).toMatchObject(expected)
  })

  it('may have ids in base64, as the first API of Tempo gives them (T21)', () => {
    const [group] = otlp.resourceSpans
    const [span] = group?.scopeSpans[0]?.spans ?? []
    const batches = [
      {
        ...group,
        scopeSpans: [
          { spans: [{ ...span, traceId: 'W47/95gDgQPSabYzgT/GDA==', spanId: '7uGbfsPBsXQ=' }] },
        ],
      },
    ]
    expect(readFile(JSON.stringify({ batches })).spans[0]).toMatchObject({
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: 'eee19b7ec3c1b174',
    })
  })

  it.each([
    {
      desc: 'times of 2^63',
      start: '9223372036854775808',
      end: '9223372036854775809',
      odd: 'Its start is no time.',
    },
    {
      desc: 'an end before the start',
      start: '200',
      end: '100',
      odd: 'It ends before it starts: drawn without a duration.',
    },
    { desc: 'no end', start: '200', end: '', odd: 'Its end is no time: drawn without a duration.' },
  ])('may have $desc', ({ start, end, odd }) => {
    const [group] = otlp.resourceSpans
    const [span] = group?.scopeSpans[0]?.spans ?? []
    const spans = [{ ...span, startTimeUnixNano: start, endTimeUnixNano: end }]
    const file = readFile(
      JSON.stringify({ resourceSpans: [{ ...group, scopeSpans: [{ spans }] }] }),
    )
    expect(file.spans[0]).toMatchObject({ durationNs: 0n, warnings: [odd] })
  })

  const note = 'x'.repeat(1000)
  const lists = {
    'OTLP of one resource, told last': {
      resourceSpans: otlp.resourceSpans.map(({ resource, scopeSpans }) => ({
        scopeSpans: scopeSpans.map(({ spans }) => ({
          spans: many(spans[0], (id) => ({ spanId: id, note })),
        })),
        resource,
      })),
    },
    'a trace of Zipkin': zipkin.map((trace) => many(trace[0], (id) => ({ id, note }))),
    'a trace of Jaeger without its envelope': jaeger.data.map((trace) => ({
      ...trace,
      spans: many(trace.spans[0], (spanID) => ({ spanID, note })),
    })),
  }
  it.each(
    Object.entries({ ...lists, 'a list of OTLP': [lists['OTLP of one resource, told last']] }),
  )('may be %s, longer than is parsed at once', (_, document) => {
    const { spans } = readFile(JSON.stringify(document), 64 * 1024)
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(1000)
    expect(new Set(spans.map(({ resource }) => resource)).size).toBe(
      document === lists['a trace of Zipkin'] ? 1000 : 1,
    )
    expect(spans.every(({ service }) => service.startsWith('cart'))).toBe(true)
  })

  it('is let go when most of it is something else', () => {
    const reader = createTraceFileReader()
    const piece = Buffer.from(`"a":"${'x'.repeat(1024 * 1024)}",`)
    reader.push(Buffer.from('{'))
    const pushAll = (): void => {
      for (let megabytes = 0; megabytes < 20; megabytes += 1) reader.push(piece)
    }
    expect(pushAll).toThrow(/but not of OTLP/)
  })

  it.each([
    {
      desc: 'no JSON',
      text: '{"resourceSpans":[',
      message: /^The file holds no trace: it is not JSON/,
    },
    { desc: 'other JSON', text: '{"kind":"List"}', message: /but not of OTLP/ },
    { desc: 'a page', text: '<html></html>', message: /it is not JSON/ },
    { desc: 'no span', text: '{"resourceSpans":[]}', message: /it is OTLP, but has no span/ },
    { desc: 'nothing', text: '[]', message: /but not of OTLP/ },
  ])('is refused when it is $desc', ({ text, message }) => {
    expect(() => readFile(text)).toThrow(message)
  })
})

/** Any JSON, with the names that readers look for in it more often than chance would have them. */
const names = fc.constantFrom(
  ...[
    'resourceSpans',
    'scopeSpans',
    'spans',
    'data',
    'traceId',
    'traceID',
    'spanId',
    'spanID',
    'id',
  ],
  ...['references', 'tags', 'attributes', 'value', 'key', 'kind', 'startTimeUnixNano', 'duration'],
  ...[
    'processes',
    'processID',
    'logs',
    'events',
    'parentId',
    'localEndpoint',
    'resource',
    'status',
  ],
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    fc.constantFrom('abc', '9223372036854775808', '', 'W47/95gDgQPSabYzgT/GDA==', '__proto__'),
    fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
  ),
}))

// Files that hold spans are mutated in test/conformance/traces-hostile.test.ts.
it('never breaks on JSON that only looks like a trace', () => {
  fc.assert(
    fc.property(fc.dictionary(names, tree, { minKeys: 1, maxKeys: 6 }), (document) => {
      const texts = [document, { resourceSpans: [document] }, { data: [document] }, [document]]
      for (const one of texts) {
        try {
          readFile(JSON.stringify(one))
        } catch (error) {
          expect(error).toMatchObject({ name: 'AppError', code: 'badRequest' })
        }
      }
    }),
    { numRuns: 5000 },
  )
})
