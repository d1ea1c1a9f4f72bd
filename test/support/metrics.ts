import type { MetricsSource, QueryOptions, VectorAnswer } from '../../server/seams/source.ts'
import { buildVector } from '../../server/seams/vector.ts'

type Answer = (promql: string, options: QueryOptions) => Promise<VectorAnswer> | VectorAnswer

/** A store's answer of so many series, all 1. */
export function aVectorAnswer(series: number, fields: Partial<VectorAnswer> = {}): VectorAnswer {
  const rows = Array.from({ length: series }, (_, index) => ({
    labels: { index: String(index) },
    value: 1,
  }))
  return { vector: buildVector(rows), warnings: [], tookMs: 1, bytes: 1, ...fields }
}

/** A metric store that answers with a function. */
export function aMetricsSource(answer: Answer, fields: Partial<MetricsSource> = {}): MetricsSource {
  return {
    id: 'metrics',
    status: () => ({
      id: 'metrics',
      kind: 'metrics',
      product: 'Prometheus',
      version: null,
      address: null,
      howFound: 'test',
      state: 'reached',
      message: null,
      sinceAt: null,
      latencyMs: null,
      details: [],
    }),
    close: () => Promise.resolve(),
    query: async (promql, options = {}) => answer(promql, options),
    queryRange: () => Promise.resolve({ series: [], warnings: [], tookMs: 1 }),
    facts: () =>
      Promise.resolve({
        scrapeIntervalSeconds: 15,
        retentionSeconds: null,
        recordedNames: new Set<string>(),
      }),
    ...fields,
  }
}
