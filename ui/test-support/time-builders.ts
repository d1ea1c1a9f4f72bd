import type { Change, Comparison } from '#contract/compare.ts'
import type { GraphSeries, SeriesLine } from '#contract/series.ts'
import { bookinfo } from './bookinfo.ts'

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

export function aChange(id: string, fields: Partial<Change> = {}): Change {
  return {
    id,
    element: 'edge',
    kind: 'slower',
    measure: 'responseTime',
    unit: 'ms',
    statistic: 'p95',
    before: 20,
    after: 490,
    ...fields,
  }
}

/** Ten minutes, in which nothing changed. */
export function aComparison(fields: Partial<Comparison> = {}): Comparison {
  return {
    graph: bookinfo(),
    beforeAt: 1_700_000_000_000,
    afterAt: 1_700_000_600_000,
    changes: [],
    whyNot: null,
    warnings: [],
    ...fields,
  }
}
