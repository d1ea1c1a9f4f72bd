import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphEventSchema, type Graph, type GraphEvent } from '#contract/graph.ts'
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
  fetch(`${lab?.prometheusUrl ?? ''}${url}`, {
    method,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    ...(body === '' ? {} : { body }),
  })
    .then(async (good) => {
      const text = await good.text()
      response.writeHead(good.status, { 'content-type': good.headers.get('content-type') ?? '' })
      response.end(text)
    })
    .catch(() => response.destroy()) // the lab has ended
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

const patience = { timeout: 60_000, interval: 500 }

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
      let before = await graph(ask)
      // With twelve of them at a time, two seconds may be too few even of a store that is well.
      const warnings = async (): Promise<Graph['warnings']> => {
        before = await graph(ask)
        return before.warnings
      }
      await expect.poll(warnings, patience).toEqual([])
      expect(before.edges.length).toBeGreaterThan(40)

      store.behave(fault)
      await expect.poll(async () => (await graph(ask)).warnings.length, patience).toBeGreaterThan(0)
      const during = await graph(ask)
      expect(during.edges.map(({ id }) => id)).toEqual(before.edges.map(({ id }) => id))
      expect(during.totals.all).toEqual(before.totals.all)
      expect(during.staleSinceAt).not.toBeNull()
      const warning = during.warnings.find(({ layer }) => layer === 'requests')
      expect(warning).toMatchObject({ source: 'metrics' })
      expect(warning?.message).toMatch(/\w+/)
      expect(warning?.dataAt).not.toBeNull()

      store.behave(passOn)
      await expect.poll(async () => (await graph(ask)).warnings, patience).toEqual([])
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
      await expect.poll(async () => (await graph()).empty, patience).toBeNull()
    },
  )
})

it('says while the first answer is waited for that the metric store has not answered, then why', async ({
  onTestFinished,
}) => {
  const store = await startFaultServer(silence)
  const running = await startTestConsole([
    ...['--prometheus', store.url, '--prometheus-deadline', '8', '--poll-seconds', '5'],
  ])
  const stop = new AbortController()
  onTestFinished(async () => {
    stop.abort()
    await running.close()
    await store.close()
  })
  const address = new URL('api/v1/graph/stream?every=5', running.url)
  const before: GraphEvent[] = []
  for await (const event of readEvents(address, stop.signal)) {
    if (event.event === 'snapshot') {
      expect(event.graph.empty?.code).toBe('metricsUnavailable')
      expect(event.graph.empty?.message).toMatch(/8 s/)
      break
    }
    before.push(event)
  }
  expect(before[0]).toMatchObject({
    event: 'heartbeat',
    dataAt: null,
    warnings: [{ source: 'metrics', code: 'timeout' }],
  })
  expect(JSON.stringify(before[0])).toContain('has not answered yet')
})

async function* readEvents(address: URL, signal: AbortSignal): AsyncGenerator<GraphEvent> {
  const answer = await fetch(address, { signal })
  let text = ''
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data !== undefined) yield graphEventSchema.parse(JSON.parse(data))
    }
  }
}
