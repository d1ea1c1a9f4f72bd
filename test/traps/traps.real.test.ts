import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphAskSchema } from '#contract/graph-ask.ts'
import type { Graph, GraphEdge } from '#contract/graph.ts'
import { buildBase } from '../../server/graph/base.ts'
import type { BaseGraph } from '../../server/graph/base.ts'
import { gatherTraffic } from '../../server/graph/gather.ts'
import type { Traffic } from '../../server/graph/gather.ts'
import type { LayerPart } from '../../server/graph/layer-parts.ts'
import { projectGraph } from '../../server/graph/project.ts'
import { defaultHealthRules } from '../../server/health/health.ts'
import { meshes } from '../../server/meshes/index.ts'
import type { TelemetryQuery } from '../../server/seams/mesh.ts'
import type { MetricsSource } from '../../server/seams/source.ts'
import type { TrafficSample } from '../../server/seams/traffic.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'
import { available } from '../servers/availability.ts'
import { promtoolCheckRules, startPrometheus } from '../servers/prometheus.ts'
import type { PrometheusServer } from '../servers/prometheus.ts'
import { counters, histograms } from './istio-series.ts'
import { writeOpenMetrics } from './series.ts'

/**
 * The traps that a reader of Istio's telemetry falls into, each as series written by hand with the
 * edges that they must give: through a real Prometheus, the real source and the whole graph. The
 * lab never makes these series, so a mistake that both share would be seen here.
 */
const atMs = Date.UTC(2026, 0, 15, 12)

let prometheus: PrometheusServer | null = null
let source: MetricsSource | null = null
let base: BaseGraph | null = null

beforeAll(async () => {
  const openMetrics = writeOpenMetrics(atMs / 1000, counters, histograms)
  prometheus = await startPrometheus({ openMetrics })
  source = createPrometheusSource({
    id: 'metrics',
    url: prometheus.url,
    deadlineMs: 30_000,
    maxAnswerBytes: 50_000_000,
    howFound: 'configuration',
  })
  const traffic = await gather(source, ['rates', 'responseTime p95 workload'])
  expect(traffic.warnings).toEqual([])
  base = buildBase(traffic, [], [])
})

const layers = {
  edgeLevel: 'workload',
  responseTime: 'p95',
  throughput: null,
  grpcMessages: false,
  operations: false,
  includeIdle: false,
} as const

function gather(metrics: MetricsSource, parts: readonly LayerPart[]): Promise<Traffic> {
  return gatherTraffic(
    { windowSeconds: 60, atMs, parts, namespaces: null },
    { metrics, meshes: Object.values(meshes), now: () => atMs },
  )
}

afterAll(async () => {
  await source?.close()
  await prometheus?.stop()
})

/** The picture of one namespace, whose traffic is one trap. */
function pictureOf(namespace: string, more: Readonly<Record<string, string>> = {}): Graph {
  const ask = graphAskSchema.parse({
    namespaces: namespace,
    type: 'workload',
    window: '1m',
    open: 'all',
    responseTime: 'p95',
    ...more,
  })
  return projectGraph(existing(base), ask, {
    viewer: { user: null, sees: 'all' },
    healthRules: defaultHealthRules,
    openBudget: 200,
  })
}

function edgesOf(graph: Graph): readonly string[] {
  return graph.edges.map(({ source: from, target }) => `${from} → ${target}`)
}

function edgeTo(graph: Graph, name: string): GraphEdge {
  const edge = graph.edges.find(({ target }) => target.endsWith(`/${name}`))
  if (edge === undefined) throw new Error(`no edge to ${name}: ${edgesOf(graph).join(', ')}`)
  return edge
}

function near(value: number): unknown {
  return expect.closeTo(value, 6)
}

describe.skipIf(!available('prometheus'))('one call told by several proxies', () => {
  it('T1: counts once what both ends report', () => {
    const graph = pictureOf('t1')
    expect(edgesOf(graph)).toEqual(['workload:east/t1/web-v1 → workload:east/t1/cart-v1'])
    expect(edgeTo(graph, 'cart-v1')).toMatchObject({
      http: { requestsPerSecond: near(10), errorRatio: 0, reporter: 'source' },
      grpc: null,
      tcp: null,
      mtls: { share: 1, basis: 'destination' },
    })
  })

  it('T2: folds the hops around a waypoint into the call, and names the waypoint', () => {
    const graph = pictureOf('t2')
    expect(edgesOf(graph)).toEqual(['workload:east/t2/web-v1 → workload:east/t2/catalog-v1'])
    expect(edgeTo(graph, 'catalog-v1')).toMatchObject({
      http: { requestsPerSecond: near(20), reporter: 'waypoint' },
      tcp: null,
      mtls: { share: 1 },
      waypoints: ['t2/waypoint'],
    })
  })

  it('T2: draws the waypoint as a node by choice, still counting the call once', () => {
    const graph = pictureOf('t2', { waypoints: 'true' })
    expect(edgesOf(graph).toSorted()).toEqual([
      'workload:east/t2/waypoint → workload:east/t2/catalog-v1',
      'workload:east/t2/web-v1 → workload:east/t2/waypoint',
    ])
    expect(edgeTo(graph, 'catalog-v1').http?.requestsPerSecond).toEqual(near(20))
  })
})

describe.skipIf(!available('prometheus'))('what a proxy cannot know', () => {
  it('T3: does not take a silent client for plain text', () => {
    const graph = pictureOf('t3')
    expect(edgeTo(graph, 'silent-v1').mtls).toMatchObject({ share: null, basis: null })
    expect(edgeTo(graph, 'told-v1').mtls).toMatchObject({ share: 1, basis: 'destination' })
    expect(edgeTo(graph, 'plain-v1').mtls).toMatchObject({ share: 0, basis: 'destination' })
  })

  it('T4: ends a request that never reached a server at the service, failed, with its flags', () => {
    const graph = pictureOf('t4')
    expect(edgesOf(graph)).toEqual(['workload:east/t4/web-v1 → service:east/t4/gone'])
    expect(edgeTo(graph, 'gone')).toMatchObject({
      http: {
        requestsPerSecond: near(3),
        errorRatio: 1,
        responses: [{ code: '503', flags: 'UF,URX', perSecond: near(3) }],
      },
      health: { status: 'failure' },
    })
    expect(meshes.istio.telemetry.flagText('UF,URX')).toContain('connection to the upstream failed')
  })

  it('reads bytes from the client’s seat', () => {
    expect(edgeTo(pictureOf('tcp'), 'db-v1').tcp).toMatchObject({
      sentBytesPerSecond: near(9),
      receivedBytesPerSecond: near(27),
    })
  })
})

describe.skipIf(!available('prometheus'))('what is a failure', () => {
  it('T5: a gRPC status of 13 behind an HTTP 200', () => {
    expect(edgeTo(pictureOf('t5'), 'quotes-v1')).toMatchObject({
      http: null,
      grpc: {
        requestsPerSecond: near(4),
        errorRatio: near(0.25),
        perSecondByClass: { ok: near(3), grpcError: near(1) },
      },
      health: { status: 'failure' },
    })
  })

  it('T6: not a client that hung up', () => {
    expect(edgeTo(pictureOf('t6'), 'slow-v1').http).toMatchObject({
      requestsPerSecond: near(8),
      errorRatio: 0,
      perSecondByClass: { ok: near(6), clientClosed: near(2) },
    })
  })

  it('T23: every request, which is a success of nothing and not no data', () => {
    const graph = pictureOf('t23')
    expect(edgeTo(graph, 'broken-v1')).toMatchObject({
      http: { requestsPerSecond: near(4), errorRatio: 1 },
      health: { status: 'failure' },
    })
    expect(graph.empty).toBeNull()
  })
})

describe.skipIf(!available('prometheus'))('what a counter can tell', () => {
  it('T24: a restart makes no rate negative, and one scrape no rate at all', () => {
    const graph = pictureOf('t24')
    expect(edgesOf(graph)).toEqual(['workload:east/t24/web-v1 → workload:east/t24/restarted-v1'])
    const rate = edgeTo(graph, 'restarted-v1').http?.requestsPerSecond
    expect(rate).toBeGreaterThan(5)
    expect(rate).toBeLessThanOrEqual(10)
  })

  it('T34: a quantile below the lowest bound is at most that bound', () => {
    const graph = pictureOf('t34')
    expect(edgeTo(graph, 'fast-v1').responseTime).toMatchObject({
      statistic: 'p95',
      valueMs: 0.5,
      isAtMost: true,
    })
    const even = edgeTo(graph, 'even-v1').responseTime
    expect(even).toMatchObject({ statistic: 'p95', isAtMost: false })
    expect(even?.valueMs).toBeGreaterThan(25)
    expect(even?.valueMs).toBeLessThanOrEqual(50)
  })
})

describe.skipIf(!available('prometheus'))('the questions', () => {
  const levels = ['workload', 'app', 'service'] as const
  const statistics = ['avg', 'p50', 'p99'] as const

  it.each(
    levels.flatMap((edgeLevel) => statistics.map((responseTime) => ({ edgeLevel, responseTime }))),
  )(
    'are answered for $responseTime at the $edgeLevel level, with every layer on',
    async ({ edgeLevel, responseTime }) => {
      const traffic = await gather(existing(source), [
        ...(['rates', 'grpcMessages', 'operations', 'throughput request'] as const),
        `responseTime ${responseTime} ${edgeLevel}`,
      ])
      expect(traffic.warnings).toEqual([])
      const times = traffic.answers.find(({ query }) => query.id === 'responseTime')
      expect(times?.samples.map(({ service }) => service.name).toSorted()).toEqual(['even', 'fast'])
    },
  )

  it('find the same rows of a namespace alone, at either end', () => {
    const wide = existing(base).traffic.answers.flatMap(({ samples }) => samples)
    const queries = meshes.istio.telemetry.queries({
      ...layers,
      windowSeconds: 60,
      namespaces: ['t4', 't5'],
      recordedNames: new Set(),
    })
    const ofTwo = wide.filter(({ source: { namespace } }) => ['t4', 't5'].includes(namespace ?? ''))
    return expect(readAll(queries)).resolves.toEqual(ofTwo)
  })

  it('narrow down to the number of one row', async () => {
    const means = await gather(existing(source), ['responseTime avg workload'])
    const answers = [...existing(base).traffic.answers, ...means.answers]
    const rows = answers.flatMap(({ query, samples }) =>
      samples.map((sample) => ({ query, sample })),
    )
    expect(rows.length).toBeGreaterThan(20)
    for (const { query, sample } of rows) {
      const promql = meshes.istio.telemetry.narrow(query, sample)
      const { vector } = await existing(source).query(promql, { atMs })
      expect([...vector.values], promql).toEqual([near(sample.value)])
    }
  })

  async function readAll(queries: readonly TelemetryQuery[]): Promise<readonly TrafficSample[]> {
    const samples: TrafficSample[] = []
    for (const query of queries) {
      const { vector } = await existing(source).query(query.promql, { atMs })
      samples.push(...meshes.istio.telemetry.read(query, vector))
    }
    return samples
  }
})

describe.skipIf(!available('prometheus'))('the recording rules', () => {
  const path = '../../deploy/recording-rules/alidade-istio.rules.yaml'

  it('are taken by Prometheus', async () => {
    const file = fileURLToPath(new URL(path, import.meta.url))
    expect(await promtoolCheckRules(file)).toMatchObject({ isValid: true })
  })
})

function existing<Value>(value: Value | null): Value {
  if (value === null) throw new Error('it did not start')
  return value
}
