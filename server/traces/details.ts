import type { SpanDetails } from '#contract/traces.ts'
import type { SpanAttributes } from '../seams/span.ts'
import type { PlacedSpan } from './assemble.ts'

/** Values longer than this are cut: a span may carry a whole body. */
const longestValue = 20_000

/** All that one span says; `flagText` puts a response flag in words, null when it is not known. */
export function describeSpan(
  { record, origin, place, durationNs, warnings }: PlacedSpan,
  flagText: (flag: string) => string | null,
): SpanDetails {
  return {
    spanId: record.spanId,
    startNs: String(record.startNs),
    durationNs,
    place: { ...place, isHidden: false },
    attributes: listOf(record.attributes),
    resource: listOf(record.resource),
    events: record.events.map(({ atNs, name, attributes }) => ({
      offsetNs: Number(atNs - record.startNs),
      name,
      attributes: listOf(attributes),
    })),
    links: [...record.links],
    warnings: [...warnings],
    flags: (origin?.flags ?? []).map((flag) => ({ flag, text: flagText(flag) })),
    requestId: origin?.requestId ?? null,
    target: origin?.target ?? null,
  }
}

function listOf(attributes: SpanAttributes): SpanDetails['attributes'] {
  return Object.entries(attributes)
    .map(([key, value]) => ({ key, value: cut(value) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
}

function cut(value: string | number | boolean): string | number | boolean {
  if (typeof value !== 'string' || value.length <= longestValue) return value
  return `${value.slice(0, longestValue)} … (${value.length - longestValue} more characters)`
}
