import { describe, expect, it } from 'vitest'
import { aMesh } from '../../test/support/mesh.ts'
import { aMetricsSource, aVectorAnswer } from '../../test/support/metrics.ts'
import { aSample } from '../../test/support/traffic.ts'
import { SourceUnavailableError } from '../errors.ts'
import type { Mesh, TelemetryAsk } from '../seams/mesh.ts'
import type { MetricsSource } from '../seams/source.ts'
import { gatherTraffic, type GatherAsk, type GatherDeps, type Traffic } from './gather.ts'

/** A mesh that asks for requests and for tcp, and reads one sample from either. */
function twoQueries(asked: TelemetryAsk[] = []): Mesh {
  const mesh = aMesh()
  return {
    ...mesh,
    telemetry: {
      ...mesh.telemetry,
      queries: (ask) => {
        asked.push(ask)
        return (['requests', 'tcp'] as const).map((layer) => ({
          id: layer,
          layer,
          promql: `${layer}[${ask.windowSeconds}s]`,
          isRecorded: false,
        }))
      },
      read: (query) => [aSample({ operation: query.id })],
    },
  }
}

const ask = (fields: Partial<GatherAsk> = {}): GatherAsk => ({
  windowSeconds: 60,
  atMs: null,
  parts: ['rates'],
  namespaces: null,
  ...fields,
})

const deps = (metrics: MetricsSource, fields: Partial<GatherDeps> = {}): GatherDeps => ({
  metrics,
  meshes: [twoQueries()],
  now: () => 1_000_000,
  ...fields,
})

const slow = new SourceUnavailableError({ source: 'metrics', failure: 'timeout' }, 'too slow')
const answering = aMetricsSource(() => aVectorAnswer(3))
const failing = (layer: string, error: Error = slow): MetricsSource =>
  aMetricsSource((promql) => {
    if (promql.startsWith(layer)) throw error
    return aVectorAnswer(3)
  })

const layersOf = ({ answers }: Traffic): readonly string[] =>
  answers.map(({ query }) => query.layer)

describe('gatherTraffic', () => {
  it('asks everything side by side for one instant', async () => {
    const seen: unknown[] = []
    let running = 0
    let most = 0
    const metrics = aMetricsSource(async (promql, { atMs }) => {
      seen.push([promql, atMs])
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return aVectorAnswer(3)
    })
    const traffic = await gatherTraffic(ask(), deps(metrics))
    expect(seen).toEqual([
      ['requests[60s]', 1_000_000],
      ['tcp[60s]', 1_000_000],
    ])
    expect(most).toBe(2)
    expect(traffic).toMatchObject({
      atMs: 1_000_000,
      isLive: true,
      warnings: [],
      staleSinceAt: null,
    })
    expect(traffic.answers[0]?.evidence).toEqual({
      id: 'testmesh/requests',
      layer: 'requests',
      source: 'metrics',
      promql: 'requests[60s]',
      at: 1_000_000,
      tookMs: 1,
      series: 3,
      isRecorded: false,
    })
  })

  it('loses only the layer whose query failed, and says since when', async () => {
    const traffic = await gatherTraffic(ask(), deps(failing('tcp')))
    expect(layersOf(traffic)).toEqual(['requests'])
    expect(traffic.warnings).toEqual([
      {
        part: 'rates',
        warning: {
          source: 'metrics',
          layer: 'tcp',
          code: 'timeout',
          message: 'too slow',
          sinceAt: 1_000_000,
          dataAt: null,
        },
      },
    ])
  })

  it.each([
    { desc: 'keeps its numbers from before', afterMs: 60_000, dataAt: 1_000_000 },
    { desc: 'but not for longer than ten minutes', afterMs: 600_000, dataAt: null },
  ])('$desc', async ({ afterMs, dataAt }) => {
    const previous = await gatherTraffic(ask(), deps(answering))
    const now = 1_000_000 + afterMs
    const traffic = await gatherTraffic(ask(), deps(failing('tcp'), { previous, now: () => now }))
    expect(layersOf(traffic)).toEqual(dataAt === null ? ['requests'] : ['requests', 'tcp'])
    expect(traffic.warnings).toMatchObject([{ warning: { sinceAt: now, dataAt } }])
    expect(traffic.staleSinceAt).toBe(dataAt)
  })

  it('remembers when a failure began', async () => {
    const first = await gatherTraffic(ask(), deps(failing('tcp')))
    const second = await gatherTraffic(
      ask(),
      deps(failing('tcp'), { previous: first, now: () => 1_015_000 }),
    )
    expect(second.warnings).toMatchObject([{ warning: { sinceAt: 1_000_000 } }])
    const third = await gatherTraffic(ask(), deps(answering, { previous: second }))
    expect(third.warnings).toEqual([])
  })

  it('does not show the numbers of another window', async () => {
    const previous = await gatherTraffic(ask({ windowSeconds: 600 }), deps(answering))
    const traffic = await gatherTraffic(ask(), deps(failing('tcp'), { previous }))
    expect(layersOf(traffic)).toEqual(['requests'])
  })

  it('hands on what the store itself warns of', async () => {
    const metrics = aMetricsSource(() => aVectorAnswer(1, { warnings: ['one replica is missing'] }))
    const traffic = await gatherTraffic(ask(), deps(metrics))
    expect(traffic.warnings[0]?.warning).toMatchObject({
      code: 'partial',
      message: 'one replica is missing',
    })
  })

  it('does not wait for what the store is long in telling of itself', async () => {
    const metrics = { ...answering, facts: () => new Promise<never>(() => undefined) }
    const traffic = await gatherTraffic(ask(), deps(metrics, { factsWaitMs: 1 }))
    expect(traffic.scrapeIntervalSeconds).toBeNull()
    expect(traffic.answers.length).toBeGreaterThan(0)
  })

  it('does without what the store will not tell of itself', async () => {
    const metrics = { ...answering, facts: () => Promise.reject(slow) }
    const traffic = await gatherTraffic(ask(), deps(metrics))
    expect(traffic).toMatchObject({ scrapeIntervalSeconds: null, warnings: [] })
  })

  it.each([
    { desc: 'live: of what is recorded', atMs: null, recorded: ['shop:rate1m'] },
    {
      desc: 'at a past instant, which may be older than the rules: of the counters',
      atMs: 9,
      recorded: [],
    },
  ])('asks $desc', async ({ atMs, recorded }) => {
    const asked: TelemetryAsk[] = []
    const recordedNames = new Set(['shop:rate1m'])
    const facts = { scrapeIntervalSeconds: 15, retentionSeconds: null, recordedNames }
    const metrics = { ...answering, facts: () => Promise.resolve(facts) }
    await gatherTraffic(ask({ atMs }), deps(metrics, { meshes: [twoQueries(asked)] }))
    expect(asked.length).toBeGreaterThan(0)
    for (const one of asked) expect([...one.recordedNames]).toEqual(recorded)
  })

  it.each([
    { desc: 'an abort', error: new DOMException('gone', 'AbortError') },
    { desc: 'a bug', error: new TypeError('no') },
  ])('lets $desc fly', async ({ error }) => {
    await expect(gatherTraffic(ask(), deps(failing('tcp', error)))).rejects.toBe(error)
  })

  it('cuts the queries to namespaces, and does not take that for the size of the mesh', async () => {
    const asked: TelemetryAsk[] = []
    const namespaces = ['shop']
    const traffic = await gatherTraffic(
      ask({ namespaces }),
      deps(answering, { meshes: [twoQueries(asked)] }),
    )
    expect(asked.map((one) => one.namespaces)).toEqual(asked.map(() => namespaces))
    expect(traffic).toMatchObject({ namespaces, wideSeries: 0 })
    expect(await gatherTraffic(ask(), deps(answering))).toMatchObject({ wideSeries: 6 })
  })

  it('takes a store that refused for its size as over any budget', async () => {
    const tooLarge = new SourceUnavailableError({ source: 'metrics', failure: 'tooLarge' }, 'no')
    const traffic = await gatherTraffic(ask(), deps(failing('tcp', tooLarge)))
    expect(traffic.wideSeries).toBe(Number.POSITIVE_INFINITY)
  })
})
