import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { TraceSearch } from '../../server/seams/trace-calls.ts'
import type { TracingSource } from '../../server/seams/source.ts'
import { createTracingSource } from '../../server/sources/tracing/tracing-source.ts'
import { answer, startFaultServer, type Fault, type FaultServer } from './fault-server.ts'

const json = (body: unknown, status = 200): Fault =>
  answer(status, 'application/json', JSON.stringify(body))
const missing = json({ error: 'not found' }, 404)

const traceId = '5b8efff798038103d269b633813fc60c'
const otlp = (id: string): object => ({
  resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart.shop' } }] },
  scopeSpans: [
    {
      spans: [
        {
          traceId: id,
          spanId: '7uGbfsPBsXQ=',
          name: 'read',
          startTimeUnixNano: '5',
          endTimeUnixNano: '9',
        },
      ],
    },
  ],
})

const ask: TraceSearch = {
  service: 'cart.shop',
  operation: 'read',
  tags: { 'http.method': 'GET' },
  onlyErrors: true,
  fromMs: 1_700_000_000_000,
  toMs: 1_700_000_060_000,
  minDurationMs: 5,
  maxDurationMs: null,
  limit: 20,
}

describe('a trace store of another kind', () => {
  let server: FaultServer
  let asked: URL[]
  beforeEach(async () => {
    asked = []
    server = await startFaultServer(missing)
  })
  afterEach(() => server.close())

  function behave(table: Readonly<Record<string, Fault>>): TracingSource {
    server.behave((request, response, body) => {
      const url = new URL(request.url ?? '', 'http://store')
      asked.push(url)
      const fault = table[url.pathname] ?? missing
      fault(request, response, body)
    })
    const source = createTracingSource({
      id: 'tracing',
      url: server.url,
      howFound: 'configuration',
    })
    onTestFinished(() => source.close())
    return source
  }
  const lastOf = (path: string): Readonly<Record<string, string>> =>
    Object.fromEntries(asked.findLast(({ pathname }) => pathname === path)?.searchParams ?? [])

  it('is Zipkin by its list of names, and is asked in its units', async () => {
    const span = { traceId, id: '1', name: 'read', timestamp: 5, duration: 4 }
    const source = behave({
      '/api/v2/services': json(['cart.shop']),
      '/info': json({ zipkin: { version: '3.5.1' } }),
      '/api/v2/spans': json(['read']),
      '/api/v2/traces': json([[span], [{ ...span, traceId: 'f00' }]]),
      [`/api/v2/trace/${traceId}`]: json([span]),
    })
    expect(await source.services()).toEqual(['cart.shop'])
    expect(source.status()).toMatchObject({ product: 'Zipkin', version: '3.5.1' })
    expect(await source.operations('cart.shop')).toEqual([{ name: 'read', kind: '' }])
    const { spans } = await source.search(ask)
    expect(spans.map((one) => one.traceId)).toEqual([traceId, 'f00'.padStart(32, '0')])
    expect(lastOf('/api/v2/traces')).toEqual({
      serviceName: 'cart.shop',
      spanName: 'read',
      endTs: '1700000060000',
      lookback: '60000',
      limit: '20',
      minDuration: '5000',
      annotationQuery: 'error and http.method=GET',
    })
    expect((await source.trace({ traceId, aroundMs: null }))?.spans).toHaveLength(1)
    expect(await source.trace({ traceId: 'ff', aroundMs: null })).toBeNull()
    expect(source.linkToTrace(traceId)).toBe(`${server.url}/zipkin/traces/${traceId}`)
  })

  const tempo = {
    '/api/v2/search/tag/resource.service.name/values': json({
      tagValues: [{ type: 'string', value: 'cart.shop' }],
      metrics: {},
    }),
    '/api/status/buildinfo': json({ version: '2.9.0' }),
    '/api/search': json({ traces: [{ traceID: traceId.slice(1), rootServiceName: 'cart.shop' }] }),
  }

  it('is Tempo by its values of a tag, and is asked in TraceQL', async () => {
    const source = behave({
      ...tempo,
      [`/api/v2/traces/0${traceId.slice(1)}`]: json({
        trace: { resourceSpans: [otlp(traceId)] },
        status: 'PARTIAL',
        message: 'trace exceeds 5 MB',
      }),
    })
    expect(await source.services()).toEqual(['cart.shop'])
    expect(source.status()).toMatchObject({ product: 'Tempo', version: '2.9.0' })
    const { spans, warnings } = await source.search(ask)
    expect(spans.map(({ service }) => service)).toEqual(['cart.shop'])
    expect(warnings).toEqual(['The trace store gave a part of a trace only: trace exceeds 5 MB'])
    expect(lastOf('/api/search')).toEqual({
      q: '{resource.service.name="cart.shop" && name="read" && status=error && duration>=5ms && .http.method="GET"}',
      limit: '20',
      start: '1700000000',
      end: '1700000060',
    })
  })

  it('is an older Tempo, whose ids are base64 (T21)', async () => {
    const source = behave({
      ...tempo,
      [`/api/traces/${traceId}`]: json({ batches: [otlp('W47/95gDgQPSabYzgT/GDA==')] }),
    })
    const found = await source.trace({ traceId, aroundMs: null })
    expect(found?.spans[0]).toMatchObject({ traceId, spanId: 'eee19b7ec3c1b174' })
  })

  it('is a Jaeger that tells of a part with status 200 (T19)', async () => {
    const source = behave({
      '/api/services': json({ data: ['cart.shop'], errors: null }),
      '/api/traces': json({
        data: [
          {
            traceID: traceId,
            spans: [{ traceID: traceId, spanID: '1', startTime: 5, duration: 1 }],
          },
        ],
        errors: [{ code: 500, msg: 'index is closed', traceID: 'ff' }],
      }),
    })
    const { spans, warnings } = await source.search(ask)
    expect(spans).toHaveLength(1)
    expect(warnings).toEqual(['The trace store says: index is closed'])
    expect(lastOf('/api/traces')).toMatchObject({ start: '1700000000000000', minDuration: '5ms' })
  })

  it('is a Jaeger of the third API alone, which finds nothing with 404 (T18)', async () => {
    const source = behave({ '/api/v3/services': json({ services: ['cart.shop'] }) })
    expect(await source.search(ask)).toEqual({ spans: [], warnings: [] })
    expect(lastOf('/api/v3/traces')).toMatchObject({
      'query.serviceName': 'cart.shop',
      'query.startTimeMin': '2023-11-14T22:13:20.000Z',
      'query.attributes': '{"http.method":"GET","error":"true"}',
    })
  })

  it.each([
    {
      desc: 'a refusal with its words',
      fault: json({ errors: [{ msg: 'no such index' }] }, 400),
      failure: 'refused',
      message: /status 400\): no such index$/,
    },
    {
      desc: 'a page with status 200',
      fault: answer(200, 'text/html', '<html>'),
      failure: 'badAnswer',
      message: /no JSON/,
    },
    {
      desc: 'half a JSON',
      fault: answer(200, 'application/json', '{"data":['),
      failure: 'badAnswer',
      message: /no JSON/,
    },
    {
      desc: 'a gateway',
      fault: answer(502, 'text/plain', 'no'),
      failure: 'unavailable',
      message: /status 502/,
    },
  ])('may answer a search with $desc', async ({ fault, failure, message }) => {
    const source = behave({
      '/api/services': json({ data: ['cart.shop'], errors: null }),
      '/api/traces': fault,
    })
    await expect(source.search(ask)).rejects.toMatchObject({
      failure,
      message: expect.stringMatching(message) as unknown,
    })
  })
})
