import type { Chart, ChartList, ChartSeries, ChartTitle } from '#contract/charts.ts'

export function aChartTitle(fields: Partial<ChartTitle> = {}): ChartTitle {
  return {
    id: 'test.requests',
    title: 'Request volume',
    unit: 'requestsPerSecond',
    isDistribution: false,
    note: null,
    groupings: ['code'],
    ...fields,
  }
}

export function aChartList(fields: Partial<ChartList> = {}): ChartList {
  return {
    charts: [aChartTitle(), aChartTitle({ id: 'test.duration', title: 'Request duration' })],
    groupings: [
      { id: 'code', title: 'Response code' },
      { id: 'remoteApp', title: 'Remote app' },
    ],
    defaultReporter: 'destination',
    isAmbient: false,
    links: [],
    ...fields,
  }
}

export function aChartSeries(fields: Partial<ChartSeries> = {}): ChartSeries {
  return {
    key: 'group|code=200',
    name: '200',
    kind: 'group',
    labels: { code: '200' },
    statistic: null,
    reporter: null,
    values: [1, 2, null, 4],
    last: 4,
    max: 4,
    avg: 2.3333,
    trend: { from: 1, to: 4, fit: 1 },
    ...fields,
  }
}

const start = 1_700_000_000_000

/** Four points, a minute apart; two lines. */
export function aChart(fields: Partial<Chart> = {}): Chart {
  return {
    id: 'test.requests',
    title: 'Request volume',
    unit: 'requestsPerSecond',
    note: null,
    fromAt: start,
    toAt: start + 180_000,
    times: [0, 1, 2, 3].map((minute) => start + minute * 60_000),
    stepSeconds: 60,
    windowSeconds: 60,
    thinnedFrom: null,
    series: [
      aChartSeries(),
      aChartSeries({
        ...{ key: 'group|code=503', name: '503', labels: { code: '503' } },
        ...{ values: [0.5, null, null, null], last: null, max: 0.5, avg: 0.5, trend: null },
      }),
    ],
    values: { code: ['200', '503'] },
    leftOut: [],
    whyNone: null,
    evidence: [],
    warnings: [],
    ...fields,
  }
}
