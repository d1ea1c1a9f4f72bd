import type { Chart, ChartAsk, ChartSeries, ChartUnit } from '#contract/charts.ts'
import type { ReadSeries } from '../seams/charts.ts'
import type { Viewer } from '../seams/identity.ts'
import type { RangeSeries } from '../seams/vector.ts'
import { alignSeries, measureColumn } from './column.ts'
import { takeLargest, type Largest } from './largest.ts'
import { cutRows, keyOf, type ChartRow, type CutRows } from './rows.ts'
import { thin } from './thin.ts'
import { instantsOf, type ChartTime } from './time.ts'
import { fitTrend } from './trend.ts'

/** What is drawn, whoever asked for it: a mesh's family or a chart of a dashboard. */
export interface ChartShape {
  readonly id: string
  readonly title: string
  readonly unit: ChartUnit
  readonly isDistribution: boolean
  /** Whether what is small may be summed as the others: sums of counters, not means of gauges. */
  readonly isSum: boolean
  readonly note: string | null
  readonly read: (labels: Readonly<Record<string, string>>) => ReadSeries
}

export interface ChartInput {
  readonly shape: ChartShape
  readonly time: ChartTime
  readonly series: readonly RangeSeries[]
  readonly viewer: Viewer
  readonly cluster: string | null
  readonly ask: Pick<ChartAsk, 'only' | 'limit' | 'points'>
}

export type BuiltChart = Omit<Chart, 'evidence' | 'warnings'>

/**
 * A chart out of the series of its query: cut to what the viewer may see, then to the chosen values,
 * then to the largest lines, then to the points that its width can show. Values are chosen from what
 * is visible, so that choosing one tells nothing of what is hidden.
 */
export function buildChart({ shape, time, series, viewer, cluster, ask }: ChartInput): BuiltChart {
  const read = series.map((one) => ({
    read: shape.read(one.labels),
    column: alignSeries(one, time),
  }))
  const isSummed = !shape.isDistribution && shape.isSum
  const cut = cutRows(read, { viewer, cluster, isDistribution: !isSummed })
  const chosen = cut.rows.filter((row) => isChosen(row, ask.only))
  const largest = takeLargest(chosen, { limit: ask.limit, isDistribution: !isSummed })
  const times = instantsOf(time)
  const columns = largest.rows.map(({ column }) => column)
  const thinned = thin(times, columns, ask.points)
  return {
    id: shape.id,
    title: shape.title,
    unit: shape.unit,
    note: shape.note,
    fromAt: time.fromMs,
    toAt: time.toMs,
    times: [...thinned.times],
    stepSeconds: time.stepSeconds,
    windowSeconds: time.windowSeconds,
    thinnedFrom: thinned.times.length < times.length ? times.length : null,
    series: largest.rows.map((row, index) => describeRow(row, thinned.values[index] ?? [])),
    values: valuesOf(cut.rows),
    leftOut: sayLeftOut(cut, largest, isSummed),
    whyNone: largest.rows.length > 0 ? null : sayWhyNone(cut, chosen.length),
  }
}

/** Any of the chosen values of each grouping that has some. */
function isChosen({ labels }: ChartRow, only: ChartAsk['only']): boolean {
  const byGrouping = Map.groupBy(only, ({ grouping }) => grouping)
  return [...byGrouping].every(([grouping, choices]) => {
    const text = labels[grouping]
    return text === undefined || choices.some(({ value }) => value === text)
  })
}

function describeRow(row: ChartRow, values: readonly (number | null)[]): ChartSeries {
  return {
    key: keyOf(row),
    name: nameOf(row),
    kind: row.kind,
    labels: row.labels,
    statistic: row.statistic,
    reporter: row.reporter,
    values: [...values],
    ...measureColumn(row.column),
    trend: fitTrend(row.column),
  }
}

const statisticWords = {
  avg: 'average',
  p50: 'p50',
  p75: 'p75',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
} as const

function nameOf({ labels, kind, statistic, reporter }: ChartRow): string {
  const parts = [
    ...Object.values(labels),
    ...(kind === 'others' ? ['others'] : []),
    ...(statistic === null ? [] : [statisticWords[statistic]]),
    ...(reporter === null ? [] : [`by ${reporter}`]),
  ]
  return parts.length === 0 ? 'all' : parts.join(' · ')
}

function valuesOf(rows: readonly ChartRow[]): Record<string, string[]> {
  const byGrouping = new Map<string, Set<string>>()
  for (const { labels } of rows)
    for (const [id, text] of Object.entries(labels)) {
      const texts = byGrouping.get(id) ?? new Set()
      byGrouping.set(id, texts.add(text))
    }
  return Object.fromEntries([...byGrouping].map(([id, texts]) => [id, [...texts].sort()]))
}

function sayLeftOut({ hidden }: CutRows, { others }: Largest, isSummed: boolean): string[] {
  const series = (count: number): string => (count === 1 ? '1 group' : `${count} groups`)
  return [
    ...(others === 0
      ? []
      : [
          isSummed
            ? `${series(others)} with less drawn as one: others.`
            : `${series(others)} with less not drawn: these cannot be put together.`,
        ]),
    ...(hidden === 0
      ? []
      : ['Peers in namespaces that you may not see are not told: these cannot be put together.']),
  ]
}

function sayWhyNone({ rows, hidden }: CutRows, chosen: number): string {
  if (rows.length > 0 && chosen === 0) return 'Nothing has one of the chosen values in this time.'
  if (hidden > 0) return 'All of it is about peers in namespaces that you may not see.'
  return 'Nobody counted anything of this in this time.'
}
