import { LRUCache } from 'lru-cache'
import type { Chart } from '#contract/charts.ts'
import type { Dashboard, DashboardAsk, DashboardList } from '#contract/dashboards.ts'
import type { QueryEvidence } from '#contract/graph.ts'
import { buildChart } from '../charts/build-chart.ts'
import type { DashboardChartFile, DashboardFile } from '../charts/dashboard-file.ts'
import {
  dashboardPromql,
  discoveryPromql,
  podGrouping,
  podPattern,
  readDashboardSeries,
  type DashboardQuestion,
  type PodMatchers,
} from '../charts/dashboard-queries.ts'
import { AppError } from '../errors.ts'
import type { Viewer } from '../seams/identity.ts'
import type { WorkloadObject } from '../seams/inventory.ts'
import type { MetricsSource } from '../seams/source.ts'
import type { Charts, ChartSubjectAsked } from './charts.ts'
import { SharedWork } from './shared-work.ts'

export interface DashboardsDeps {
  readonly metrics: MetricsSource
  readonly charts: Charts
  readonly files: readonly DashboardFile[]
  /** What the store calls the namespace and the name of a pod. */
  readonly labels: { readonly namespace: string; readonly pod: string }
}

interface Found {
  readonly names: ReadonlySet<string>
  readonly evidence: QueryEvidence
}

export interface DashboardView {
  readonly subject: ChartSubjectAsked
  readonly dashboard: string
  readonly chart: string
  readonly ask: DashboardAsk
  readonly viewer: Viewer
}

const foundLastsMs = 60_000
const usualStatistics = ['p50', 'p95', 'p99'] as const
const askedBy = ['alidade.dev/dashboards', 'kiali.io/dashboards', 'kiali.io/runtimes'] as const

/** What runs in the pods of a subject, told by dashboards that are files. */
export class Dashboards {
  readonly #deps: DashboardsDeps
  readonly #shared = new SharedWork<Found>()
  readonly #found = new LRUCache<string, Found>({ max: 500, ttl: foundLastsMs })

  constructor(deps: DashboardsDeps) {
    this.#deps = deps
  }

  /** Those whose metrics are there, by one query for all, and those that the pods ask for. */
  async list(subject: ChartSubjectAsked, signal: AbortSignal): Promise<DashboardList> {
    const workloads = this.#deps.charts.workloadsOf(subject)
    const pods = this.#podsOf(subject, workloads)
    if (pods.patterns.length === 0)
      return {
        ...{ dashboards: [], evidence: [], warnings: [] },
        whyNone: 'No workload is behind it here, so there are no pods to look at.',
      }
    const asked = annotated(workloads ?? [])
    const { names, evidence } = await this.#discover(pods, signal)
    const dashboards = this.#deps.files.flatMap((file): Dashboard[] => {
      const isAsked = [file.id, file.title, ...file.alsoCalled].some((name) =>
        asked.has(name.toLowerCase()),
      )
      const isFound = file.foundBy.some((name) => names.has(name))
      return isAsked || isFound ? [describe(file, isAsked ? 'annotation' : 'metrics')] : []
    })
    const whyNone =
      dashboards.length > 0
        ? null
        : 'The metric store has no metrics of these pods that a dashboard knows.'
    return { dashboards, whyNone, evidence: [evidence], warnings: [] }
  }

  /** Throws AppError notFound for what is not there, SourceUnavailableError for no answer. */
  async chart(view: DashboardView, signal: AbortSignal): Promise<Chart> {
    const { subject, ask, viewer } = view
    const file = this.#deps.files.find(({ id }) => id === view.dashboard)
    const chart = file?.charts.find(({ id }) => id === view.chart)
    if (file === undefined || chart === undefined)
      throw new AppError('notFound', `There is no chart ${view.chart} of ${view.dashboard}.`)
    const pods = this.#podsOf(subject, this.#deps.charts.workloadsOf(subject))
    if (pods.patterns.length === 0)
      throw new AppError('notFound', `No workload is behind ${subject.name} here.`)
    const time = await this.#deps.charts.planTime(ask, signal)
    const known = new Set([podGrouping, ...Object.keys(file.groupings)])
    const question: DashboardQuestion = {
      chart,
      pods,
      by: [...new Set([...chart.by, ...ask.by.filter((id) => known.has(id))])],
      aggregation: ask.aggregation ?? chart.aggregation,
      statistics: ask.statistics.length === 0 ? usualStatistics : ask.statistics,
      windowSeconds: time.windowSeconds,
    }
    const id = `${file.id}.${chart.id}`
    const promql = dashboardPromql(question)
    const got = await this.#deps.charts.queries.ask({ id, layer: 'runtime', promql, time }, signal)
    const built = buildChart({
      shape: {
        ...{ id, title: chart.title, unit: chart.unit, note: chart.note ?? null },
        isDistribution: chart.type === 'histogram',
        isSum: question.aggregation === 'sum',
        read: (labels) => readDashboardSeries(labels, question),
      },
      ...{ time, series: got.series, viewer, cluster: null, ask },
    })
    return { ...built, evidence: [got.evidence], warnings: [...got.warnings] }
  }

  /** Without a cluster only workloads are known, by their names alone. */
  #podsOf(subject: ChartSubjectAsked, workloads: readonly WorkloadObject[] | null): PodMatchers {
    const { namespace: namespaceLabel, pod: podLabel } = this.#deps.labels
    const guessed =
      subject.kind === 'workload' ? [podPattern({ kind: '', name: subject.name })] : []
    return {
      ...{ namespaceLabel, podLabel, namespace: subject.namespace },
      patterns: workloads === null ? guessed : workloads.map(podPattern),
    }
  }

  async #discover(pods: PodMatchers, signal: AbortSignal): Promise<Found> {
    const { files, metrics } = this.#deps
    const promql = discoveryPromql(files, pods)
    const known = this.#found.get(promql)
    if (known !== undefined) return known
    const found = await this.#shared.do(
      promql,
      async (own) => {
        const { vector, tookMs } = await metrics.query(promql, { signal: own })
        const column = vector.labelNames.indexOf('__name__')
        const rows = Array.from(vector.values, (_, row) => row)
        const names = rows.map((row) => {
          const code = vector.codes[row * vector.labelNames.length + column]
          return column < 0 ? '' : (vector.strings[code ?? 0] ?? '')
        })
        return {
          names: new Set(names),
          evidence: {
            ...{ id: 'discovery', layer: 'runtime' as const, source: metrics.id, promql },
            ...{ at: Date.now(), tookMs, series: rows.length, isRecorded: false },
          },
        }
      },
      signal,
    )
    this.#found.set(promql, found)
    return found
  }
}

/** The names in the annotations of the pods' templates, in lower case. */
function annotated(workloads: readonly WorkloadObject[]): ReadonlySet<string> {
  return new Set(
    workloads
      .flatMap(({ podAnnotations }) => askedBy.map((name) => podAnnotations[name] ?? ''))
      .flatMap((text) => text.split(','))
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  )
}

function describe(file: DashboardFile, why: Dashboard['why']): Dashboard {
  const groupings = Object.entries(file.groupings).map(([id, title]) => ({ id, title }))
  const all = [{ id: podGrouping, title: 'Pod' }, ...groupings]
  const ids = all.map(({ id }) => id)
  const { id, title, description, isOwn } = file
  return {
    ...{ id, title, description, why, groupings: all },
    ...(isOwn === true ? { isOwn } : {}),
    charts: file.charts.map((chart) => titleOf(chart, ids)),
  }
}

const titleOf = (
  { id, title, unit, type, note, aggregation }: DashboardChartFile,
  groupings: readonly string[],
): Dashboard['charts'][number] => ({
  ...{ id, title, unit, aggregation, note: note ?? null },
  isDistribution: type === 'histogram',
  groupings: [...groupings],
})
