import { afterAll, beforeAll, describe, it } from 'vitest'
import { startLab, type Lab } from '../../lab/start.ts'
import {
  answer,
  cutOff,
  silence,
  startFaultServer,
  type Fault,
} from '../conformance/fault-server.ts'
import { askConsole } from '../e2e/api.ts'
import { startTestConsole } from '../e2e/world.ts'

let lab: Lab | null = null
beforeAll(async () => {
  lab = await startLab({ historySeconds: 120 })
})
afterAll(() => lab?.stop())

/** Hands every question on to the lab's metric store. */
const passOn: Fault = (request, response, body) => {
  const { method = 'GET', url = '/', headers } = request
  const type = headers['content-type']
  void fetch(`${lab?.prometheusUrl ?? ''}${url}`, {
    method,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    ...(body === '' ? {} : { body }),
  }).then(async (good) => {
    const text = await good.text()
    response.writeHead(good.status, { 'content-type': good.headers.get('content-type') ?? '' })
    response.end(text)
  })
}

const json = 'application/json'
const half = '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a"'
const refused = '{"status":"error","errorType":"execution","error":"too many samples"}'

const faults: readonly { readonly desc: string; readonly fault: Fault }[] = [
  { desc: 'is too slow', fault: silence },
  { desc: 'refuses with 422', fault: answer(422, json, refused) },
  { desc: 'answers 503', fault: answer(503, 'text/plain', 'down for repair') },
  { desc: 'answers with a page', fault: answer(200, 'text/html', '<h1>Sign in</h1>') },
  { desc: 'answers half of it', fault: answer(200, json, half) },
  { desc: 'breaks off', fault: cutOff(json, half) },
]

describe.concurrent('a metric store that', () => {
  it.for(faults)(
    '$desc leaves the older picture, marked, and recovers',
    async ({ fault }, { expect, onTestFinished }) => {
      const store = await startFaultServer(passOn)
      const running = await startTestConsole([
        ...['--prometheus', store.url, '--prometheus-deadline', '2', '--poll-seconds', '5'],
      ])
      onTestFinished(async () => {
        await running.close()
        await store.close()
      })
      const { graph } = askConsole(running.url)
      const ask = { type: 'workload', open: 'all' }
      const before = await graph(ask)
      expect(before.edges.length).toBeGreaterThan(40)
      expect(before.warnings).toEqual([])

      store.behave(fault)
      const isOld = { timeout: 25_000, interval: 500 }
      await expect.poll(async () => (await graph(ask)).warnings.length, isOld).toBeGreaterThan(0)
      const during = await graph(ask)
      expect(during.edges.map(({ id }) => id)).toEqual(before.edges.map(({ id }) => id))
      expect(during.totals.all).toEqual(before.totals.all)
      expect(during.staleSinceAt).not.toBeNull()
      const warning = during.warnings.find(({ layer }) => layer === 'requests')
      expect(warning).toMatchObject({ source: 'metrics' })
      expect(warning?.message).toMatch(/\w+/)
      expect(warning?.dataAt).not.toBeNull()

      store.behave(passOn)
      await expect.poll(async () => (await graph(ask)).warnings, isOld).toEqual([])
      expect((await graph(ask)).staleSinceAt).toBeNull()
    },
  )

  it.for(faults)(
    '$desc from the start is no mesh without traffic',
    async ({ fault }, { expect, onTestFinished }) => {
      const store = await startFaultServer(fault)
      const running = await startTestConsole([
        ...['--prometheus', store.url, '--prometheus-deadline', '2', '--poll-seconds', '5'],
      ])
      onTestFinished(async () => {
        await running.close()
        await store.close()
      })
      const { graph } = askConsole(running.url)
      const first = await graph()
      expect(first.empty?.code).toBe('metricsUnavailable')
      expect(first.totals.all).toEqual({ http: null, grpc: null, tcp: null })
      expect(first.warnings.map(({ source, layer }) => ({ source, layer }))).toContainEqual({
        source: 'metrics',
        layer: 'requests',
      })
      store.behave(passOn)
      await expect
        .poll(async () => (await graph()).empty, { timeout: 25_000, interval: 500 })
        .toBeNull()
    },
  )
})
