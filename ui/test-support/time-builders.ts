import type { GraphSeries, SeriesLine } from '#contract/series.ts'

export function aSeriesLine(fields: Partial<SeriesLine> = {}): SeriesLine {
  return {
    measure: 'http',
    direction: 'all',
    unit: 'requestsPerSecond',
    statistic: null,
    values: [1, 2, 4],
    reporters: ['source'],
    ...fields,
  }
}

/** Three points, ten seconds apart. */
export function aSeries(fields: Partial<GraphSeries> = {}): GraphSeries {
  return {
    subject: { kind: 'whole', id: null },
    times: [1_700_000_000_000, 1_700_000_010_000, 1_700_000_020_000],
    stepSeconds: 10,
    windowSeconds: 60,
    lines: [aSeriesLine()],
    whyNone: null,
    evidence: [],
    warnings: [],
    ...fields,
  }
}
