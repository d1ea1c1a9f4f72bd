import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LabSpan } from '../seams.ts'
import { createJaegerFace } from './face.ts'
import { TraceStore } from './trace-store.ts'

const startUs = Date.UTC(2026, 0, 5) * 1_000
const traceId = '0000000000000000000000000000abcd'

function aSpan(fields: Partial<LabSpan> = {}): LabSpan {
  return {
    traceId,
    spanId: '0000000000000001',
    parentSpanId: null,
    serviceName: 'productpage.bookinfo',
    operationName: 'reviews:9080/*',
    kind: 'client',
    startUs,
    durationUs: 40_000,
    isError: false,
    tags: { 'http.status_code': '200', component: 'proxy' },
    ...fields,
  }
}

let server: Server
let url = ''
beforeAll(async () => {
  const traces = new TraceStore()
  traces.add([
    aSpan(),
    aSpan({
      spanId: '0000000000000002',
      parentSpanId: '0000000000000001',
      serviceName: 'reviews.bookinfo',
      kind: 'server',
      startUs: startUs + 1_000,
      durationUs: 30_000,
      isError: true,
      tags: { 'http.status_code': '503', retries: 2 },
    }),
  ])
  server = createServer(
    createJaegerFace({ traces, clock: { nowMs: () => startUs / 1_000 + 60_000 } }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function ask(path: string): Promise<{ code: number; body: unknown }> {
  const response = await fetch(`${url}${path}`)
  const body: unknown = await response.json()
  return { code: response.status, body }
}

const times = 'query.startTimeMin=2026-01-05T00:00:00Z&query.startTimeMax=2026-01-05T01:00:00.5Z'
const snakeTimes =
  'query.start_time_min=2026-01-04T00:00:00Z&query.start_time_max=2026-01-06T00:00:00Z'

describe('version 3', () => {
  it.each([
    {
      path: '/api/v3/services',
      expected: { services: ['productpage.bookinfo', 'reviews.bookinfo'] },
    },
    {
      path: '/api/v3/operations?service=reviews.bookinfo',
      expected: { operations: [{ name: 'reviews:9080/*', spanKind: 'server' }] },
    },
    {
      path: '/api/v3/operations?service=reviews.bookinfo&spanKind=client',
      expected: { operations: [] },
    },
  ])('answers $path', async ({ path, expected }) => {
    expect(await ask(path)).toEqual({ code: 200, body: expected })
  })

  it.each([
    { desc: 'a search without times', path: '/api/v3/traces?query.serviceName=a', code: 400 },
    {
      desc: 'a time that is none',
      path: '/api/v3/traces?query.startTimeMin=x&query.startTimeMax=y',
      code: 400,
    },
    {
      desc: 'a search that finds nothing',
      path: `/api/v3/traces?query.serviceName=nobody&${times}`,
      code: 404,
    },
    { desc: 'a trace that does not exist', path: '/api/v3/traces/1234', code: 404 },
    { desc: 'an id that is none', path: '/api/v3/traces/xyz', code: 400 },
    { desc: 'operations of nobody', path: '/api/v3/operations', code: 400 },
  ])('answers $code to $desc', async ({ path, code }) => {
    expect(await ask(path)).toMatchObject({ code, body: { error: { httpCode: code } } })
  })

  it('gives all spans as OTLP, times in nanoseconds as text', async () => {
    const { body } = await ask(`/api/v3/traces?query.serviceName=reviews.bookinfo&${times}`)
    expect(body).toMatchObject({
      result: {
        resourceSpans: [
          {
            resource: {
              attributes: [{ key: 'service.name', value: { stringValue: 'productpage.bookinfo' } }],
            },
          },
          {
            scopeSpans: [
              {
                spans: [
                  {
                    traceId,
                    parentSpanId: '0000000000000001',
                    kind: 2,
                    startTimeUnixNano: `${startUs + 1_000}000`,
                    status: { code: 2 },
                    attributes: [
                      { key: 'http.status_code', value: { stringValue: '503' } },
                      { key: 'retries', value: { intValue: '2' } },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    })
  })

  it.each([
    { query: `query.service_name=reviews.bookinfo&${snakeTimes}`, code: 200 },
    { query: `query.service_name=reviews.bookinfo&query.duration_min=1s&${snakeTimes}`, code: 404 },
    {
      query: `query.serviceName=reviews.bookinfo&query.attributes=${encodeURIComponent('{"error":"true"}')}&${times}`,
      code: 200,
    },
    {
      query: `query.serviceName=productpage.bookinfo&query.attributes=${encodeURIComponent('{"error":"true"}')}&${times}`,
      code: 404,
    },
  ])('searches by $query: $code', async ({ query, code }) => {
    expect((await ask(`/api/v3/traces?${query}`)).code).toBe(code)
  })

  it('summarises', async () => {
    const { body } = await ask(
      `/api/v3/trace-summaries?query.serviceName=reviews.bookinfo&${times}`,
    )
    expect(body).toEqual({
      summaries: [
        {
          traceId,
          rootServiceName: 'productpage.bookinfo',
          rootOperationName: 'reviews:9080/*',
          minStartTimeUnixNano: `${startUs}000`,
          maxEndTimeUnixNano: `${startUs + 40_000}000`,
          spanCount: 2,
          errorSpanCount: 1,
          orphanSpanCount: 0,
          services: [
            { name: 'productpage.bookinfo', spanCount: 1, errorSpanCount: 0 },
            { name: 'reviews.bookinfo', spanCount: 1, errorSpanCount: 1 },
          ],
        },
      ],
    })
  })
})

describe('the older API', () => {
  it.each([
    { path: '/api/services', data: ['productpage.bookinfo', 'reviews.bookinfo'] },
    { path: '/api/services/reviews.bookinfo/operations', data: ['reviews:9080/*'] },
    {
      path: '/api/operations?service=reviews.bookinfo&spanKind=server',
      data: [{ name: 'reviews:9080/*', spanKind: 'server' }],
    },
    {
      path: `/api/dependencies?endTs=${startUs / 1_000 + 1_000}&lookback=60000`,
      data: [{ parent: 'productpage.bookinfo', child: 'reviews.bookinfo', callCount: 1 }],
    },
    { path: `/api/dependencies?endTs=${startUs / 1_000 - 1_000}&lookback=60000`, data: [] },
  ])('answers $path', async ({ path, data }) => {
    expect(await ask(path)).toMatchObject({ code: 200, body: { data, errors: null } })
  })

  it.each([
    { query: 'service=reviews.bookinfo', count: 1 },
    { query: `service=reviews.bookinfo&start=${startUs}&end=${startUs + 5_000_000}`, count: 1 },
    {
      query: `service=reviews.bookinfo&start=${startUs + 5_000_000}&end=${startUs + 6_000_000}`,
      count: 0,
    },
    { query: 'service=reviews.bookinfo&tag=http.status_code:503&minDuration=20ms', count: 1 },
    { query: 'service=reviews.bookinfo&maxDuration=1.5ms', count: 0 },
    {
      query: `service=reviews.bookinfo&tags=${encodeURIComponent('{"http.status_code":"200"}')}`,
      count: 0,
    },
    { query: 'traceID=abcd', count: 1 },
  ])('finds $count by $query', async ({ query, count }) => {
    expect(await ask(`/api/traces?${query}`)).toMatchObject({ code: 200, body: { total: count } })
  })

  it('gives a trace with references, processes and times in microseconds', async () => {
    const { body } = await ask('/api/traces/abcd')
    expect(body).toMatchObject({
      data: [
        {
          traceID: traceId,
          processes: {
            p1: { serviceName: 'productpage.bookinfo' },
            p2: { serviceName: 'reviews.bookinfo' },
          },
          spans: [
            { startTime: startUs, duration: 40_000, references: [], processID: 'p1' },
            {
              references: [{ refType: 'CHILD_OF', traceID: traceId, spanID: '0000000000000001' }],
              tags: [
                { key: 'http.status_code', type: 'string', value: '503' },
                { key: 'retries', type: 'int64', value: 2 },
                { key: 'span.kind', type: 'string', value: 'server' },
                { key: 'error', type: 'bool', value: true },
              ],
            },
          ],
        },
      ],
    })
  })

  it.each([
    { path: '/api/traces', code: 400 },
    { path: '/api/traces?service=a&start=soon', code: 400 },
    { path: '/api/traces?service=a&minDuration=fast', code: 400 },
    { path: '/api/traces/ffff', code: 404 },
    { path: '/api/metrics/latencies', code: 501 },
  ])('answers $code to $path', async ({ path, code }) => {
    expect(await ask(path)).toMatchObject({ code, body: { data: null, errors: [{ code }] } })
  })
})

it('forgets the oldest traces', () => {
  const store = new TraceStore(2)
  for (const id of ['1', '2', '3']) store.add([aSpan({ traceId: id.padStart(32, '0') })])
  expect(['1', '2', '3'].map((id) => store.get(id) !== null)).toEqual([false, true, true])
})
