import type {
  ChartDirection,
  ChartGrouping,
  ChartReporter,
  ChartStatistic,
  ChartUnit,
} from '#contract/charts.ts'
import type { Layer } from '#contract/warning.ts'

/** What a chart is about. */
export interface ChartSubjectRef {
  readonly kind: 'app' | 'service' | 'workload'
  /** As in the cluster labels of the telemetry; null: not known, all are meant. */
  readonly cluster: string | null
  readonly namespace: string
  readonly name: string
}

/** One kind of number that a mesh tells over time. */
export interface ChartFamily {
  readonly id: string
  readonly title: string
  readonly unit: ChartUnit
  readonly layer: Layer
  /** Told by averages and quantiles, which cannot be put together later; else by sums, which can. */
  readonly isDistribution: boolean
  readonly note: string | null
  /** Ids of groupings whose labels its series have. */
  readonly groupings: readonly string[]
}

export interface ChartQuestion {
  readonly subject: ChartSubjectRef
  readonly direction: ChartDirection
  readonly reporter: ChartReporter
  /** The subject is behind node proxies, whose requests a third kind of proxy reports. */
  readonly isAmbient: boolean
  readonly windowSeconds: number
  readonly groupings: readonly string[]
  readonly statistics: readonly ChartStatistic[]
}

/** One value of one grouping. */
export interface ReadValue {
  readonly text: string | null // null: the proxy did not know
  /** The namespaces that it names or lies in; whoever may not see one of them must not be told. */
  readonly places: readonly { readonly cluster: string | null; readonly namespace: string }[]
}

/** What the labels of one series say. */
export interface ReadSeries {
  readonly values: ReadonlyMap<string, ReadValue> // by id of grouping
  readonly statistic: ChartStatistic | null
  readonly reporter: string | null // only where reporters are told apart
}

/** A label that an administrator wants to group by; it names nobody's peers. */
export interface ExtraGrouping {
  readonly id: string
  readonly title: string
  readonly label: string
  readonly directions: readonly ChartDirection[]
}

/** The part of a mesh that knows which numbers over time there are and how each is asked for. */
export interface MeshCharts {
  readonly families: readonly ChartFamily[]
  /** In the order in which they are offered. */
  readonly groupings: (direction: ChartDirection) => readonly ChartGrouping[]
  /** One query, whatever is grouped by and however many statistics; null for no family of its own. */
  readonly promql: (family: string, question: ChartQuestion) => string | null
  readonly read: (labels: Readonly<Record<string, string>>, question: ChartQuestion) => ReadSeries
  /**
   * The same with more groupings behind its own. Throws AppError badRequest where one has the id of
   * its own, so that nobody loses what says which peers a viewer may see.
   */
  readonly withGroupings: (extra: readonly ExtraGrouping[]) => MeshCharts
}
