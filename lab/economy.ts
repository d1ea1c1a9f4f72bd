import type { HistogramChoice } from './dialects/istio.ts'

/** What a world of some size can afford, so that it stands within seconds and fits into a laptop. */
export interface Economy {
  readonly histograms: HistogramChoice
  readonly historySeconds: number // traffic before the start
  readonly retentionSeconds: number // of samples and of the ledger
  readonly traces: number // the last so many
  readonly logLines: number // of each container, the last so many
  /** What a smaller world has and this one has not, a sentence each. */
  readonly leftOut: readonly string[]
}

const big = 400 // from here on all histograms would be ten of eleven series
const huge = 2_000 // from here on any histogram would take half a gigabyte

const noSizes = 'no histograms of sizes'
const coarse = 'durations in five buckets instead of twenty'

export function economyFor(workloads: number): Economy {
  if (workloads <= big) {
    return {
      histograms: 'all',
      historySeconds: 900,
      retentionSeconds: 3_600,
      traces: 10_000,
      logLines: 1_000,
      leftOut: [],
    }
  }
  if (workloads <= huge) {
    return {
      histograms: 'coarse',
      historySeconds: 600,
      retentionSeconds: 1_800,
      traces: 5_000,
      logLines: 50,
      leftOut: [
        noSizes,
        coarse,
        'half an hour of samples instead of an hour',
        'log lines but the last fifty of a container',
      ],
    }
  }
  return {
    histograms: 'none',
    historySeconds: 120,
    retentionSeconds: 600,
    traces: 2_000,
    logLines: 10,
    leftOut: [
      'no histograms, so no response times',
      'two minutes of history at the start',
      'ten minutes of samples instead of an hour',
      'log lines but the last ten of a container',
    ],
  }
}
