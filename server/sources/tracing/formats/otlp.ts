import type { SpanAttributes, SpanEvent, SpanKind, SpanRecord } from '../../../seams/span.ts'
import {
  attributesOf,
  bigintOf,
  clampNs,
  emptyAttributes,
  hexIdOf,
  isObject,
  noAttributes,
  objectsOf,
  saysError,
  scalarOf,
  textOf,
  type Json,
} from './reading.ts'

/**
 * Spans of OTLP JSON: `resourceSpans`, or `batches` as Tempo's first version names them; ids in hex
 * or base64, times in nanoseconds as decimal text. What has no id is left out.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function readOtlp(document: Json): readonly SpanRecord[] {
  const groups = [...objectsOf(document['resourceSpans']), ...objectsOf(document['batches'])]
  return groups.flatMap((group) => {
    const resource = isObject(group['resource'])
      ? readAttributes(group['resource']['attributes'])
      : noAttributes
    const service = textOf(resource['service.name']) || 'unknown_service'
    const scopes = [
      ...objectsOf(group['scopeSpans']),
      ...objectsOf(group['instrumentationLibrarySpans']),
    ]
    return scopes.flatMap((scope) =>
      objectsOf(scope['spans']).flatMap((span) => readSpan(span, { resource, service })),
    )
  })
}

const kinds: readonly SpanKind[] = [
  'internal',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
]

function readKind(value: unknown): SpanKind {
  if (typeof value === 'number') return kinds[value] ?? 'internal'
  const name = textOf(value)
    .replace(/^SPAN_KIND_/, '')
    .toLowerCase()
  return kinds.find((kind) => kind === name) ?? 'internal'
}

interface Maker {
  readonly resource: SpanAttributes
  readonly service: string
}

function readSpan(span: Json, { resource, service }: Maker): readonly SpanRecord[] {
  const traceId = hexIdOf(span['traceId'], 32)
  const spanId = hexIdOf(span['spanId'], 16)
  if (traceId === null || spanId === null) return []
  const attributes = readAttributes(span['attributes'])
  const { startNs, durationNs, warnings } = readTimes(span)
  return [
    {
      traceId,
      spanId,
      parentId: readParent(span['parentSpanId']),
      service,
      operation: textOf(span['name']),
      kind: readKind(span['kind']),
      startNs,
      durationNs,
      isError: isFailed(span['status']) || saysError(attributes),
      isShared: false,
      attributes,
      resource,
      events: objectsOf(span['events']).map(readEvent),
      links: objectsOf(span['links']).flatMap((link) => {
        const linked = hexIdOf(link['traceId'], 32)
        const at = hexIdOf(link['spanId'], 16)
        return linked === null || at === null ? [] : [{ traceId: linked, spanId: at }]
      }),
      warnings: [...warnings, ...warningsIn(attributes)],
    },
  ]
}

const noParent = '0000000000000000'

function readParent(value: unknown): string | null {
  const id = hexIdOf(value, 16)
  return id === noParent ? null : id
}

interface Times {
  readonly startNs: bigint
  readonly durationNs: bigint
  readonly warnings: readonly string[]
}

function readTimes(span: Json): Times {
  const start = clampNs(bigintOf(span['startTimeUnixNano']) ?? -1n)
  const end = clampNs(bigintOf(span['endTimeUnixNano']) ?? -1n)
  const warnings: string[] = []
  if (start.isOdd) warnings.push('Its start is no time.')
  else if (end.isOdd) warnings.push('Its end is no time: drawn without a duration.')
  else if (end.ns < start.ns) warnings.push('It ends before it starts: drawn without a duration.')
  const isTimed = !start.isOdd && !end.isOdd && end.ns >= start.ns
  return { startNs: start.ns, durationNs: isTimed ? end.ns - start.ns : 0n, warnings }
}

/** Jaeger hands its own remarks on in attributes of this name. */
function warningsIn(attributes: SpanAttributes): readonly string[] {
  const warning = attributes['jaeger.internal.warnings'] ?? attributes['@jaeger@warnings']
  return warning === undefined ? [] : [String(warning)]
}

function isFailed(status: unknown): boolean {
  if (!isObject(status)) return false
  return status['code'] === 2 || status['code'] === 'STATUS_CODE_ERROR'
}

function readEvent(event: Json): SpanEvent {
  return {
    atNs: clampNs(bigintOf(event['timeUnixNano']) ?? 0n).ns,
    name: textOf(event['name']),
    attributes: readAttributes(event['attributes']),
  }
}

function readAttributes(value: unknown): SpanAttributes {
  const pairs = objectsOf(value)
  if (pairs.length === 0) return noAttributes
  const attributes = emptyAttributes()
  for (const pair of pairs) attributes[textOf(pair['key'])] = readValue(pair['value'], 0)
  return attributes
}

const deepest = 8

/** A scalar as itself; lists and maps as JSON text, no deeper than anybody would read. */
function readValue(value: unknown, depth: number): string | number | boolean {
  // Nearly all of them: nothing more is made of a text.
  if (isObject(value) && typeof value['stringValue'] === 'string') return value['stringValue']
  const plain = plainOf(value, depth)
  return scalarOf(plain) ?? JSON.stringify(plain)
}

function plainOf(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > deepest) return ''
  if ('intValue' in value) return readInt(value['intValue'])
  for (const name of ['stringValue', 'boolValue', 'doubleValue', 'bytesValue'])
    if (name in value) return scalarOf(value[name]) ?? ''
  if (isObject(value['arrayValue']))
    return objectsOf(value['arrayValue']['values']).map((one) => plainOf(one, depth + 1))
  if (isObject(value['kvlistValue']))
    return attributesOf(
      objectsOf(value['kvlistValue']['values']).map(
        (one) => [textOf(one['key']), readValue(one['value'], depth + 1)] as const,
      ),
    )
  return ''
}

/** 64-bit integers come as text; those that a number holds become one. */
function readInt(value: unknown): string | number {
  if (typeof value === 'number') return value
  const text = textOf(value)
  const number = Number(text)
  return text !== '' && Number.isSafeInteger(number) ? number : text
}
