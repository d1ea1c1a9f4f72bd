import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareGraph, type Comparison } from '#contract/compare.ts'
import { errorBodySchema } from '#contract/errors.ts'
import { getGraph, type Graph } from '#contract/graph.ts'
import { getGraphSeries, type GraphSeries, type SeriesLine } from '#contract/series.ts'
import type { NodeTraffic } from '#contract/traffic.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

const quietMs = 240_000
/** A mesh has bad minutes by chance: the same ones in each run. */
const startMs = Date.parse('2026-11-02T10:00:00Z')

let running: ConsoleOnLab
/** Before something broke, and a while after. */
let wellAt: number
let brokenAt: number

beforeAll(async () => {
  running = await startConsoleOnLab({
    lab: { clock: 'manual', historySeconds: 600, startMs },
    args: ['--auth', 'token'],
  })
  const { lab } = running
  wellAt = lab.clock.nowMs()
  lab.objects.remove('Deployment.apps', 'bookinfo', 'details-v1')
  lab.objects.create({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'slow-ratings', namespace: 'bookinfo' },
    spec: {
      hosts: ['ratings'],
      http: [
        {
          fault: { delay: { percentage: { value: 100 }, fixedDelay: '0.4s' } },
          route: [{ destination: { host: 'ratings' } }],
        },
      ],
    },
  })
  lab.advance(quietMs / 1000)
  brokenAt = lab.clock.nowMs()
})
afterAll(() => running.close())

const drawn = { type: 'workload', open: 'all', idleEdges: 'false' }

type Query = Readonly<Record<string, string | number>>

async function get(path: string, query: Query, token: string): Promise<unknown> {
  const asked: Query = { ...drawn, ...query }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) search.set(name, String(value))
  const answer = await fetch(new URL(`${path.slice(1)}?${search.toString()}`, running.url), {
    headers: { authorization: `Bearer ${token}` },
  })
  expect({ status: answer.status, path }).toEqual({ status: 200, path })
  return answer.json()
}

const admin = 'lab-admin'
const bookinfo = 'lab-bookinfo'

const graphAt = async (query: Query, token = admin): Promise<Graph> =>
  getGraph.response.parse(await get(getGraph.path, query, token))
const seriesOf = async (query: Query, token = admin): Promise<GraphSeries> =>
  getGraphSeries.response.parse(await get(getGraphSeries.path, query, token))
const compare = async (query: Query, token = admin): Promise<Comparison> =>
  compareGraph.response.parse(await get(compareGraph.path, query, token))

const workload = (name: string): string => `workload:Kubernetes/bookinfo/${name}`
const edge = (source: string, target: string): string => `${workload(source)}→${workload(target)}`

/** The newest point of each line. */
const lastOf = ({ lines }: GraphSeries): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    lines.map(({ measure, direction, values }) => [
      `${measure} ${direction}`,
      values.at(-1) ?? null,
    ]),
  )

function lineOf(series: GraphSeries, measure: SeriesLine['measure']): SeriesLine {
  const line = series.lines.find((one) => one.measure === measure)
  if (line === undefined) throw new Error(`no ${measure} in ${JSON.stringify(lastOf(series))}`)
  return line
}

const requestsOf = ({ http, grpc, tcp }: NodeTraffic, direction: string) => ({
  ...(http === null ? {} : { [`http ${direction}`]: http.requestsPerSecond }),
  ...(grpc === null ? {} : { [`grpc ${direction}`]: grpc.requestsPerSecond }),
  ...(tcp === null ? {} : { [`tcpSent ${direction}`]: tcp.sentBytesPerSecond }),
})

/** Sums taken in another order differ in their last digits. */
const rounded = (numbers: Readonly<Record<string, number | null>>): unknown =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      name,
      value === null ? null : value.toFixed(6),
    ]),
  )

describe('the series of a graph', () => {
  it('ends with the numbers of the graph, for every node, edge and box and for the whole', async () => {
    const at = { at: wellAt }
    const graph = await graphAt(at)
    const subjects = [
      { query: {}, expected: requestsOf(graph.totals.all, 'all') },
      ...graph.edges.map((one) => ({ query: { edge: one.id }, expected: requestsOf(one, 'all') })),
      ...[
        ...graph.nodes.map((one) => ({ ...one, query: { node: one.id } })),
        ...graph.boxes.map((one) => ({ ...one, query: { box: one.id } })),
      ].map(({ query, inbound, outbound }) => ({
        query,
        expected: { ...requestsOf(inbound, 'in'), ...requestsOf(outbound, 'out') },
      })),
    ]
    expect(subjects.length).toBeGreaterThan(80)
    for (const { query, expected } of subjects) {
      const last = lastOf(await seriesOf({ ...at, ...query, steps: 3 }))
      const comparable = Object.entries(last).filter(([name]) => name in expected)
      expect({ query, last: rounded(Object.fromEntries(comparable)) }).toEqual({
        query,
        last: rounded(expected),
      })
    }
  }, 60_000)

  it('ends with the numbers of closed namespaces and restricted nodes, too', async () => {
    const asked = { at: wellAt, open: 'none' }
    for (const token of [admin, bookinfo]) {
      const { nodes } = await graphAt(asked, token)
      expect(
        nodes.some(({ kind }) => kind === (token === admin ? 'namespace' : 'restricted')),
      ).toBe(true)
      for (const { id, inbound, outbound } of nodes) {
        const last = lastOf(await seriesOf({ ...asked, node: id, steps: 3 }, token))
        expect(rounded(last)).toMatchObject(
          Object(rounded({ ...requestsOf(inbound, 'in'), ...requestsOf(outbound, 'out') })),
        )
      }
    }
  }, 60_000)

  it('shows when something broke, and says how it was asked', async () => {
    const series = await seriesOf({ at: brokenAt, span: '8m', steps: 33 })
    expect(series).toMatchObject({ subject: { kind: 'whole' }, stepSeconds: 15, windowSeconds: 60 })
    expect(series.times).toHaveLength(33)
    expect(series.times.at(-1)).toBe(brokenAt)
    const { values } = lineOf(series, 'httpErrors')
    const errorsAt = (ms: number): number =>
      values[series.times.findLastIndex((one) => one <= ms)] ?? NaN
    expect(errorsAt(wellAt)).toBeLessThan(2)
    expect(errorsAt(wellAt + 90_000)).toBeGreaterThan(8)
    expect(series.evidence.map(({ layer }) => layer)).toEqual(['requests', 'tcp', 'tcp'])
    expect(series.evidence.every(({ promql }) => promql.includes('[60s]'))).toBe(true)
  })

  it('tells the response time of an edge, and whose counters speak', async () => {
    const series = await seriesOf({
      ...{ at: brokenAt, span: '8m', responseTime: 'p95' },
      edge: edge('reviews-v2', 'ratings-v1'),
    })
    const time = lineOf(series, 'responseTime')
    expect(time).toMatchObject({ statistic: 'p95', unit: 'ms' })
    expect(time.reporters).toContain('source')
    expect(time.values.at(0)).toBeLessThan(50)
    expect(time.values.at(-1)).toBeGreaterThan(350)
    expect(series.evidence.every(({ promql }) => promql.includes('"bookinfo"'))).toBe(true)
  })

  it('tells the mean of the calls into a node or box, whatever statistic edges show', async () => {
    const asked = { at: wellAt, open: 'all', type: 'workload' }
    const graph = await graphAt({ ...asked, responseTime: 'avg' })
    const [callee] = graph.nodes.filter(({ id }) => id === workload('ratings-v1'))
    const calls = graph.edges.filter(({ target }) => target === callee?.id)
    const requests = calls.map(({ http }) => http?.requestsPerSecond ?? 0)
    const all = requests.reduce((sum, each) => sum + each, 0)
    const mean = calls.reduce(
      (sum, { responseTime }, at) =>
        sum + ((responseTime?.valueMs ?? Number.NaN) * (requests[at] ?? 0)) / all,
      0,
    )
    const query = { ...asked, responseTime: 'p95', steps: 3 }
    const own = lineOf(await seriesOf({ ...query, node: callee?.id ?? '' }), 'responseTime')
    expect(own).toMatchObject({ direction: 'in', statistic: 'avg', reporters: [] })
    expect(own.values.at(-1)).toBeCloseTo(mean, 6)
    const [box] = graph.boxes.filter(({ namespace, kind }) => kind === 'namespace' && namespace)
    const around = lineOf(await seriesOf({ ...query, box: box?.id ?? '' }), 'responseTime')
    expect(around).toMatchObject({ statistic: 'avg', unit: 'ms' })
  })

  it('tells the gRPC messages of an edge where they are asked for', async () => {
    const asked = { at: wellAt, open: 'all', type: 'workload' }
    const { edges } = await graphAt({ ...asked, grpc: 'total' })
    const [one] = edges.filter(({ grpcMessages }) => (grpcMessages?.sentPerSecond ?? 0) > 0)
    const query = { ...asked, edge: one?.id ?? '', steps: 3 }
    const sent = lineOf(await seriesOf({ ...query, grpc: 'total' }), 'messagesSent')
    expect(sent.unit).toBe('messagesPerSecond')
    expect(sent.values.at(-1)).toBeCloseTo(one?.grpcMessages?.sentPerSecond ?? Number.NaN, 6)
    const without = await seriesOf(query)
    expect(without.lines.map(({ measure }) => measure)).not.toContain('messagesSent')
  })

  it('ends a line where the traffic of an edge ended, without calling it zero', async () => {
    const id = edge('productpage-v1', 'details-v1')
    const asked = { at: brokenAt, span: '8m', edge: id, open: 'all', idleEdges: 'true' }
    const { values } = lineOf(await seriesOf(asked), 'http')
    expect(values.at(0)).toBeGreaterThan(1)
    expect([0, null]).toContain(values.at(-1))
  })

  it('asks once for neighbours of one namespace, and for all who look at them', async () => {
    const read = async (token: string, name: string): Promise<number> => {
      const asked = { at: brokenAt, span: '4m', node: workload(name) }
      const { evidence } = await seriesOf(asked, token)
      return evidence[0]?.tookMs ?? NaN
    }
    // The same time to the last digit is the same question: no two take equally long.
    const took = [
      await read(admin, 'reviews-v1'),
      await read(admin, 'ratings-v1'),
      await read(bookinfo, 'reviews-v1'),
    ]
    expect(new Set(took).size).toBe(1)
  })

  it('names nothing that is hidden', async () => {
    const asked = { at: brokenAt, span: '4m' }
    const whole = JSON.stringify(await seriesOf(asked, bookinfo))
    expect(whole).not.toContain('travel')
    const hidden = 'workload:Kubernetes/travel-agency/cars-v1'
    const { lines, whyNone, evidence } = await seriesOf({ ...asked, node: hidden }, bookinfo)
    expect({ lines, whyNone }).toEqual({
      lines: [],
      whyNone: 'It is not in this picture: its id is wrong, or you may not see it.',
    })
    expect(JSON.stringify(evidence)).not.toContain('travel')
    expect(lastOf(await seriesOf({ ...asked, node: hidden }))).toHaveProperty('http in')
  })

  it.each([
    { ask: 'span=5s', field: 'span' },
    { ask: 'steps=1', field: 'steps' },
    { ask: 'steps=61', field: 'steps' },
    { ask: 'node=a&edge=b', field: 'edge' },
  ])('names the field of $ask', async ({ ask, field }) => {
    const answer = await fetch(new URL(`${getGraphSeries.path.slice(1)}?${ask}`, running.url), {
      headers: { authorization: `Bearer ${admin}` },
    })
    expect(answer.status).toBe(400)
    expect(errorBodySchema.parse(await answer.json()).error).toMatchObject({ field })
  })
})

describe('two moments of a graph', () => {
  it('finds what broke between them, worst first', async () => {
    const { changes, whyNot, beforeAt, afterAt, graph } = await compare({
      ...{ at: brokenAt, before: wellAt, namespaces: 'bookinfo' },
    })
    expect({ whyNot, beforeAt, afterAt }).toEqual({
      whyNot: null,
      beforeAt: wellAt,
      afterAt: brokenAt,
    })
    const told = changes.map(({ kind, id }) => `${kind} ${id}`)
    expect(told).toContain(`gone ${edge('productpage-v1', 'details-v1')}`)
    expect(told).toContain(`gone ${workload('details-v1')}`)
    expect(told).toContain(`slower ${edge('reviews-v2', 'ratings-v1')}`)
    expect(told[0]).toMatch(/^failingMore /)
    const dead = `${workload('productpage-v1')}→service:Kubernetes/bookinfo/details`
    expect(changes.find(({ id, kind }) => id === dead && kind === 'failingMore')).toMatchObject({
      before: null,
      after: 1,
    })
    expect(graph.nodes.map(({ id }) => id)).toContain(workload('details-v1'))
  })

  it('takes the earlier one for the earlier, whichever is asked for first', async () => {
    const there = await compare({ at: brokenAt, before: wellAt })
    const back = await compare({ at: wellAt, before: brokenAt })
    expect(back.changes).toEqual(there.changes)
  })

  it('tells nothing of two moments of the same healthy mesh', async () => {
    for (const seconds of [60, 120, 180, 240, 300, 360]) {
      const before = wellAt - seconds * 1000
      const { changes, whyNot } = await compare({ at: wellAt, before })
      expect({ seconds, changes, whyNot }).toEqual({ seconds, changes: [], whyNot: null })
    }
  })

  it('claims nothing of a moment before there was anything', async () => {
    const { changes, whyNot } = await compare({ at: wellAt, before: wellAt - 86_400_000 })
    expect(changes).toEqual([])
    expect(whyNot).toContain('the earlier moment')
  })

  it('compares for everybody what they may see, and names no more', async () => {
    const mine = await compare({ at: brokenAt, before: wellAt }, bookinfo)
    expect(JSON.stringify(mine)).not.toContain('travel')
    expect(mine.changes.map(({ kind, id }) => `${kind} ${id}`)).toContain(
      `slower ${edge('reviews-v2', 'ratings-v1')}`,
    )
  })
})
