import type { SpanRecord } from '../../server/seams/span.ts'

/** A span of 10 ms; times are given in milliseconds from `epochNs`. */
export const epochNs = 1_700_000_000_000_000_000n

export function aSpan(
  fields: Partial<SpanRecord> & { readonly at?: number; readonly lasts?: number } = {},
): SpanRecord {
  const { at = 0, lasts = 10, ...rest } = fields
  return {
    traceId: 'a'.repeat(32),
    spanId: '1'.padStart(16, '0'),
    parentId: null,
    service: 'reviews.bookinfo',
    operation: 'GET /',
    kind: 'internal',
    startNs: epochNs + BigInt(Math.round(at * 1e6)),
    durationNs: BigInt(Math.round(lasts * 1e6)),
    isError: false,
    isShared: false,
    attributes: {},
    resource: {},
    events: [],
    links: [],
    warnings: [],
    ...rest,
  }
}
