import {
  chartReporters,
  chartStatistics,
  type ChartAskInput,
  type ChartDirection,
  type ChartReporter,
  type ChartStatistic,
} from '#contract/charts.ts'
import { readWindowSeconds, writeWindow } from '#contract/graph-ask.ts'

export interface Choice {
  readonly grouping: string
  readonly value: string
}

/** The time that all charts show: the page's own, as the graph writes it. */
export interface TimeView {
  readonly windowSeconds: number
  readonly at: number | null // null: live
}

/** What one tab of charts shows. */
export const spanCounts = [0, 20, 100, 500, 1000] as const
export type SpanCount = (typeof spanCounts)[number]

export interface MetricsView extends TimeView {
  readonly by: readonly string[]
  readonly only: readonly Choice[]
  readonly statistics: readonly ChartStatistic[]
  readonly reporter: ChartReporter | null // null: the usual one
  readonly hasTrend: boolean
  /** How many spans lie over the charts of durations; 0: none. */
  readonly spans: SpanCount
  readonly chart: string | null // the one that is expanded
}

export const usualStatistics: readonly ChartStatistic[] = ['p50', 'p95', 'p99']

export const defaultView: MetricsView = {
  ...{ windowSeconds: 600, at: null, by: [], only: [], statistics: usualStatistics },
  ...{ reporter: null, hasTrend: false, spans: 0, chart: null },
}

const list = (text: string | null): readonly string[] => [
  ...new Set((text ?? '').split(',').filter((part) => part !== '')),
]

/** `inbound` + `by` → `inboundBy`: what a tab keeps in the address begins with its id. */
const nameOf = (tab: string, field: string): string =>
  `${tab}${field.charAt(0).toUpperCase()}${field.slice(1)}`

/** Never throws: what cannot be read is as usual, field by field. */
export function readView(search: URLSearchParams, tab: string): MetricsView {
  const get = (field: string): string | null => search.get(nameOf(tab, field))
  const statistics = chartStatistics.filter((one) => list(get('stats')).includes(one))
  const by = list(get('by'))
  return {
    ...readTime(search),
    by,
    only: list(get('only')).flatMap((text) => {
      const choice = readChoice(text)
      return choice !== null && by.includes(choice.grouping) ? [choice] : []
    }),
    statistics: statistics.length === 0 ? usualStatistics : statistics,
    reporter: chartReporters.find((one) => one === get('reporter')) ?? null,
    hasTrend: get('trend') === 'true',
    spans: spanCounts.find((count) => String(count) === get('spans')) ?? 0,
    chart: get('chart'),
  }
}

export function readTime(search: URLSearchParams): TimeView {
  const seconds = readWindowSeconds(search.get('window') ?? '')
  const at = Number(search.get('at') ?? Number.NaN)
  const isWindow = seconds !== null && seconds >= 60 && seconds <= 30 * 86_400
  return {
    windowSeconds: isWindow ? seconds : defaultView.windowSeconds,
    at: Number.isInteger(at) && at > 0 && at <= 8.64e15 ? at : null,
  }
}

/** The shortest address that reads back to this time. */
export function writeTime(
  { windowSeconds, at }: TimeView,
  others: URLSearchParams,
): URLSearchParams {
  const search = new URLSearchParams(others)
  if (windowSeconds === defaultView.windowSeconds) search.delete('window')
  else search.set('window', writeWindow(windowSeconds))
  if (at === null) search.delete('at')
  else search.set('at', String(at))
  return search
}

/** The shortest address that reads back to this view; all other parameters stay as they are. */
export function writeView(
  view: MetricsView,
  tab: string,
  others = new URLSearchParams(),
): URLSearchParams {
  const isUsual = view.statistics.join() === usualStatistics.join()
  const texts: Readonly<Record<string, string>> = {
    [nameOf(tab, 'by')]: view.by.join(','),
    [nameOf(tab, 'only')]: view.only.map(writeChoice).join(','),
    [nameOf(tab, 'stats')]: isUsual ? '' : view.statistics.join(','),
    [nameOf(tab, 'reporter')]: view.reporter ?? '',
    [nameOf(tab, 'trend')]: view.hasTrend ? 'true' : '',
    [nameOf(tab, 'spans')]: view.spans === 0 ? '' : String(view.spans),
    [nameOf(tab, 'chart')]: view.chart ?? '',
  }
  const search = writeTime(view, others)
  for (const [name, text] of Object.entries(texts))
    if (text === '') search.delete(name)
    else search.set(name, text)
  return search
}

export const writeChoice = ({ grouping, value }: Choice): string =>
  `${encodeURIComponent(grouping)}=${encodeURIComponent(value)}`

function readChoice(text: string): Choice | null {
  const [grouping = '', value, ...rest] = text.split('=')
  if (grouping === '' || value === undefined || rest.length > 0) return null
  try {
    return { grouping: decodeURIComponent(grouping), value: decodeURIComponent(value) }
  } catch {
    return null
  }
}

/** What the server is asked for each chart. */
export function askOf(view: MetricsView, direction: ChartDirection): ChartAskInput {
  return {
    direction,
    window: writeWindow(view.windowSeconds),
    ...(view.at === null ? {} : { at: view.at }),
    ...(view.by.length === 0 ? {} : { by: view.by.join(',') }),
    ...(view.only.length === 0 ? {} : { only: view.only.map(writeChoice).join(',') }),
    ...(view.reporter === null ? {} : { reporter: view.reporter }),
    statistics: view.statistics.join(','),
  }
}

export const leastRangeSeconds = 60

/** The time between two instants as a view: at least a minute, whole seconds. */
export function timeBetween(one: number, other: number): TimeView {
  const fromAt = Math.min(one, other)
  const toAt = Math.max(one, other)
  const seconds = Math.max(leastRangeSeconds, Math.round((toAt - fromAt) / 1000))
  const middle = (fromAt + toAt) / 2
  return { windowSeconds: seconds, at: Math.round((middle + (seconds * 1000) / 2) / 1000) * 1000 }
}
