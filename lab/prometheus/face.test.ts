import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPrometheusFace } from './face.ts'
import { createMetricRegistry, observe } from './registry.ts'
import { createSampleStore } from './sample-store.ts'

const family = { name: 'hits_total', type: 'counter', help: 'Hits' } as const
const sizes = { name: 'size_bytes', type: 'histogram', help: 'Sizes' } as const
const bounds = [5, 1_000_000]

const store = createSampleStore()
const registry = createMetricRegistry()
const hits = registry.counter(family, { path: '/"a"', code: '' })
const other = registry.counter(family, { path: '/b' })
const histogram = registry.histogram(sizes, bounds, { path: '/b' })
let server: Server
let url = ''

beforeAll(() => {
  for (let second = 0; second <= 60; second += 5) {
    hits.value = second * 2
    other.value = second
    observe(histogram, bounds, 3)
    registry.scrape(store, second * 1_000)
  }
  const app = createPrometheusFace({ store, registry, clock: { nowMs: () => 60_000 } })
  server = app.listen(0)
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
})

afterAll(() => server.close())

async function get(path: string): Promise<{ status: number; type: string | null; text: string }> {
  const response = await fetch(url + path)
  const type = response.headers.get('content-type')
  return { status: response.status, type, text: await response.text() }
}

async function data(path: string): Promise<unknown> {
  const { text } = await get(`/api/v1/${path}`)
  const body = JSON.parse(text) as { status: string; data: unknown }
  expect(body.status).toBe('success')
  return body.data
}

describe('queries over HTTP', () => {
  it('answers a vector in the words of a real server', async () => {
    const query = encodeURIComponent('hits_total{path="/b"}')
    expect(await get(`/api/v1/query?query=${query}&time=12.5`)).toEqual({
      status: 200,
      type: 'application/json',
      text: '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"hits_total","path":"/b"},"value":[12.500,"10"]}]}}',
    })
  })

  it('answers scalars and strings', async () => {
    expect(await data('query?query=1e-7&time=1')).toEqual({
      resultType: 'scalar',
      result: [1, '1e-07'],
    })
    expect(await data('query?query=-1%2F0&time=1')).toMatchObject({ result: [1, '-Inf'] })
    expect(await data('query?query=%22x%22&time=1')).toEqual({
      resultType: 'string',
      result: [1, 'x'],
    })
  })

  it('takes forms, and now as the time', async () => {
    const body = new URLSearchParams({ query: 'sum(hits_total)' })
    const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body })
    expect(await response.json()).toMatchObject({
      data: { result: [{ metric: {}, value: [60, '180'] }] },
    })
  })

  it('answers ranges', async () => {
    const ask = 'query_range?query=sum(hits_total)&start=1970-01-01T00:00:10Z&end=20&step=5s'
    expect(await data(ask)).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [10, '30'],
            [15, '45'],
            [20, '60'],
          ],
        },
      ],
    })
  })

  it('cuts at the limit and says so', async () => {
    const body: unknown = JSON.parse((await get('/api/v1/query?query=hits_total&limit=1')).text)
    expect(body).toMatchObject({ warnings: ['results truncated due to limit'] })
  })

  it.each([
    {
      path: 'query?query=sum(',
      status: 400,
      errorType: 'bad_data',
      error: 'invalid parameter "query": 1:5',
    },
    {
      path: 'query?query=up&time=soon',
      status: 400,
      errorType: 'bad_data',
      error: 'invalid parameter "time"',
    },
    {
      path: 'query_range?query=up&start=5&end=1&step=1',
      status: 400,
      errorType: 'bad_data',
      error: 'end timestamp must not be before start time',
    },
    {
      path: 'query_range?query=up&start=1&end=2&step=0',
      status: 400,
      errorType: 'bad_data',
      error: 'zero or negative',
    },
    {
      path: 'query_range?query=up&start=0&end=90000&step=1',
      status: 400,
      errorType: 'bad_data',
      error: 'exceeded maximum resolution',
    },
    {
      path: 'query?query=hits_total%20%2F%20on()%20hits_total',
      status: 422,
      errorType: 'execution',
      error: 'many-to-many',
    },
    { path: 'series', status: 400, errorType: 'bad_data', error: 'no match[] parameter provided' },
    { path: 'label/a-b/values', status: 400, errorType: 'bad_data', error: 'invalid label name' },
  ])('$path is $status $errorType', async ({ path, status, errorType, error }) => {
    const answer = await get(`/api/v1/${path}`)
    expect({ ...answer, body: JSON.parse(answer.text) as unknown }).toMatchObject({
      status,
      body: { status: 'error', errorType, error: expect.stringContaining(error) as string },
    })
  })
})

describe('browsing', () => {
  it('lists series, labels and values', async () => {
    expect(await data('series?match[]=hits_total')).toEqual([
      { __name__: 'hits_total', path: '/"a"' },
      { __name__: 'hits_total', path: '/b' },
    ])
    expect(await data('labels')).toEqual(['__name__', 'le', 'path'])
    expect(await data('label/le/values')).toEqual(['+Inf', '1e+06', '5.0'])
    expect(await data('label/path/values?match[]=size_bytes_sum')).toEqual(['/b'])
    expect(await data('series?match[]=hits_total&start=100')).toEqual([])
  })

  it('tells what metrics mean', async () => {
    expect(await data('metadata')).toEqual({
      hits_total: [{ type: 'counter', help: 'Hits', unit: '' }],
      size_bytes: [{ type: 'histogram', help: 'Sizes', unit: '' }],
    })
  })

  it('tells of itself', async () => {
    expect(await data('status/config')).toMatchObject({
      yaml: expect.stringContaining('scrape_interval: 5s') as string,
    })
    expect(await data('status/runtimeinfo')).toMatchObject({ storageRetention: '1h' })
    expect(await data('status/flags')).toMatchObject({ 'storage.tsdb.retention.time': '1h' })
    expect(await data('status/buildinfo')).toMatchObject({ version: '3.5.0' })
    expect(await data('rules')).toEqual({ groups: [] })
    expect((await get('/-/ready')).status).toBe(200)
    expect((await get('/-/healthy')).status).toBe(200)
    expect((await get('/api/v1/nothing')).status).toBe(404)
  })
})

describe('/metrics', () => {
  it('shows the counters for another store to scrape', async () => {
    const { text, type } = await get('/metrics')
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(text).toBe(
      [
        '# HELP hits_total Hits',
        '# TYPE hits_total counter',
        'hits_total{path="/\\"a\\""} 120',
        'hits_total{path="/b"} 60',
        '# HELP size_bytes Sizes',
        '# TYPE size_bytes histogram',
        'size_bytes_bucket{path="/b",le="5"} 13',
        'size_bytes_bucket{path="/b",le="1000000"} 13',
        'size_bytes_bucket{path="/b",le="+Inf"} 13',
        'size_bytes_sum{path="/b"} 39',
        'size_bytes_count{path="/b"} 13',
        '',
      ].join('\n'),
    )
  })
})
