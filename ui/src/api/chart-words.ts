import type { Chart, ChartGrouping, ChartList, ChartSeries, ChartTitle } from '#contract/charts.ts'
import type { DashboardList } from '#contract/dashboards.ts'
import { t, translate } from '../i18n/t.ts'

/*
 * The API speaks English. What comes with the console is told in the language of the page; what an
 * administrator has written stays as it is written, also where it happens to be a known word.
 */

const sayTitle = <Title extends Pick<ChartTitle, 'title' | 'note'>>(one: Title): Title => ({
  ...one,
  title: translate(one.title),
  note: one.note === null ? null : translate(one.note),
})

const sayGrouping = (one: ChartGrouping): ChartGrouping =>
  one.isOwn === true ? one : { ...one, title: translate(one.title) }

/** The charts of a mesh, in the language of the page. */
export function sayCharts(list: ChartList): ChartList {
  return {
    ...list,
    charts: list.charts.map(sayTitle),
    groupings: list.groupings.map(sayGrouping),
  }
}

/** Dashboards that come with the console, in the language of the page; they are called by names. */
export function sayDashboards(list: DashboardList): DashboardList {
  return {
    ...list,
    dashboards: list.dashboards.map((one) =>
      one.isOwn === true
        ? one
        : {
            ...one,
            description: translate(one.description),
            charts: one.charts.map(sayTitle),
            groupings: one.groupings.map(sayGrouping),
          },
    ),
  }
}

/** The lines of a chart by what they are, in the language of the page. */
export function sayChart(chart: Chart): Chart {
  return { ...chart, series: chart.series.map((one) => ({ ...one, name: saySeries(one) })) }
}

const statisticWords = {
  avg: t('average'),
  ...{ p50: 'p50', p75: 'p75', p90: 'p90', p95: 'p95', p99: 'p99', p999: 'p99.9' },
} as const satisfies Record<NonNullable<ChartSeries['statistic']>, string>

function saySeries({ labels, kind, statistic, reporter }: ChartSeries): string {
  const parts = [
    ...Object.values(labels),
    ...(kind === 'others' ? [t('others')] : []),
    ...(statistic === null ? [] : [statisticWords[statistic]]),
    ...(reporter === null ? [] : [t('by {{reporter}}', { reporter })]),
  ]
  return parts.length === 0 ? t('all') : parts.join(' · ')
}
