import { LRUCache } from 'lru-cache'
import type { QueryEvidence } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import type { ChartTime } from '../charts/time.ts'
import type { MetricsSource } from '../seams/source.ts'
import type { RangeSeries } from '../seams/vector.ts'
import { SharedWork } from './shared-work.ts'

export interface RangeQuestion {
  readonly id: string
  readonly layer: QueryEvidence['layer']
  readonly promql: string
  readonly time: ChartTime
}

export interface RangeGot {
  readonly series: readonly RangeSeries[]
  readonly evidence: QueryEvidence
  readonly warnings: readonly Warning[]
}

/** Over all that is kept; a number costs 16 bytes and its share of the labels. */
const pointsKept = 2_000_000

/**
 * Range queries for all who ask the same: put once, and kept as long as there is room when they came
 * whole. Throws SourceUnavailableError.
 */
export class RangeQueries {
  readonly #metrics: MetricsSource
  readonly #shared = new SharedWork<RangeGot>()
  readonly #kept = new LRUCache<string, RangeGot>({
    maxSize: pointsKept,
    sizeCalculation: ({ series }) =>
      series.reduce((sum, { values }) => sum + values.length + 20, 1),
  })

  constructor(metrics: MetricsSource) {
    this.#metrics = metrics
  }

  async ask(question: RangeQuestion, signal: AbortSignal): Promise<RangeGot> {
    const { promql, time } = question
    const key = `${time.fromMs} ${time.toMs} ${time.stepSeconds} ${promql}`
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    const got = await this.#shared.do(key, (own) => this.#put(question, own), signal)
    if (got.warnings.length === 0) this.#kept.set(key, got)
    return got
  }

  async #put({ id, layer, promql, time }: RangeQuestion, signal: AbortSignal): Promise<RangeGot> {
    const { fromMs, toMs, stepSeconds } = time
    const source = this.#metrics.id
    const { series, warnings, tookMs } = await this.#metrics.queryRange(promql, {
      ...{ fromMs, toMs, stepSeconds, signal },
    })
    return {
      series,
      evidence: {
        ...{ id, layer, source, promql, at: toMs, tookMs },
        ...{ series: series.length, isRecorded: false },
      },
      warnings: warnings.map((message) => ({
        ...{ source, layer, code: 'partial', message, sinceAt: null, dataAt: null },
      })),
    }
  }
}
