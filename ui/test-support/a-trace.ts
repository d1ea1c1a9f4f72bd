import { spanKinds, spanMark, type TraceView } from '#contract/traces.ts'

export interface DrawnSpan {
  readonly service: string
  readonly operation: string
  readonly kind: (typeof spanKinds)[number]
  readonly parent: number
  readonly at: number // ms
  readonly lasts: number // ms
}

/** A trace as the server tells it, of spans that are all made by proxies. For tests. */
export function aTrace(spans: readonly DrawnSpan[]): TraceView {
  const services = [...new Set(spans.map(({ service }) => service))]
  const operations = [...new Set(spans.map(({ operation }) => operation))]
  const depths: number[] = []
  for (const { parent } of spans) depths.push(parent < 0 ? 0 : (depths[parent] ?? 0) + 1)
  return {
    traceId: 'a'.repeat(32),
    startNs: '1700000000000000000',
    durationNs: Math.max(...spans.map(({ at, lasts }) => at + lasts)) * 1e6,
    ...{ services, operations },
    places: [
      {
        ...{ namespace: 'shop', workload: 'web-v1', app: 'web', version: 'v1', pod: 'web-v1-1' },
        ...{ role: 'sidecar', isHidden: false },
      },
    ],
    spans: {
      ids: spans.map((_, index) => `s${index}`),
      parents: spans.map(({ parent }) => parent),
      depths,
      services: spans.map(({ service }) => services.indexOf(service)),
      operations: spans.map(({ operation }) => operations.indexOf(operation)),
      places: spans.map(() => 0),
      kinds: spans.map(({ kind }) => spanKinds.indexOf(kind)),
      offsetsNs: spans.map(({ at }) => at * 1e6),
      durationsNs: spans.map(({ lasts }) => lasts * 1e6),
      selfNs: spans.map(({ lasts }) => lasts * 1e6),
      marks: spans.map(() => spanMark.proxy),
    },
    criticalPath: { spans: [], fromNs: [], toNs: [] },
    statistics: [],
    hops: [],
    warnings: [],
    storeUrl: null,
  }
}
