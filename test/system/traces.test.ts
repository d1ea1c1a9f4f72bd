import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorBodySchema } from '#contract/errors.ts'
import { getUsualDurations } from '#contract/durations.ts'
import { getGraph } from '#contract/graph.ts'
import { listSubjectSpans } from '#contract/subject-spans.ts'
import { getTraceCalls } from '#contract/trace-calls.ts'
import { getTraceLines } from '#contract/trace-lines.ts'
import {
  compareTraces,
  getSpan,
  getTrace,
  listTraceServices,
  searchTraces,
  spanMark,
  type TraceList,
  type TraceView,
} from '#contract/traces.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab
let toMs: number
const startMs = Date.parse('2026-11-02T10:00:00Z')

beforeAll(async () => {
  running = await startConsoleOnLab({
    lab: { clock: 'manual', historySeconds: 300, startMs },
    args: ['--auth', 'token'],
  })
  toMs = running.lab.clock.nowMs()
})
afterAll(() => running.close())

type Query = Readonly<Record<string, string | number>>

async function ask(path: string, query: Query, token: string): Promise<Response> {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  return fetch(new URL(`${path.slice(1)}?${search.toString()}`, running.url), {
    headers: { authorization: `Bearer ${token}` },
  })
}

async function get(path: string, query: Query = {}, token = 'lab-admin'): Promise<unknown> {
  const answer = await ask(path, query, token)
  const body: unknown = await answer.json()
  expect({ status: answer.status, body }).toMatchObject({ status: 200 })
  return body
}

const statusForBookinfo = async (path: string, query: Query): Promise<number> =>
  (await ask(path, query, 'lab-bookinfo')).status

const search = async (query: Query, token = 'lab-admin'): Promise<TraceList> =>
  searchTraces.response.parse(
    await get(searchTraces.path, { from: toMs - 240_000, to: toMs, ...query }, token),
  )
const traceOf = async (id: string, token = 'lab-admin'): Promise<TraceView> =>
  getTrace.response.parse(await get(`/api/v1/traces/${id}`, {}, token))

const ratings = { kind: 'workload', namespace: 'bookinfo', name: 'ratings-v1' }

describe('a search for traces', () => {
  it('finds those that a workload took part in, newest first', async () => {
    const { asked, traces, reason } = await search(ratings)
    expect({ asked, reason }).toEqual({ asked: ['ratings.bookinfo'], reason: null })
    expect(traces.length).toBeGreaterThan(5)
    for (const { workloads } of traces)
      expect(workloads).toContainEqual({ namespace: 'bookinfo', name: 'ratings-v1' })
    const starts = traces.map(({ startMs: at }) => at)
    expect(starts).toEqual(starts.toSorted((one, other) => other - one))
  })

  it.each([
    { desc: 'an app', query: { kind: 'app', namespace: 'bookinfo', name: 'reviews' } },
    { desc: 'a service', query: { kind: 'service', namespace: 'bookinfo', name: 'reviews' } },
    {
      desc: 'an edge',
      query: { kind: 'app', namespace: 'bookinfo', name: 'reviews', callee: 'bookinfo/ratings' },
    },
  ])('finds those of $desc', async ({ query }) => {
    const { traces } = await search(query)
    expect(traces.length).toBeGreaterThan(0)
    for (const { services } of traces)
      expect(services.map(({ name }) => name)).toContain(`reviews.bookinfo`)
  })

  it('finds none of an edge that does not exist', async () => {
    const { traces, reason } = await search({
      ...{ kind: 'app', namespace: 'bookinfo', name: 'ratings' },
      callee: 'bookinfo/productpage',
    })
    expect({ traces, reason }).toEqual({ traces: [], reason: null })
  })

  it('narrows by errors, duration and tags', async () => {
    const all = await search(ratings)
    const slow = await search({ ...ratings, minMs: 20 })
    expect(slow.traces.length).toBeLessThan(all.traces.length)
    const none = await search({ ...ratings, tags: 'http.method=BREW' })
    expect(none.traces).toEqual([])
    const failed = await search({
      kind: 'app',
      namespace: 'payments',
      name: 'checkout',
      errors: 'true',
    })
    expect(failed.traces.every(({ errors }) => errors > 0)).toBe(true)
  })

  it('says that there may be more', async () => {
    expect((await search({ ...ratings, limit: 2 })).isCut).toBe(true)
  })

  it('says why there is nothing to search for', async () => {
    const { reason } = await search({ kind: 'app', namespace: 'bookinfo', name: 'nobody' })
    expect(reason).toBe('The trace store has no service named nobody.bookinfo, nobody.')
  })

  it('names who does not pass the headers of traces on, and its callers', async () => {
    const bank = { kind: 'workload', namespace: 'payments', name: 'bank-gateway-v1' }
    const { notPassedOn } = await search(bank)
    expect(notPassedOn).toMatchObject({
      ...{ who: 'itself', service: 'bank-gateway.payments', callers: ['checkout-v1.payments'] },
    })
    expect((await search(ratings)).notPassedOn).toBeNull()
  })

  it.each([
    { query: { from: 5, to: 4, service: 'a' }, field: 'to' },
    { query: {}, field: 'service' },
    { query: { service: 'a', tags: 'no pair' }, field: 'tags.0' },
    { query: { service: 'a', minMs: 'fast' }, field: 'minMs' },
  ])('refuses $query by its $field', async ({ query, field }) => {
    const answer = await ask(searchTraces.path, { from: 1, to: 2, ...query }, 'lab-admin')
    expect(answer.status).toBe(400)
    expect(errorBodySchema.parse(await answer.json()).error).toMatchObject({ field })
  })
})

describe('a subject', () => {
  const place = '/api/v1/namespaces/bookinfo/workloads/ratings-v1'

  it('lists the spans of a subject within a time, and no more than were asked for', async () => {
    const ask = { from: toMs - 240_000, to: toMs }
    const all = listSubjectSpans.response.parse(
      await get(`${place}/spans`, { ...ask, limit: 1000 }),
    )
    expect(all.spans.length).toBeGreaterThan(5)
    for (const { startMs: at, service } of all.spans) {
      expect(at).toBeGreaterThanOrEqual(ask.from)
      expect(service).toBe('ratings.bookinfo')
    }
    const few = listSubjectSpans.response.parse(await get(`${place}/spans`, { ...ask, limit: 3 }))
    expect([few.spans.length, few.isCut]).toEqual([3, true])
    const refused = await statusForBookinfo('/api/v1/namespaces/payments/apps/checkout/spans', ask)
    expect(refused).toBe(404)
  })

  it('tells how long requests usually take, over three windows, by statistics', async () => {
    const { values, evidence } = getUsualDurations.response.parse(
      await get(`${place}/durations`, { at: toMs }),
    )
    const known = values.filter(({ ms }) => ms !== null)
    expect(new Set(known.map(({ statistic }) => statistic)).size).toBe(5)
    expect(new Set(known.map(({ windowSeconds }) => windowSeconds)).size).toBe(3)
    const of = (name: string): number =>
      known.find(({ statistic, windowSeconds }) => statistic === name && windowSeconds === 600)
        ?.ms ?? 0
    expect(of('p50')).toBeGreaterThan(0)
    expect(of('p99')).toBeGreaterThanOrEqual(of('p75'))
    expect(evidence).toHaveLength(3)
    const reviews = '/api/v1/namespaces/bookinfo/workloads/reviews-v2/durations'
    const only = `remoteService=${encodeURIComponent('ratings.bookinfo.svc.cluster.local')}`
    const route = getUsualDurations.response.parse(
      await get(reviews, { at: toMs, direction: 'outbound', by: 'remoteService', only }),
    )
    expect(route.values.some(({ ms }) => ms !== null)).toBe(true)
    const nobody = { at: toMs, direction: 'outbound', by: 'remoteService', only: 'remoteService=x' }
    const none = getUsualDurations.response.parse(await get(reviews, nobody))
    expect(none.values.every(({ ms }) => ms === null)).toBe(true)
  })
})

describe('a trace', () => {
  it('is drawn from the gateway to the last service, each span at its workload', async () => {
    const { traces } = await search(ratings)
    const trace = await traceOf(traces[0]?.traceId ?? '')
    const workloads = trace.places.map(({ workload }) => workload)
    expect(workloads).toEqual(expect.arrayContaining(['productpage-v1', 'ratings-v1']))
    const { parents, offsetsNs, durationsNs } = trace.spans
    expect(parents[0]).toBe(-1)
    parents.forEach((parent, index) => expect(parent).toBeLessThan(index))
    expect(Math.max(...offsetsNs.map((at, index) => at + (durationsNs[index] ?? 0)))).toBe(
      trace.durationNs,
    )
    const { fromNs, toNs } = trace.criticalPath
    expect((toNs.at(-1) ?? 0) - (fromNs[0] ?? 0)).toBe(durationsNs[0])
    expect(trace.hops.map(({ target }) => trace.places[target]?.workload)).toContain('ratings-v1')
    expect(trace.storeUrl).toMatch(/\/trace\/[0-9a-f]{32}$/)
  })

  it('tells of each span what it says, and flags in words', async () => {
    const { traces } = await search(ratings)
    const id = traces[0]?.traceId ?? ''
    const span = getSpan.response.parse(await get(`/api/v1/traces/${id}/spans/0`))
    expect(span.attributes.map(({ key }) => key)).toContain('node_id')
    expect(span.requestId).toMatch(/[0-9a-f-]{36}/)
    expect(span.target?.direction).toMatch(/^(in|out)bound$/)
  })

  it('tells who called whom, in the order of time', async () => {
    const { traces } = await search(ratings)
    const path = `/api/v1/traces/${traces[0]?.traceId ?? ''}/calls`
    const { places, calls } = getTraceCalls.response.parse(await get(path))
    const starts = calls.map(({ fromNs }) => fromNs)
    expect(starts).toEqual(starts.toSorted((one, other) => one - other))
    const last = calls.find(({ target }) => places[target]?.workload === 'ratings-v1')
    expect(places[last?.source ?? -1]?.app).toBe('reviews')
    expect(last).toMatchObject({ status: expect.stringMatching(/^\d{3}$/) as string })
    const forOthers = getTraceCalls.response.parse(await get(path, {}, 'lab-bookinfo'))
    expect(JSON.stringify(forOthers)).not.toContain('istio-system')
  })

  it('leads to the lines of all that took part, merged by time', async () => {
    const { traces } = await search(ratings)
    const path = `/api/v1/traces/${traces[0]?.traceId ?? ''}/lines`
    const { lines, ids, pods, sources } = getTraceLines.response.parse(await get(path))
    expect(new Set(pods.map(({ workload }) => workload)).size).toBeGreaterThan(2)
    const wrote = new Set(lines.map(({ source }) => source.split('/')[1]))
    expect(wrote.size).toBeGreaterThan(2)
    for (const { text } of lines) expect(ids.some((id) => text.includes(id))).toBe(true)
    const times = lines.map(({ at }) => at ?? 0)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(sources.every(({ state }) => state === 'reading')).toBe(true)
    const forOthers = getTraceLines.response.parse(await get(path, {}, 'lab-bookinfo'))
    expect(forOthers.lines.length).toBeGreaterThan(0)
    expect(JSON.stringify(forOthers)).not.toContain('istio-system')
  })

  it('is compared with another of its kind', async () => {
    const { traces } = await search(ratings)
    const [one, other] = traces
    const path = `/api/v1/traces/${one?.traceId ?? ''}/compared/${other?.traceId ?? ''}`
    const { before, after, rows } = compareTraces.response.parse(await get(path))
    expect([before.traceId, after.traceId]).toEqual([one?.traceId, other?.traceId])
    expect(rows.before.spans.reduce((sum, spans) => sum + spans, 0)).toBe(before.spans)
  })

  it('that is not there is said to be gone', async () => {
    const answer = await ask(`/api/v1/traces/${'f'.repeat(32)}`, {}, 'lab-admin')
    expect(answer.status).toBe(404)
  })
})

describe('somebody who sees one namespace', () => {
  it('is told names of that namespace alone', async () => {
    const { services } = listTraceServices.response.parse(
      await get(listTraceServices.path, { service: 'ratings.bookinfo' }, 'lab-bookinfo'),
    )
    expect(services.length).toBeGreaterThan(0)
    expect(services.every((name) => name.endsWith('.bookinfo'))).toBe(true)
  })

  it('sees the times of other spans, and nothing else of them', async () => {
    const { traces } = await search(ratings, 'lab-bookinfo')
    const found = traces.find(({ hiddenSpans }) => hiddenSpans > 0)
    expect(found).toBeDefined()
    const trace = await traceOf(found?.traceId ?? '', 'lab-bookinfo')
    const named = trace.services.filter((name) => name !== 'elsewhere')
    expect(named.every((name) => name.endsWith('.bookinfo'))).toBe(true)
    const hidden = trace.spans.marks.findIndex((marks) => (marks & spanMark.hidden) !== 0)
    const answer = await ask(`/api/v1/traces/${trace.traceId}/spans/${hidden}`, {}, 'lab-bookinfo')
    expect(answer.status).toBe(404)
    expect(JSON.stringify(trace)).not.toContain('istio-system')
  })

  it.each([
    {
      query: { service: 'checkout.payments' },
      reason: 'You may not see the namespace of checkout.payments.',
    },
    {
      query: { kind: 'app', namespace: 'payments', name: 'checkout' },
      reason: 'You may not see the namespace payments.',
    },
  ])('may not search for $query', async ({ query, reason }) => {
    expect(await search(query, 'lab-bookinfo')).toMatchObject({ traces: [], reason })
  })

  it('may not open a trace of others by its id', async () => {
    const { traces } = await search({ kind: 'app', namespace: 'payments', name: 'checkout' })
    const foreign = traces.find(({ workloads }) =>
      workloads.every(({ namespace }) => namespace !== 'bookinfo'),
    )
    const answer = await ask(`/api/v1/traces/${foreign?.traceId ?? ''}`, {}, 'lab-bookinfo')
    expect(answer.status).toBe(404)
  })
})

/** The last of this file: it changes the mesh. */
describe('S15: an abort that somebody injects', () => {
  const rule = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'ratings', namespace: 'bookinfo' },
    spec: {
      hosts: ['ratings'],
      http: [
        {
          fault: { abort: { httpStatus: 500, percentage: { value: 100 } } },
          route: [{ destination: { host: 'ratings' } }],
        },
      ],
    },
  }

  it('is told at the caller with who made it, and is no fault of who was not called', async () => {
    const { lab } = running
    const applied = await fetch(
      new URL(
        'apis/networking.istio.io/v1/namespaces/bookinfo/virtualservices/ratings?fieldManager=kubectl&force=true',
        lab.kubernetesUrl,
      ),
      {
        method: 'PATCH',
        headers: {
          'content-type': 'application/apply-patch+yaml',
          authorization: 'Bearer lab-admin',
        },
        body: JSON.stringify(rule),
      },
    )
    expect(applied.status, await applied.text()).toBeLessThan(300)
    // In steps: whoever is not let in between for long hangs up.
    for (let passed = 0; passed < 90; passed += 15) {
      lab.advance(15)
      await setTimeout(0)
    }
    toMs = lab.clock.nowMs()

    const graph = getGraph.response.parse(
      await get(getGraph.path, { type: 'workload', namespaces: 'bookinfo', at: toMs, open: 'all' }),
    )
    const failing = graph.edges.filter(({ http }) =>
      http?.responses.some(({ flags }) => flags.split(',').includes('FI')),
    )
    expect(failing.length).toBeGreaterThan(0)
    for (const { source, health } of failing) {
      expect(source).toContain('reviews-')
      expect(health.status).toBe('failure')
    }
    expect(graph.flagWords['FI']).toBe('aborted by fault injection')
    const ratingsNode = graph.nodes.find(({ workload }) => workload === 'ratings-v1')
    expect(ratingsNode?.health.status ?? 'none').not.toBe('failure')

    const reviews = { kind: 'app', namespace: 'bookinfo', name: 'reviews', errors: 'true' }
    const { traces } = await search({ ...reviews, from: toMs - 60_000, to: toMs })
    // Of the edge, too, though nothing arrived at its end.
    const edge = { ...reviews, callee: 'bookinfo/ratings', from: toMs - 60_000, to: toMs }
    expect((await search(edge)).traces.map(({ traceId }) => traceId)).toContain(traces[0]?.traceId)
    const { places, calls } = getTraceCalls.response.parse(
      await get(`/api/v1/traces/${traces[0]?.traceId ?? ''}/calls`),
    )
    const aborted = calls.find(({ target, isError }) => target === -1 && isError)
    expect(places[aborted?.source ?? -1]?.app).toBe('reviews')
    expect(aborted).toMatchObject({
      host: 'ratings.bookinfo.svc.cluster.local',
      words: 'HTTP 500: aborted by fault injection (FI)',
    })
  })
})
