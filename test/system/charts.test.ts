import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartSchema, listCharts, type Chart } from '#contract/charts.ts'
import { errorBodySchema } from '#contract/errors.ts'
import { getGraph, type GraphEdge, type GraphNode } from '#contract/graph.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

/** A mesh has bad minutes by chance: the same ones in each run. */
const startMs = Date.parse('2026-11-02T10:00:00Z')
const admin = 'lab-admin'
const bookinfo = 'lab-bookinfo'

let running: ConsoleOnLab
let at: number

beforeAll(async () => {
  running = await startConsoleOnLab({
    lab: { clock: 'manual', historySeconds: 600, startMs },
    args: ['--auth', 'token'],
  })
  at = running.lab.clock.nowMs()
})
afterAll(() => running.close())

type Query = Readonly<Record<string, string | number>>

const ask = (path: string, query: Query, token: string): Promise<Response> => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  return fetch(new URL(`api/v1/${path}?${search.toString()}`, running.url), {
    headers: { authorization: `Bearer ${token}` },
  })
}

const of = (namespace: string, subject: string): string =>
  `namespaces/${namespace}/${subject}/charts`

async function chartOf(path: string, query: Query = {}, token = admin): Promise<Chart> {
  const answer = await ask(path, { at, ...query }, token)
  const body: unknown = await answer.json()
  expect({ path, status: answer.status, body: answer.ok ? null : body }).toMatchObject({
    status: 200,
  })
  return chartSchema.parse(body)
}

const lastOf = ({ series }: Chart): number => series.reduce((sum, { last }) => sum + (last ?? 0), 0)

interface Compared {
  readonly node: GraphNode
  readonly direction: 'inbound' | 'outbound'
  readonly reporter: string
}

/** Nodes and ways of which the graph has every edge from one kind of proxy alone. */
function comparable(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Compared[] {
  return nodes.flatMap((node) =>
    (['inbound', 'outbound'] as const).flatMap((direction) => {
      const end = direction === 'inbound' ? 'target' : 'source'
      const rates = edges
        .filter((edge) => edge[end] === node.id)
        .flatMap(({ http, grpc }) => [http, grpc])
        .filter((one) => one !== null)
      const reporters = new Set(rates.map(({ reporter }) => reporter))
      const [reporter] = reporters
      return reporters.size === 1 && reporter !== undefined && node.kind === 'workload'
        ? [{ node, direction, reporter }]
        : []
    }),
  )
}

const requestsOf = ({ node, direction }: Compared): number => {
  const { http, grpc } = node[direction]
  return (http?.requestsPerSecond ?? 0) + (grpc?.requestsPerSecond ?? 0)
}

describe('charts', () => {
  it('ends with the number of the graph, for the same window and reporter', async () => {
    const answer = await ask('graph', { at, type: 'workload', open: 'all', window: '1m' }, admin)
    const { nodes, edges } = getGraph.response.parse(await answer.json())
    const compared = comparable(nodes, edges)
    expect(compared.filter(({ reporter }) => reporter === 'source').length).toBeGreaterThan(10)
    let same = 0
    for (const one of compared) {
      const { node, direction, reporter } = one
      if (reporter !== 'source' && reporter !== 'destination') continue
      const path = of(node.namespace ?? '', `workloads/${node.name}`)
      const chart = await chartOf(`${path}/istio.requests`, { direction, reporter })
      expect(chart.windowSeconds).toBe(60)
      const told = { id: node.id, direction, reporter }
      expect({ ...told, rate: lastOf(chart).toFixed(6) }).toEqual({
        ...told,
        rate: requestsOf(one).toFixed(6),
      })
      same += 1
    }
    expect(same).toBeGreaterThan(20)
  }, 120_000)

  it('adds up to the same number however it is grouped', async () => {
    const path = `${of('bookinfo', 'workloads/productpage-v1')}/istio.requests`
    const whole = lastOf(await chartOf(path))
    expect(whole).toBeGreaterThan(5)
    for (const by of ['remoteApp', 'code,flags', 'remoteNamespace,remoteWorkload,protocol'])
      for (const limit of [1, 20])
        expect(lastOf(await chartOf(path, { by, limit }))).toBeCloseTo(whole, 6)
    const cut = await chartOf(path, { by: 'remoteApp' }, bookinfo)
    expect(lastOf(cut)).toBeCloseTo(whole, 6)
  })

  it('has every chart with numbers somewhere in the lab', async () => {
    const subjects = [
      ['bookinfo', 'workloads/reviews-v1'],
      ['bookinfo', 'services/reviews'],
      ['travel-agency', 'apps/cars'],
    ] as const
    const list = await ask(of(...subjects[0]), {}, admin)
    const { charts } = listCharts.response.parse(await list.json())
    expect(charts.map(({ title }) => title)).toHaveLength(13)
    for (const [namespace, subject] of subjects) {
      const requests = await chartOf(`${of(namespace, subject)}/istio.requests`)
      expect({ subject, rate: lastOf(requests) > 0.1 }).toEqual({ subject, rate: true })
    }
    const { series } = await chartOf(`${of('bookinfo', 'apps/reviews')}/istio.duration`)
    expect(series.map(({ statistic }) => statistic)).toEqual(['p50', 'p95', 'p99'])
    expect(series.every(({ last }) => last !== null && last > 0.1 && last < 5000)).toBe(true)
  })

  it('names no peer that is hidden, and answers a hidden namespace like none', async () => {
    const path = of('bookinfo', 'workloads/productpage-v1')
    const by = { by: 'remoteNamespace,remoteApp,remoteWorkload' }
    const open = await chartOf(`${path}/istio.requests`, by)
    const cut = await chartOf(`${path}/istio.requests`, by, bookinfo)
    expect(JSON.stringify(open)).toContain('istio-')
    expect(JSON.stringify({ ...cut, evidence: [] })).not.toContain('istio-')
    expect(cut.series.map(({ kind }) => kind)).toContain('elsewhere')
    const answers = await Promise.all(
      ['travel-agency', 'no-such-namespace'].map((namespace) =>
        ask(`${of(namespace, 'workloads/x')}/istio.requests`, {}, bookinfo),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })

  it('names what is wrong with the ask', async () => {
    const path = `${of('bookinfo', 'apps/reviews')}/istio.requests`
    for (const [query, field] of [
      [{ window: '5s' }, 'window'],
      [{ statistics: 'p42' }, 'statistics'],
      [{ only: 'code' }, 'only'],
    ] as const) {
      const answer = await ask(path, query, admin)
      expect(answer.status).toBe(400)
      const { error } = errorBodySchema.parse(await answer.json())
      expect(error.field).toMatch(new RegExp(`^${field}`))
    }
    const none = await ask(`${of('bookinfo', 'apps/reviews')}/istio.nothing`, {}, admin)
    expect(none.status).toBe(404)
  })
})

describe('what charts cost', () => {
  const queries = async (): Promise<number> => {
    const text = await (await fetch(new URL('metrics', running.url))).text()
    const counted = text.match(/^alidade_source_queries_total\{source="metrics".*\} (\d+)$/gm) ?? []
    return counted.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
  }

  it('asks one query per chart, for all who look at it and whatever they pick of it', async () => {
    const path = `${of('bookinfo', 'apps/ratings')}/istio.duration`
    const before = await queries()
    const by = { by: 'remoteApp,code', statistics: 'avg,p50,p95,p99,p999' }
    await Promise.all([admin, bookinfo, admin].map((token) => chartOf(path, by, token)))
    await chartOf(path, { ...by, only: 'code=200', points: 50, limit: 3 })
    expect((await queries()) - before).toBe(1)
  })

  it('asks nothing to say which charts there are', async () => {
    const before = await queries()
    expect((await ask(of('bookinfo', 'apps/ratings'), {}, admin)).status).toBe(200)
    expect((await queries()) - before).toBe(0)
  })
})
