import { chartStatisticSchema, type ChartStatistic } from '#contract/charts.ts'
import type { Aggregation } from '#contract/dashboards.ts'
import type { ReadSeries } from '../seams/charts.ts'
import type { WorkloadObject } from '../seams/inventory.ts'
import type { DashboardChartFile, DashboardFile } from './dashboard-file.ts'

/** What tells the pods of a subject in the store. */
export interface PodMatchers {
  readonly namespaceLabel: string
  readonly podLabel: string
  readonly namespace: string
  /** Patterns of names of pods, in the syntax of RE2; empty: no pods. */
  readonly patterns: readonly string[]
}

/** The grouping that every dashboard has. */
export const podGrouping = 'pod'

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' }
const quote = (value: string): string =>
  `"${value.replace(/[\\"\n]/g, (found) => escapes[found] ?? found)}"`
const literally = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/**
 * The pods of a workload by the way controllers name them: those that are gone are told of as well,
 * which a list of pods would leave out.
 */
export function podPattern({ kind, name }: Pick<WorkloadObject, 'kind' | 'name'>): string {
  const stem = literally(name)
  switch (kind) {
    case 'Deployment':
      return `${stem}-[a-z0-9]+-[a-z0-9]{5}`
    case 'StatefulSet':
      return `${stem}-[0-9]+`
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
      return `${stem}-[a-z0-9]{5}`
    case 'Pod':
      return stem
    default:
      return `${stem}-.+`
  }
}

function matchersOf(pods: PodMatchers, where: Readonly<Record<string, string>> = {}): string {
  return [
    `${pods.namespaceLabel}=${quote(pods.namespace)}`,
    `${pods.podLabel}=~${quote(pods.patterns.join('|'))}`,
    ...Object.entries(where).map(([label, value]) => `${label}=${quote(value)}`),
  ].join(',')
}

/** One query for all dashboards: which of their metrics the pods have. */
export function discoveryPromql(dashboards: readonly DashboardFile[], pods: PodMatchers): string {
  const names = [...new Set(dashboards.flatMap(({ foundBy }) => foundBy))].sort()
  const name = `__name__=~${quote(names.map(literally).join('|'))}`
  return `count by (__name__) ({${name},${matchersOf(pods)}})`
}

export interface DashboardQuestion {
  readonly chart: DashboardChartFile
  readonly pods: PodMatchers
  readonly by: readonly string[] // labels, or `pod`
  readonly aggregation: Aggregation
  readonly statistics: readonly ChartStatistic[]
  readonly windowSeconds: number
}

const quantiles = {
  ...{ p50: '0.5', p75: '0.75', p90: '0.9' },
  ...{ p95: '0.95', p99: '0.99', p999: '0.999' },
} as const

/** One query per chart, whatever it is grouped by and however many pods there are. */
export function dashboardPromql(question: DashboardQuestion): string {
  const { chart, pods, windowSeconds, aggregation } = question
  const selector = (suffix = ''): string =>
    `${chart.metric}${suffix}{${matchersOf(pods, chart.where)}}`
  const rate = (suffix = ''): string => `rate(${selector(suffix)}[${windowSeconds}s])`
  const labels = question.by.map((one) => (one === podGrouping ? pods.podLabel : one))
  const scaled = (promql: string): string =>
    chart.scale === 1 ? promql : `${promql} * ${String(chart.scale)}`
  const by = (extra: readonly string[] = []): string => `by (${[...extra, ...labels].join(', ')})`
  if (chart.type !== 'histogram') {
    const vector = chart.type === 'rate' ? rate() : selector()
    return scaled(`${aggregation} ${by()} (${vector})`)
  }
  return question.statistics
    .map((statistic) => {
      const vector =
        statistic === 'avg'
          ? `sum ${by()} (${rate('_sum')}) / sum ${by()} (${rate('_count')})`
          : `histogram_quantile(${quantiles[statistic]}, sum ${by(['le'])} (${rate('_bucket')}))`
      return `label_replace(${scaled(`(${vector} >= 0)`)}, "statistic", "${statistic}", "", "")`
    })
    .join(' or ')
}

/** What the labels of one series of a dashboard say. Its pods are the subject's own: none is hidden. */
export function readDashboardSeries(
  labels: Readonly<Record<string, string>>,
  { by, pods }: Pick<DashboardQuestion, 'by' | 'pods'>,
): ReadSeries {
  const statistic = chartStatisticSchema.safeParse(labels['statistic'])
  return {
    values: new Map(
      by.map((id) => {
        const text = labels[id === podGrouping ? pods.podLabel : id] ?? ''
        return [id, { text: text === '' ? null : text, places: [] }]
      }),
    ),
    statistic: statistic.success ? statistic.data : null,
    reporter: null,
  }
}
