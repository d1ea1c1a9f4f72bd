import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartDirections, chartReporters, chartStatistics } from '#contract/charts.ts'
import { createPrometheusFace } from '../../lab/prometheus/face.ts'
import { labelSetOf } from '../../lab/prometheus/label-set.ts'
import { aggregations } from '#contract/dashboards.ts'
import { dashboardPromql, discoveryPromql } from '../../server/charts/dashboard-queries.ts'
import { meshes } from '../../server/meshes/index.ts'
import { readDashboards } from '../../server/read-dashboards.ts'
import { recordingRules } from '../../server/meshes/istio/recording.ts'
import type { Mesh, TelemetryAsk, TelemetryQuery } from '../../server/seams/mesh.ts'
import type { MetricsSource } from '../../server/seams/source.ts'
import type { LabelledVector, RangeSeries } from '../../server/seams/vector.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'
import { available } from '../servers/availability.ts'
import { listenAnywhere } from '../servers/ports.ts'
import { startPrometheus, type PrometheusServer } from '../servers/prometheus.ts'
import { simulateLab, writeOpenMetrics, type LabSamples } from './lab-samples.ts'

const base: TelemetryAsk = {
  windowSeconds: 60,
  edgeLevel: 'workload',
  responseTime: null,
  throughput: null,
  grpcMessages: false,
  operations: false,
  includeIdle: false,
  namespaces: null,
  recordedNames: new Set(),
}

/**
 * Writes what the recording rules would have recorded, shortly before and at the instants: their
 * expressions as the lab answers them. That Prometheus answers them alike is a test of its own.
 */
async function recordRates(
  { store }: LabSamples,
  lab: MetricsSource,
  timesMs: readonly number[],
): Promise<void> {
  for (const { record, expr } of recordingRules.flatMap(({ rules }) => rules))
    for (const atMs of timesMs) {
      const { vector } = await lab.query(expr, { atMs })
      for (const [labels, value] of rowsOf(vector))
        store.series(labelSetOf({ ...labels, __name__: record })).column.append(atMs, value)
    }
}

/** Each choice with each other that shares a query with it. */
function asks(): readonly TelemetryAsk[] {
  const windows = [30, 60, 300, 600]
  const recorded = new Set(recordingRules.flatMap(({ rules }) => rules.map((rule) => rule.record)))
  const namespaces = [null, ['bookinfo'], ['bookinfo', 'travel-agency']]
  const layers: Partial<TelemetryAsk>[] = [
    {},
    { grpcMessages: true },
    { operations: true },
    { throughput: 'request' },
    { throughput: 'response' },
    ...(['avg', 'p50', 'p95', 'p99'] as const).flatMap((responseTime) =>
      (['workload', 'app', 'service'] as const).map((edgeLevel) => ({ responseTime, edgeLevel })),
    ),
  ]
  return windows.flatMap((windowSeconds) =>
    namespaces.flatMap((some) =>
      [false, true].flatMap((includeIdle) =>
        [base.recordedNames, recorded].flatMap((recordedNames) =>
          layers.map((layer) => ({
            ...{ ...base, windowSeconds, namespaces: some, includeIdle, recordedNames },
            ...layer,
          })),
        ),
      ),
    ),
  )
}

const chartSubjects = [
  { kind: 'workload', namespace: 'bookinfo', name: 'reviews-v1' },
  { kind: 'app', namespace: 'travel-agency', name: 'cars' },
  { kind: 'service', namespace: 'bookinfo', name: 'ratings' },
] as const

/** Every chart of a mesh, of each kind of subject, both ways, by each grouping and reporter. */
function chartTexts({ charts }: Mesh): readonly string[] {
  const texts = chartSubjects.flatMap((subject) =>
    chartDirections.flatMap((direction) =>
      chartReporters.flatMap((reporter, index) => {
        const all = charts.groupings(direction).map(({ id }) => id)
        return [[], all.slice(index, index + 2), all].flatMap((groupings) =>
          charts.families.map(({ id }) =>
            charts.promql(id, {
              subject: { ...subject, cluster: index === 1 ? null : 'Kubernetes' },
              ...{ direction, reporter, groupings, isAmbient: index === 2, windowSeconds: 60 },
              statistics: index === 0 ? chartStatistics : ['avg', 'p95'],
            }),
          ),
        )
      }),
    ),
  )
  return [...new Set(texts.filter((text) => text !== null))]
}

/** All questions of a mesh, each text once. */
function questionsOf(mesh: Mesh): readonly TelemetryQuery[] {
  const all = asks().flatMap((ask) => mesh.telemetry.queries(ask))
  return [...new Map(all.map((query) => [query.promql, query])).values()]
}

const tolerance = 1e-9

function isClose(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return false
  if (Object.is(a, b) || a === b) return true
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

type Labels = Readonly<Record<string, string>>

function rowsOf({ labelNames, strings, codes, values }: LabelledVector): [Labels, number][] {
  return Array.from(values, (value, row): [Labels, number] => {
    const labels = labelNames
      .map((name, column): [string, string] => [
        name,
        strings[codes[row * labelNames.length + column] ?? 0] ?? '',
      ])
      .filter(([, text]) => text !== '')
    return [Object.fromEntries(labels), value]
  })
}

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const byLabels = (vector: LabelledVector): Map<string, number> =>
  new Map(rowsOf(vector).map(([labels, value]) => [keyOf(labels), value]))

/** What two answers disagree about, in words; empty when they are the same. */
function differences(
  lab: ReadonlyMap<string, number>,
  real: ReadonlyMap<string, number>,
): readonly string[] {
  return [...new Set([...lab.keys(), ...real.keys()])]
    .filter((key) => !isClose(lab.get(key), real.get(key)))
    .map((key) => `${key}: lab ${String(lab.get(key))}, Prometheus ${String(real.get(key))}`)
}

function pointsOf(series: readonly RangeSeries[]): Map<string, number> {
  return new Map(
    series.flatMap(({ labels, timesMs, values }) => {
      const key = keyOf(labels)
      return Array.from(values, (value, index): [string, number] => [
        `${key} ${String(timesMs[index])}`,
        value,
      ])
    }),
  )
}

describe.skipIf(!available('prometheus'))('PromQL in the lab and in a real Prometheus', () => {
  let samples: LabSamples
  let face: Server
  let prometheus: PrometheusServer
  let lab: MetricsSource
  let real: MetricsSource
  let instants: readonly number[]

  beforeAll(async () => {
    const startMs = Date.UTC(2026, 0, 1, 12)
    samples = simulateLab(startMs, 480)
    // On a scrape, and between two: the edges of windows fall differently.
    instants = [samples.toMs, samples.toMs - 122_500]
    const clock = { nowMs: () => samples.toMs }
    // What is installed is the second generation, whose windows take in their first instant.
    face = createServer(createPrometheusFace({ store: samples.store, clock, generation: 2 }))
    const port = await listenAnywhere(face)
    const create = (url: string): MetricsSource =>
      createPrometheusSource({
        id: 'metrics',
        url,
        howFound: 'configuration',
        deadlineMs: 60_000,
        maxAnswerBytes: 200_000_000,
      })
    lab = create(`http://127.0.0.1:${port}`)
    await recordRates(samples, lab, [samples.toMs - 127_500, samples.toMs - 15_000, samples.toMs])
    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-samples-'))
    const openMetrics = path.join(folder, 'samples.txt')
    writeOpenMetrics(samples, openMetrics)
    prometheus = await startPrometheus({ openMetrics })
    rmSync(folder, { recursive: true })
    real = create(prometheus.url)
  })
  afterAll(async () => {
    await lab.close()
    await real.close()
    face.closeAllConnections()
    face.close()
    await prometheus.stop()
  })

  const compare = async (promql: string, atMs: number): Promise<number> => {
    const [ours, theirs] = await Promise.all([
      lab.query(promql, { atMs }),
      real.query(promql, { atMs }),
    ])
    const found = differences(byLabels(ours.vector), byLabels(theirs.vector))
    expect({ promql, atMs, found: found.slice(0, 5) }).toEqual({ promql, atMs, found: [] })
    return theirs.vector.values.length
  }

  /** How many points the two have told alike. */
  const compareRanges = async (texts: readonly string[]): Promise<number> => {
    const range = { fromMs: samples.toMs - 180_000, toMs: samples.toMs, stepSeconds: 30 }
    let points = 0
    for (const promql of texts) {
      const [ours, theirs] = await Promise.all([
        lab.queryRange(promql, range),
        real.queryRange(promql, range),
      ])
      const found = differences(pointsOf(ours.series), pointsOf(theirs.series))
      expect({ promql, found: found.slice(0, 5) }).toEqual({ promql, found: [] })
      points += pointsOf(theirs.series).size
    }
    return points
  }

  it('has the same samples in both', async () => {
    for (const atMs of instants)
      expect(await compare('count by (__name__) ({__name__=~".+"})', atMs)).toBeGreaterThan(5)
  })

  it('evaluates the recording rules alike', async () => {
    for (const { record, expr } of recordingRules.flatMap(({ rules }) => rules))
      for (const atMs of instants) expect(await compare(expr, atMs), record).toBeGreaterThan(10)
  })

  it('is answered alike over a range, whatever the dashboards ask', async () => {
    const files = readDashboards()
    const pods = {
      ...{ namespaceLabel: 'namespace', podLabel: 'pod', namespace: 'bookinfo' },
      patterns: ['reviews-v[123]-.+', 'ratings-v1-[a-z0-9]+-[a-z0-9]{5}', 'productpage-.+'],
    }
    const ofMesh = { ...pods, namespace: 'istio-system', patterns: ['istiod-.+', 'ztunnel-.+'] }
    for (const where of [pods, ofMesh])
      expect(await compare(discoveryPromql(files, where), samples.toMs)).toBeGreaterThan(1)
    const texts = files.flatMap(({ charts }) =>
      charts.flatMap((chart, index) =>
        [pods, ofMesh].flatMap((where) =>
          [[], ['pod', ...chart.by]].map((by) =>
            dashboardPromql({
              ...{ chart, pods: where, by, windowSeconds: 60, statistics: ['avg', 'p99'] },
              aggregation: aggregations[index % aggregations.length] ?? chart.aggregation,
            }),
          ),
        ),
      ),
    )
    expect(await compareRanges([...new Set(texts)])).toBeGreaterThan(500)
  })

  describe.each(Object.values(meshes).map((mesh) => ({ name: mesh.name, mesh })))(
    '$name',
    ({ mesh }) => {
      it('is answered alike, whatever is asked of it', async () => {
        const questions = questionsOf(mesh)
        expect(questions.length).toBeGreaterThan(50)
        // Quantiles of recorded buckets, and rates of three counters, over three windows.
        const fromRules = questions.filter(({ isRecorded }) => isRecorded)
        expect(fromRules.length).toBeGreaterThan(40)
        const rowsById = new Map<string, number>()
        for (const { id, promql } of questions)
          for (const atMs of instants) {
            const rows = await compare(promql, atMs)
            rowsById.set(id, (rowsById.get(id) ?? 0) + rows)
          }
        // Equal and empty would prove nothing; only operations are a label that people configure.
        const empty = [...rowsById].filter(([, rows]) => rows === 0).map(([id]) => id)
        expect(empty.filter((id) => id !== 'operations')).toEqual([])
      })

      it('is answered alike over a range, whatever its charts ask', async () => {
        const texts = chartTexts(mesh)
        expect(texts.length).toBeGreaterThan(500)
        expect(await compareRanges(texts)).toBeGreaterThan(5_000)
      })

      it('narrows to one number alike', async () => {
        const [atMs = samples.toMs] = instants
        for (const query of questionsOf(mesh).filter(({ promql }) =>
          /\[60s\]|:rate1m/.test(promql),
        )) {
          const { vector } = await real.query(query.promql, { atMs })
          const read = mesh.telemetry.read(query, vector)
          for (const sample of [read[0], read[Math.floor(read.length / 2)], read.at(-1)])
            if (sample !== undefined) await compare(mesh.telemetry.narrow(query, sample), atMs)
        }
      })

      it('is answered alike over a range', async () => {
        const range = { fromMs: samples.toMs - 300_000, toMs: samples.toMs, stepSeconds: 15 }
        const drawn = { ...base, responseTime: 'p99', throughput: 'request' } as const
        // What series over time ask: idle counters too, of all or of some namespaces.
        const over = {
          ...base,
          responseTime: 'p95',
          includeIdle: true,
          windowSeconds: 120,
        } as const
        const all = [drawn, over, { ...over, namespaces: ['bookinfo'] }].flatMap((ask) =>
          mesh.telemetry.queries(ask),
        )
        for (const { promql } of all) {
          const [ours, theirs] = await Promise.all([
            lab.queryRange(promql, range),
            real.queryRange(promql, range),
          ])
          const found = differences(pointsOf(ours.series), pointsOf(theirs.series))
          expect({ promql, found: found.slice(0, 5) }).toEqual({ promql, found: [] })
        }
      })
    },
  )
})
