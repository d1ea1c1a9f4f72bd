import type { SpanAttributes, SpanKind, SpanRecord } from '../../../seams/span.ts'
import {
  attributesOf,
  bigintOf,
  clampNs,
  hexIdOf,
  isObject,
  noAttributes,
  objectsOf,
  scalarOf,
  textOf,
  type Json,
} from './reading.ts'

/**
 * Spans of Zipkin's second format: times in microseconds, a tag `error` of any value for a failure,
 * and both halves of a call under one id, the server's marked `shared`.
 *
 * @see https://zipkin.io/zipkin-api/
 */
export function readZipkin(spans: readonly Json[]): readonly SpanRecord[] {
  return spans.flatMap(readSpan)
}

function readSpan(span: Json): readonly SpanRecord[] {
  const traceId = hexIdOf(span['traceId'], 32)
  const spanId = hexIdOf(span['id'], 16)
  if (traceId === null || spanId === null) return []
  const attributes = readTags(span['tags'])
  // A span that is not through has no duration yet; one of a server that was told none, no start.
  const start = clampNs((bigintOf(span['timestamp']) ?? -1n) * 1000n)
  const duration = clampNs((bigintOf(span['duration']) ?? 0n) * 1000n)
  return [
    {
      traceId,
      spanId,
      parentId: hexIdOf(span['parentId'], 16),
      service: serviceOf(span['localEndpoint']),
      operation: textOf(span['name']),
      kind: readKind(span['kind']),
      startNs: start.ns,
      durationNs: duration.ns,
      isError: 'error' in attributes && attributes['error'] !== 'false',
      isShared: span['shared'] === true,
      attributes,
      resource: readEndpoint(span['localEndpoint']),
      events: objectsOf(span['annotations']).map((annotation) => ({
        atNs: clampNs((bigintOf(annotation['timestamp']) ?? 0n) * 1000n).ns,
        name: textOf(annotation['value']),
        attributes: noAttributes,
      })),
      links: [],
      warnings: start.isOdd ? ['It says no start.'] : [],
    },
  ]
}

const kinds: readonly SpanKind[] = ['server', 'client', 'producer', 'consumer']

const readKind = (value: unknown): SpanKind =>
  kinds.find((kind) => kind === textOf(value).toLowerCase()) ?? 'internal'

const serviceOf = (endpoint: unknown): string =>
  (isObject(endpoint) ? textOf(endpoint['serviceName']) : '') || 'unknown_service'

function readEndpoint(endpoint: unknown): SpanAttributes {
  if (!isObject(endpoint)) return noAttributes
  return attributesOf(
    ['ipv4', 'ipv6', 'port'].flatMap((name) => {
      const value = scalarOf(endpoint[name])
      return value === null ? [] : [[name, value] as const]
    }),
  )
}

function readTags(value: unknown): SpanAttributes {
  if (!isObject(value)) return noAttributes
  return attributesOf(
    Object.entries(value).map(([key, own]) => [key, scalarOf(own) ?? JSON.stringify(own)] as const),
  )
}
