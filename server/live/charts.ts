import type { Chart, ChartAsk, ChartDirection, ChartGrouping, ChartList } from '#contract/charts.ts'
import { durationStatistics, durationWindows, type UsualDurations } from '#contract/durations.ts'
import { buildChart } from '../charts/build-chart.ts'
import { indexWorkloads, type SubjectWorkloads } from '../charts/subject-workloads.ts'
import { planTime } from '../charts/time.ts'
import { AppError } from '../errors.ts'
import type { ChartFamily, ChartQuestion, ChartSubjectRef } from '../seams/charts.ts'
import type { Viewer } from '../seams/identity.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { ConfigFacts, Mesh } from '../seams/mesh.ts'
import type { ClusterSource, MetricsSource } from '../seams/source.ts'
import { RangeQueries } from './range-queries.ts'

export interface ChartsDeps {
  readonly metrics: MetricsSource
  readonly clusters: readonly ClusterSource[]
  readonly meshes: readonly Mesh[]
  readonly now: () => number
}

export type ChartSubjectAsked = Omit<ChartSubjectRef, 'cluster'>

export interface ChartView {
  readonly subject: ChartSubjectAsked
  readonly chart: string
  readonly ask: ChartAsk
  readonly viewer: Viewer
}

export interface DurationsView {
  readonly subject: ChartSubjectAsked
  readonly direction: ChartDirection
  readonly by: readonly string[]
  readonly only: ChartAsk['only']
  readonly atMs: number
  readonly viewer: Viewer
}

const roundMs = 15_000
const usualStatistics = ['p50', 'p95', 'p99'] as const
const usualReporter = { inbound: 'destination', outbound: 'source' } as const

interface MeshThere {
  readonly mesh: Mesh
  readonly facts: ConfigFacts
}

/** What charts must know of a cluster; read again only when its inventory has changed. */
interface ClusterRead {
  readonly revision: number
  readonly workloads: SubjectWorkloads
  readonly meshes: readonly MeshThere[]
}

/** Numbers over time of one app, service or workload: one range query per chart, for all who look. */
export class Charts {
  readonly #deps: ChartsDeps
  readonly queries: RangeQueries
  readonly #read = new Map<string, ClusterRead>()

  constructor(deps: ChartsDeps) {
    this.#deps = deps
    this.queries = new RangeQueries(deps.metrics)
  }

  /** Which charts there are; asks nobody. `links` are for the caller to add. */
  list(subject: ChartSubjectAsked, direction: ChartDirection): Omit<ChartList, 'links'> {
    const known = new Map<string, ChartGrouping>()
    const charts = this.#meshes().flatMap(({ mesh }) => {
      for (const grouping of mesh.charts.groupings(direction)) known.set(grouping.id, grouping)
      return mesh.charts.families.map((family) => titleOf(mesh, family))
    })
    return {
      charts,
      groupings: [...known.values()],
      defaultReporter: usualReporter[direction],
      isAmbient: this.#meshes().some((there) => this.#isAmbient(there, subject)),
    }
  }

  /** Throws AppError notFound for a chart that there is not, SourceUnavailableError for no answer. */
  async chart({ subject, chart, ask, viewer }: ChartView, signal: AbortSignal): Promise<Chart> {
    const found = this.#find(chart)
    const cluster = this.#cluster()
    const time = await this.planTime(ask, signal)
    const question: ChartQuestion = {
      subject: { ...subject, cluster },
      direction: ask.direction,
      reporter: ask.reporter ?? usualReporter[ask.direction],
      isAmbient: this.#isAmbient(found.there, subject),
      windowSeconds: time.windowSeconds,
      groupings: ask.by.filter((id) => found.family.groupings.includes(id)),
      statistics: ask.statistics.length === 0 ? usualStatistics : ask.statistics,
    }
    const { charts } = found.there.mesh
    const promql = charts.promql(found.family.id, question)
    if (promql === null) throw noChart(chart)
    const { layer } = found.family
    const got = await this.queries.ask({ id: chart, layer, promql, time }, signal)
    const built = buildChart({
      shape: {
        ...found.family,
        id: chart,
        isSum: true,
        read: (labels) => charts.read(labels, question),
      },
      ...{ time, series: got.series, viewer, cluster, ask },
    })
    return { ...built, evidence: [got.evidence], warnings: [...got.warnings] }
  }

  /**
   * How long requests of a subject usually take: statistics over several windows that end at one
   * instant. Throws AppError notFound where no mesh tells durations, SourceUnavailableError.
   */
  async durations(
    { subject, direction, by, only, atMs, viewer }: DurationsView,
    signal: AbortSignal,
  ): Promise<UsualDurations> {
    const found = this.#findDurations()
    const cluster = this.#cluster()
    const { charts } = found.there.mesh
    // What ended within the same quarter of a minute is asked for once.
    const toMs =
      Math.min(Math.ceil(atMs / roundMs), Math.floor(this.#deps.now() / roundMs)) * roundMs
    const ofWindow = async (windowSeconds: number): Promise<UsualDurations> => {
      const question: ChartQuestion = {
        subject: { ...subject, cluster },
        ...{ direction, windowSeconds, statistics: durationStatistics },
        reporter: usualReporter[direction],
        isAmbient: this.#isAmbient(found.there, subject),
        groupings: by.filter((id) => found.family.groupings.includes(id)),
      }
      const promql = charts.promql(found.family.id, question)
      if (promql === null) throw noChart(found.family.id)
      const { id, layer } = found.family
      const time = { fromMs: toMs, toMs, stepSeconds: 15, windowSeconds, count: 1 }
      const got = await this.queries.ask({ id, layer, promql, time }, signal)
      const { series } = buildChart({
        shape: { ...found.family, isSum: true, read: (labels) => charts.read(labels, question) },
        ...{ time, series: got.series, viewer, cluster, ask: { only, limit: 50, points: 20 } },
      })
      const values = durationStatistics.map((statistic) => ({
        ...{ windowSeconds, statistic },
        ms: series.find((one) => one.statistic === statistic)?.last ?? null,
      }))
      return { at: toMs, values, evidence: [got.evidence], warnings: [...got.warnings] }
    }
    const all = await Promise.all(durationWindows.map(ofWindow))
    return {
      at: toMs,
      values: all.flatMap(({ values }) => values),
      evidence: all.flatMap(({ evidence }) => evidence),
      warnings: all.flatMap(({ warnings }) => warnings),
    }
  }

  async planTime(
    ask: Pick<ChartAsk, 'window' | 'at'>,
    signal: AbortSignal,
  ): Promise<ReturnType<typeof planTime>> {
    const facts = await this.#deps.metrics.facts(signal).catch(() => null)
    signal.throwIfAborted()
    return planTime({
      spanSeconds: ask.window,
      atMs: ask.at ?? null,
      nowMs: this.#deps.now(),
      scrapeIntervalSeconds: facts?.scrapeIntervalSeconds ?? null,
    })
  }

  /** The workloads behind a subject; null where no cluster is known. */
  workloadsOf(subject: ChartSubjectAsked): ReturnType<SubjectWorkloads['of']> | null {
    const [cluster] = this.#deps.clusters
    return cluster === undefined ? null : this.#readCluster(cluster).workloads.of(subject)
  }

  #find(chart: string): { readonly there: MeshThere; readonly family: ChartFamily } {
    for (const there of this.#meshes()) {
      const family = there.mesh.charts.families.find((one) => idOf(there.mesh, one) === chart)
      if (family !== undefined) return { there, family }
    }
    throw noChart(chart)
  }

  #findDurations(): { readonly there: MeshThere; readonly family: ChartFamily } {
    for (const there of this.#meshes()) {
      const family = there.mesh.charts.families.find(
        ({ layer, isDistribution }) => layer === 'responseTime' && isDistribution,
      )
      if (family !== undefined) return { there, family }
    }
    throw new AppError('notFound', 'No mesh here tells how long requests take.')
  }

  #cluster(): string | null {
    return this.#deps.clusters[0]?.cluster ?? null
  }

  #isAmbient({ facts }: MeshThere, subject: ChartSubjectAsked): boolean {
    return (this.workloadsOf(subject) ?? []).some(
      ({ namespace, name }) => facts.dataPlaneByWorkload.get(`${namespace}/${name}`) === 'ambient',
    )
  }

  /** Those that are there; all of them where none is found, since the store may know one. */
  #meshes(): readonly MeshThere[] {
    const [cluster] = this.#deps.clusters
    if (cluster === undefined)
      return this.#deps.meshes.map((mesh) => ({ mesh, facts: mesh.readConfig(nothing) }))
    return this.#readCluster(cluster).meshes
  }

  #readCluster(cluster: ClusterSource): ClusterRead {
    const inventory = cluster.inventory()
    const before = this.#read.get(cluster.id)
    if (before?.revision === inventory.revision) return before
    const found = this.#deps.meshes.filter((mesh) => mesh.detect(inventory) !== null)
    const meshes = found.length === 0 ? this.#deps.meshes : found
    const read = {
      revision: inventory.revision,
      workloads: indexWorkloads(inventory),
      meshes: meshes.map((mesh) => ({ mesh, facts: mesh.readConfig(inventory) })),
    }
    this.#read.set(cluster.id, read)
    return read
  }
}

const nothing: Inventory = {
  ...{ cluster: '', revision: 0, namespaces: [], workloads: [], services: [], pods: [] },
  ...{ endpoints: [], config: new Map(), unreadable: [] },
}

const idOf = ({ id }: Mesh, family: ChartFamily): string => `${id}.${family.id}`

function titleOf(mesh: Mesh, family: ChartFamily): ChartList['charts'][number] {
  const { title, unit, isDistribution, note, groupings } = family
  return { id: idOf(mesh, family), title, unit, isDistribution, note, groupings: [...groupings] }
}

const noChart = (chart: string): AppError => new AppError('notFound', `There is no chart ${chart}.`)
