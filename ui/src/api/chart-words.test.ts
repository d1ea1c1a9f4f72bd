import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dashboard, DashboardList } from '#contract/dashboards.ts'
import { aChart, aChartTitle } from '../../test-support/chart-builders.ts'
import { openLanguage } from '../i18n/t.ts'
import { sayChart, sayCharts, sayDashboards } from './chart-words.ts'

beforeAll(() => openLanguage('de'))
afterAll(() => openLanguage('en'))

const board = (fields: Partial<Dashboard> = {}): DashboardList => ({
  ...{ whyNone: null, evidence: [], warnings: [] },
  dashboards: [
    {
      ...{ id: 'one', title: 'Threads', description: 'Heap', why: 'metrics' },
      charts: [{ ...aChartTitle({ title: 'Open files', note: 'Buffers' }), aggregation: 'sum' }],
      groupings: [{ id: 'type', title: 'Type' }],
      ...fields,
    },
  ],
})

const wordsOf = ({ dashboards }: DashboardList): (string | null)[] =>
  dashboards.flatMap(({ title, description, charts, groupings }) => [
    ...[title, description],
    ...charts.flatMap((chart) => [chart.title, chart.note]),
    ...groupings.map((grouping) => grouping.title),
  ])

describe('charts in another language', () => {
  it('are called as it calls them where they come with the console, dashboards by their names', () => {
    expect(wordsOf(sayDashboards(board()))).toEqual([
      'Threads',
      'Heap',
      'Offene Dateien',
      'Puffer',
      'Typ',
    ])
  })

  it('are called as an administrator calls them, known word or not', () => {
    const own = board({ isOwn: true })
    expect(sayDashboards(own)).toEqual(own)
    const { charts, groupings } = sayCharts({
      charts: [aChartTitle({ title: 'Response size', note: null })],
      groupings: [
        { id: 'code', title: 'Response code' },
        { id: 'kind', title: 'Type', isOwn: true },
      ],
      ...{ defaultReporter: 'source', isAmbient: false, links: [] },
    })
    expect(charts.map(({ title }) => title)).toEqual(['Größe der Antworten'])
    expect(groupings.map(({ title }) => title)).toEqual(['Antwortcode', 'Type'])
  })

  it('name their lines by what they are', () => {
    const [first] = aChart().series
    if (first === undefined) throw new Error('the chart has no line')
    const line = { ...first, labels: {}, statistic: null, reporter: null }
    const { series } = sayChart(
      aChart({
        series: [
          { ...line, kind: 'group' },
          { ...line, kind: 'others', reporter: 'source' },
          { ...line, kind: 'group', labels: { code: '500' }, statistic: 'p95' },
        ],
      }),
    )
    expect(series.map(({ name }) => name)).toEqual(['alle', 'übrige · laut source', '500 · p95'])
  })
})
