import { describe, expect, it } from 'vitest'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import type { Graph } from '#contract/graph.ts'
import { anAsk, aViewerOf } from '../support/graph.ts'
import { aMetricsSource, aVectorAnswer } from '../support/metrics.ts'
import { SourceUnavailableError } from '../../server/errors.ts'
import { defaultHealthRules } from '../../server/health/health.ts'
import { meshes } from '../../server/meshes/index.ts'
import type { Viewer } from '../../server/seams/identity.ts'
import { buildVector } from '../../server/seams/vector.ts'
import { GraphHub } from '../../server/live/hub.ts'

const admin: Viewer = { user: 'admin', sees: 'all' }
const { signal } = new AbortController()

const labels = {
  reporter: 'source',
  source_workload: 'productpage-v1',
  source_workload_namespace: 'bookinfo',
  destination_workload: 'reviews-v1',
  destination_workload_namespace: 'bookinfo',
  destination_service: 'reviews.bookinfo.svc.cluster.local',
  destination_service_name: 'reviews',
  destination_service_namespace: 'bookinfo',
  request_protocol: 'http',
}

/** The store's answer to one question: one caller of reviews, and one series that stands still. */
function answerOf(promql: string): ReturnType<typeof buildVector> {
  if (promql.includes('tcp')) return buildVector([])
  const value = promql.includes('duration') ? 40 : 8
  const still = { labels: { ...labels, source_workload: 'idle-v1' }, value: 0 }
  const isStrict = promql.includes('> 0') || promql.includes('duration')
  return buildVector([{ labels, value }, ...(isStrict ? [] : [still])])
}

/** A hub on a store that counts what it is asked, and that takes its time when told to. */
function aHub(pollMs = 15_000): { hub: GraphHub; asked: string[]; fail: (part: string) => void } {
  const asked: string[] = []
  let failing = 'nothing'
  const metrics = aMetricsSource((promql) => {
    asked.push(promql)
    if (promql.includes(failing))
      throw new SourceUnavailableError(
        { source: 'metrics', failure: 'timeout' },
        `too slow (${address})`,
      )
    return aVectorAnswer(0, { vector: answerOf(promql) })
  })
  let now = 1_000_000
  const hub = new GraphHub({
    metrics,
    clusters: [],
    meshes: [meshes.istio],
    now: () => now++,
    seriesBudget: 1000,
    healthRules: defaultHealthRules,
    openBudget: 100,
    pollMs,
    onError: (error) => {
      throw error
    },
  })
  return { hub, asked, fail: (part) => (failing = part) }
}

const address = 'http://prometheus.monitoring:9090'
const drawn = { type: 'workload', open: 'all', boxBy: '' } as const
const see = (hub: GraphHub, input: GraphAskInput = {}, viewer = admin): Promise<Graph> =>
  hub.graph({ ask: anAsk({ ...drawn, ...input }), viewer }, signal)

describe('GraphHub', () => {
  it('asks three questions for one window, however many look and whatever type they choose', async () => {
    const { hub, asked } = aHub()
    await Promise.all([see(hub), see(hub, { type: 'service' }), see(hub, {}, aViewerOf('x'))])
    await see(hub, { type: 'app', namespaces: 'bookinfo' })
    expect(asked).toHaveLength(3)
  })

  it.each<{ desc: string; input: GraphAskInput; more: number }>([
    { desc: 'a response time', input: { responseTime: 'p95' }, more: 1 },
    { desc: 'throughput', input: { throughput: 'request' }, more: 1 },
    { desc: 'gRPC messages', input: { grpc: 'sent' }, more: 2 },
    { desc: 'operations', input: { operations: 'true' }, more: 1 },
    { desc: 'idle edges', input: { idleEdges: 'true' }, more: 3 },
  ])('asks for $desc just what is missing, and never twice', async ({ input, more }) => {
    const { hub, asked } = aHub()
    const before = await see(hub)
    const during = await see(hub, input)
    expect(asked).toHaveLength(3 + more)
    expect(during.at).toBe(before.at)
    await see(hub, input)
    const after = await see(hub)
    expect(asked).toHaveLength(3 + more)
    expect({ ...after, evidence: [] }).toEqual({ ...before, evidence: [] })
  })

  it('costs a new question for another statistic or grain only', async () => {
    const { hub, asked } = aHub()
    await see(hub, { responseTime: 'p95' })
    await see(hub, { responseTime: 'p95', type: 'versionedApp' })
    expect(asked).toHaveLength(4)
    await see(hub, { responseTime: 'p95', type: 'app' })
    await see(hub, { responseTime: 'p50', type: 'app' })
    expect(asked).toHaveLength(6)
  })

  it('shows everybody just the layers that they asked for', async () => {
    const { hub } = aHub()
    const [plain, timed, flow] = await Promise.all([
      see(hub),
      see(hub, { responseTime: 'p99' }),
      see(hub, { throughput: 'request' }),
    ])
    const layersOf = ({ evidence }: Graph): Set<string> => new Set(evidence.map((one) => one.layer))
    expect([plain, timed, flow].map(layersOf)).toEqual([
      new Set(['requests', 'tcp']),
      new Set(['requests', 'tcp', 'responseTime']),
      new Set(['requests', 'tcp', 'throughput']),
    ])
    expect(plain.edges[0]).not.toHaveProperty('responseTime')
    expect(plain.edges[0]).not.toHaveProperty('throughput')
    expect(timed.edges[0]?.responseTime?.valueMs).toBe(40)
    expect(timed.edges[0]).not.toHaveProperty('throughput')
    expect(flow.edges[0]?.throughput?.bytesPerSecond).toBe(8)
  })

  it('draws what stands still only for those who asked for it', async () => {
    const { hub } = aHub()
    const idle = await see(hub, { idleEdges: 'true' })
    const plain = await see(hub)
    expect(idle.edges.map(({ isIdle }) => isIdle).sort()).toEqual([false, true])
    expect(plain.edges.map(({ isIdle }) => isIdle)).toEqual([false])
    expect(plain.totals.members.workloads).toBe(2)
  })

  it('warns of a layer that failed only those who asked for it, and tells them it is unknown', async () => {
    const { hub, fail } = aHub()
    fail('histogram_quantile')
    const timed = await see(hub, { responseTime: 'p95' })
    expect(timed.warnings.map(({ layer }) => layer)).toEqual(['responseTime'])
    expect(timed.edges[0]?.responseTime).toMatchObject({
      valueMs: null,
      reason: 'The response times could not be asked for',
    })
    const plain = await see(hub)
    expect(plain.warnings).toEqual([])
  })

  it('tells where the failing store is only to those who see all namespaces', async () => {
    const { hub, fail } = aHub()
    fail('istio')
    const limited = await see(hub, {}, aViewerOf('bookinfo'))
    const all = await see(hub)
    expect(JSON.stringify(all)).toContain(address)
    expect(JSON.stringify({ ...limited, evidence: [] })).not.toContain('monitoring')
    expect(limited.warnings.map(({ code, layer }) => `${layer} ${code}`)).toEqual(
      all.warnings.map(({ code, layer }) => `${layer} ${code}`),
    )
    expect(limited.empty?.message).toMatch(/^The metric store did not answer in time/)
  })

  it('asks once for a past instant that several want at the same time', async () => {
    const { hub, asked } = aHub()
    const at = '900000'
    const graphs = await Promise.all([see(hub, { at }), see(hub, { at }), see(hub, { at })])
    expect(asked).toHaveLength(3)
    expect(graphs.map(({ at: of, isLive }) => [of, isLive])).toEqual(
      graphs.map(() => [900_000, false]),
    )
    await see(hub, { at, responseTime: 'avg' })
    expect(asked).toHaveLength(4)
  })

  it('streams a past instant once, and a live view round after round', async () => {
    const graphsOf = async (input: GraphAskInput, wanted: number): Promise<number> => {
      const { hub, asked } = aHub(20)
      let graphs = 0
      const stop = hub.watch(
        { ask: anAsk({ ...drawn, ...input }), viewer: admin },
        { onGraph: () => (graphs += 1), onTrouble: () => undefined },
      )
      expect(hub.viewers).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 200))
      await expect.poll(() => graphs).toBeGreaterThanOrEqual(wanted)
      stop()
      stop()
      expect(hub.viewers).toBe(0)
      expect(asked).toHaveLength(3 * graphs)
      return graphs
    }
    expect(await graphsOf({ at: '900000' }, 1)).toBe(1)
    expect(await graphsOf({}, 2)).toBeGreaterThan(1)
  })

  it('goes on with a past instant when only one of two who wait for it leaves', async () => {
    const { hub, asked } = aHub()
    const ask = anAsk({ ...drawn, at: '900000' })
    const gone = new AbortController()
    const leaving = hub.graph({ ask, viewer: admin }, gone.signal)
    const staying = hub.graph({ ask, viewer: admin }, signal)
    gone.abort()
    await expect(leaving).rejects.toThrow()
    expect((await staying).edges).toHaveLength(1)
    expect(asked).toHaveLength(3)
  })
})
