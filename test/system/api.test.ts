import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeHeader, type Endpoint } from '#contract/endpoint.ts'
import { endpoints } from '#contract/endpoints.ts'
import { errorBodySchema } from '#contract/errors.ts'
import { explainGraph, type Explanation } from '#contract/explain.ts'
import { getGraph, graphEventSchema, type GraphEvent } from '#contract/graph.ts'
import { listNamespaces } from '#contract/namespaces.ts'
import { z } from '#contract/setup.ts'
import { uploadTrace } from '#contract/traces.ts'
import { applyDelta } from '../support/graph.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

const documentSchema = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
})

let running: ConsoleOnLab

beforeAll(async () => {
  running = await startConsoleOnLab()
  const answer = await send('post', uploadTrace.path, [span])
  const [traceId = ''] = uploadTrace.response.parse(await answer.json()).traceIds
  const [pod = '', otherPod = ''] = running.lab.objects
    .list('Pod', 'bookinfo')
    .map(({ metadata }) => metadata.name)
  Object.assign(subject, { traceId, otherId: traceId, pod, otherPod })
})
afterAll(() => running.close())

const get = (place: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(place.replace(/^\//, ''), running.url), init)

/** The first events of the live graph; ends the connection. */
async function readEvents(place: string, count: number, headers = {}): Promise<GraphEvent[]> {
  const stop = new AbortController()
  const answer = await get(place, { signal: stop.signal, headers })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const isPlain = new Headers(headers).get('accept-encoding') === 'identity'
  expect(answer.headers.get('content-encoding')).toBe(isPlain ? null : 'gzip')
  const events: GraphEvent[] = []
  let text = ''
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data !== undefined) events.push(graphEventSchema.parse(JSON.parse(data)))
    }
    if (events.length >= count) break
  }
  stop.abort()
  return events
}

const reviews = '?kind=Service&namespace=bookinfo&name=reviews'
const serviceId = { group: '', kind: 'Service', namespace: 'bookinfo', name: 'reviews' }
const draft = {
  text: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: new\n  namespace: bookinfo\nspec:\n  ports:\n    - port: 80\n',
  replaces: null,
}
const span = {
  ...{ traceId: 'a1', id: '1', name: 'get', timestamp: 1e15, duration: 9000 },
  localEndpoint: { serviceName: 'web' },
}

/** What an operation cannot do without. */
const needed: Readonly<Record<string, { readonly query?: string; readonly body?: unknown }>> = {
  getConfigObject: { query: reviews },
  getConfigRights: { query: '?kind=Service&namespace=bookinfo' },
  getLiveObject: { query: reviews },
  getMetadata: { query: reviews },
  writeMetadata: {
    body: {
      ...{ object: serviceId, uid: 'of-another', isDryRun: true, isAware: true },
      changes: [{ part: 'labels', key: 'team', from: null, to: 'shop' }],
    },
  },
  getKindSchema: { query: '?kind=Service&version=v1' },
  getTemplate: { query: reviews },
  getDeletion: { query: reviews },
  getHistory: { query: reviews },
  checkDraft: { body: draft },
  writeConfig: { body: { ...draft, isDryRun: true, isAware: true } },
  deleteConfig: {
    body: { object: serviceId, resourceVersion: '1', isDryRun: true, typedName: 'reviews' },
  },
  explainLogLine: { query: '?text=hello' },
  compareProxies: { query: '?withPod=:otherPod' },
  setProxyLogLevel: { body: { logger: null, level: 'info' } },
  searchTraces: { query: `?service=reviews.bookinfo&from=${Date.now() - 60_000}&to=${Date.now()}` },
  listSubjectSpans: { query: `?from=${Date.now() - 60_000}&to=${Date.now()}` },
  getUsualDurations: { query: `?at=${Date.now()}` },
  uploadTrace: { body: [span] },
}
const subject: Record<string, string> = {
  ...{ namespace: 'bookinfo', kind: 'apps', name: 'reviews' },
  ...{ section: 'clusters', document: 'bootstrap' },
  ...{ dashboard: 'go', index: '0' },
}
/** Of what an operation is about that is about nothing of bookinfo. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  getControlPlane: { namespace: 'istio-system', name: 'istiod' },
}
/** Charts are named by what they belong to. */
const charts: Readonly<Record<string, string>> = {
  getChart: 'istio.requests',
  getDashboardChart: 'goroutines',
}

const send = (method: string, place: string, body: unknown): Promise<Response> =>
  get(place, {
    method: method.toUpperCase(),
    headers: { 'content-type': 'application/json', [changeHeader]: 'test' },
    body: JSON.stringify(body),
  })

describe('the API', () => {
  it('sends nothing to whoever has the same answer already', async () => {
    const of = (type: string) => `${getGraph.path}?at=${past}&type=${type}`
    const past = Date.now() - 60_000
    const first = await get(of('workload'))
    const tag = first.headers.get('etag') ?? ''
    expect([first.status, first.headers.get('content-encoding')]).toEqual([200, 'gzip'])
    expect(tag).toMatch(/^W\/"[\da-f]+-[\w-]+"$/)
    const headers = { 'if-none-match': tag, 'cache-control': 'max-age=0' } // as browsers ask
    const statusOf = async (place: string): Promise<number> =>
      (await get(place, { headers })).status
    expect([await statusOf(of('workload')), await statusOf(of('service'))]).toEqual([304, 200])
  })

  it.each(
    endpoints.filter(({ isStream }) => isStream !== true).map((one) => ({ one, id: one.id })),
  )('answers $id by its schema', async ({ one }) => {
    const values: Readonly<Record<string, string>> = {
      ...{ ...subject, chart: charts[one.id] ?? '' },
      ...others[one.id],
    }
    const { query = '', body: sent } = needed[one.id] ?? {}
    const place = `${one.path}${query}`.replace(
      /:(\w+)/g,
      (whole, name: string) => values[name] ?? whole,
    )
    const answer = await (one.method === 'get' ? get(place) : send(one.method, place, sent))
    const body: unknown = await answer.json()
    expect({ status: answer.status, body }).toMatchObject({ status: 200 })
    expect(one.response.safeParse(body).error).toBeUndefined()
  })

  it('describes exactly the operations that exist', async () => {
    const document = documentSchema.parse(await (await get('/api/v1/openapi.json')).json())
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId }]) => `${operationId} ${method} ${path}`,
      ),
    )
    expect(document.openapi).toBe('3.1.0')
    expect(described.sort()).toEqual(
      endpoints
        .map(({ id, method, path }) => `${id} ${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
        .sort(),
    )
  })

  it.each([
    { ask: 'window=-5', field: 'window' },
    { ask: 'window=5s', field: 'window' },
    { ask: 'type=galaxy', field: 'type' },
    { ask: 'namespaces=nowhere', field: 'namespaces' },
    { ask: 'boxBy=shelf', field: 'boxBy' },
    { ask: 'depth=0', field: 'depth' },
    { ask: 'serviceNodes=perhaps', field: 'serviceNodes' },
    { ask: 'at=yesterday', field: 'at' },
  ])('names the field of $ask', async ({ ask, field }) => {
    const answer = await get(`/api/v1/graph?${ask}`)
    expect(answer.status).toBe(400)
    const { error } = errorBodySchema.parse(await answer.json())
    expect(error).toMatchObject({ code: 'badRequest', field })
    expect(error.requestId).toBe(answer.headers.get('x-request-id'))
  })

  it('says what a choice may be', async () => {
    const { error } = errorBodySchema.parse(await (await get('/api/v1/graph?type=galaxy')).json())
    expect(error.allowed).toEqual(['workload', 'app', 'versionedApp', 'service'])
  })

  it('answers what is not there as JSON, and every page address with the page', async () => {
    const missing = await get('/api/v1/nothing')
    expect(missing.status).toBe(404)
    errorBodySchema.parse(await missing.json())
    expect((await get('/some/page')).headers.get('content-type')).toContain('text/html')
    expect((await get('/assets/missing.js')).status).toBe(404)
  })

  it('sends the usual headers and forbids scripts from elsewhere', async () => {
    const { headers } = await get('/')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
    expect((await get('/api/v1/graph')).headers.get('cache-control')).toBe('no-store')
  })

  it('tells of its own work', async () => {
    await get('/api/v1/graph')
    const text = await (await get('/metrics')).text()
    expect(text).toMatch(/alidade_source_queries_total\{source="metrics",outcome="ok"\} [1-9]/)
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(200)
  })
})

describe('the graph', () => {
  it('asks three questions, however many look and whatever they choose', async () => {
    const asked = async (): Promise<number> => {
      const text = await (await get('/metrics')).text()
      return Number(/alidade_source_queries_total\{[^}]*\} (\d+)/.exec(text)?.[1])
    }
    const views = [
      'type=app',
      'type=service',
      'open=all',
      'serviceNodes=true',
      'namespaces=bookinfo',
    ]
    const askedFor = async (window: string): Promise<number> => {
      const before = await asked()
      await Promise.all(views.map((view) => get(`/api/v1/graph?window=${window}&${view}`)))
      return (await asked()) - before
    }
    // A round is good for five seconds, and rules ask at times too: what is counted is one try in
    // which neither comes in between.
    const again = async (): Promise<number> => {
      await get('/api/v1/graph?window=2m')
      return await askedFor('2m')
    }
    await expect.poll(again).toBe(0)
    let minutes = 2
    const anew = (): Promise<number> => askedFor(`${(minutes += 1)}m`)
    await expect.poll(anew).toBe(3)
  })

  it.each([
    ['as snapshot and deltas', 'identity'],
    ['as packed snapshot and deltas', 'gzip'],
  ])('is the same whether it comes whole or %s', async (_, encoding) => {
    const place = '/api/v1/graph/stream?every=5&open=all'
    const all = await readEvents(place, 4, { 'accept-encoding': encoding })
    const events = all.filter(({ event }) => event !== 'heartbeat')
    const [first, ...later] = events
    if (first?.event !== 'snapshot') throw new Error('The first event is the snapshot')
    let graph = first.graph
    for (const event of later) if (event.event === 'delta') graph = applyDelta(graph, event.delta)
    const whole = getGraph.response.parse(await (await get('/api/v1/graph?open=all')).json())
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual(whole.nodes.map(({ id }) => id).sort())
  })

  it('resumes with a delta where the viewer left off', async () => {
    const place = '/api/v1/graph/stream?every=5&type=app'
    const [first] = await readEvents(place, 1)
    if (first?.event !== 'snapshot') throw new Error('The first event is the snapshot')
    const [next] = await readEvents(place, 1, { 'last-event-id': String(first.graph.at) })
    expect(next?.event).not.toBe('snapshot')
  })

  it('explains an edge: who counted what, which is used, and how to ask again', async () => {
    const graph = getGraph.response.parse(
      await (await get('/api/v1/graph?type=workload&namespaces=bookinfo')).json(),
    )
    const edge = graph.edges.find(({ target }) => target.endsWith('/details-v1'))
    const query = new URLSearchParams({
      ...{ type: 'workload', namespaces: 'bookinfo' },
      ...{ source: edge?.source ?? '', target: edge?.target ?? '' },
    })
    const explain = async (): Promise<Explanation> =>
      explainGraph.response.parse(
        await (await get(`/api/v1/graph/explain?${query.toString()}`)).json(),
      )
    const explanation = await explain()
    expect(explanation.isDrawn).toBe(true)
    expect(new Set(explanation.rows.map(({ reporter }) => reporter))).toEqual(
      new Set(['source', 'destination']),
    )
    expect(explanation.tracesUrl).toContain('service=details.bookinfo')
    // A busy lab may write samples of an instant after it was asked for: of a later one it is true.
    await expect.poll(async () => differenceOf(await explain())).toBeLessThan(1e-9)
  })

  /** Between what a row says and what the lab answers to its query, at the same instant. */
  async function differenceOf({ rows, queries }: Explanation): Promise<number> {
    const [row] = rows
    const [asked] = queries
    const url = `${running.lab.prometheusUrl}/api/v1/query?query=${encodeURIComponent(row?.promql ?? '')}&time=${(asked?.at ?? 0) / 1000}`
    const answer = (await (await fetch(url)).json()) as {
      data: { result: { value: [number, string] }[] }
    }
    return Math.abs(Number(answer.data.result[0]?.value[1]) - (row?.perSecond ?? NaN))
  }
})

describe('rights', () => {
  let guarded: ConsoleOnLab
  beforeAll(async () => {
    guarded = await startConsoleOnLab({ args: ['--auth', 'token'] })
  })
  afterAll(() => guarded.close())

  const as = async (token: string | null, place: string): Promise<Response> =>
    fetch(new URL(place, guarded.url), {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    })

  const ofSomeContext = endpoints.filter((one: Endpoint) => one.isOfNoContext !== true)

  it.each(ofSomeContext.map(({ id, path }) => ({ id, path })))(
    'asks $id for a token',
    async ({ path }) => {
      expect((await as(null, path.slice(1))).status).toBe(401)
      expect((await as('wrong', path.slice(1))).status).toBe(401)
    },
  )

  it('cuts every answer to what the user may see, and the totals still add up', async () => {
    const place = 'api/v1/graph?type=workload&open=all&window=1m'
    const at = `&at=${guarded.lab.clock.nowMs() - 10_000}`
    const read = async (token: string): Promise<ReturnType<typeof getGraph.response.parse>> =>
      getGraph.response.parse(await (await as(token, place + at)).json())
    const { admin, bookinfo, travel } = guarded.lab.tokens
    const [all, mine, theirs] = [await read(admin), await read(bookinfo), await read(travel)]
    expect(JSON.stringify(mine)).not.toContain('travel-agency')
    expect(JSON.stringify(theirs)).not.toContain('productpage')
    expect(mine.nodes.some(({ kind }) => kind === 'restricted')).toBe(true)
    expect(all.nodes.length).toBeGreaterThan(mine.nodes.length)
    const names = listNamespaces.response
      .parse(await (await as(bookinfo, 'api/v1/namespaces')).json())
      .namespaces.map(({ name }) => name)
    expect(names).toEqual(['bookinfo'])
    expect((await as(bookinfo, 'api/v1/graph?namespaces=travel-agency')).status).toBe(400)
  })

  it('tells where the back ends are only to those who see all', async () => {
    const read = async (token: string): Promise<string> =>
      await (await as(token, 'api/v1/status')).text()
    expect(await read(guarded.lab.tokens.admin)).toContain(guarded.lab.prometheusUrl)
    const told = await read(guarded.lab.tokens.bookinfo)
    expect(told).not.toContain('127.0.0.1')
    expect(told).not.toContain('istio-system')
  })

  it('tells a user without rights so', async () => {
    const graph = getGraph.response.parse(
      await (await as(guarded.lab.tokens.nobody, 'api/v1/graph')).json(),
    )
    expect(graph.empty?.code).toBe('noRights')
  })
})
