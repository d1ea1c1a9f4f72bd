import type {
  SpanAttributes,
  SpanEvent,
  SpanKind,
  SpanLink,
  SpanRecord,
} from '../../../seams/span.ts'
import type { ListsByName, LongList, TakeElements } from './long-lists.ts'
import {
  attributesOf,
  bigintOf,
  clampNs,
  emptyAttributes,
  hexIdOf,
  isObject,
  noAttributes,
  nothing,
  objectsOf,
  saysError,
  scalarOf,
  shareAttributes,
  shareTexts,
  textOf,
  type Json,
} from './reading.ts'

export interface OtlpReader {
  /** All that have been read so far. */
  readonly spans: readonly SpanRecord[]
  /** Where spans are in a document, read while it comes. */
  readonly lists: ListsByName
}

/**
 * Reads spans of OTLP JSON: `resourceSpans`, or `batches` as Tempo's first version names them; ids in
 * hex or base64, times in nanoseconds as decimal text. What has no id is left out. Equal names become
 * one text.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function createOtlpReader(): OtlpReader {
  const spans: SpanRecord[] = []
  const share = shareTexts()
  const shareResource = shareAttributes()
  const readScope = (scope: Json, maker: Maker): void => {
    for (const one of objectsOf(scope['spans'])) {
      const span = readSpan(one, maker)
      if (span !== null) spans.push(span)
    }
  }
  /** Spans of a group that is too long to come at once: it may say last who made them. */
  const early = new Map<unknown, MadeSpan[]>()
  const takeEarly: TakeElements = (elements, list) => {
    const known = early.get(list) ?? []
    early.set(list, known)
    for (const one of objectsOf(elements)) {
      const span = readSpan(one, { resource: noAttributes, service: '', share })
      if (span !== null) known.push(span)
    }
  }
  const nameMaker = (scope: Json, { resource, service }: Maker): void => {
    const list: unknown = Array.isArray(scope['spans']) ? scope['spans'][0] : null
    for (const span of early.get(list) ?? []) {
      span.resource = resource
      span.service = service
      spans.push(span)
    }
  }
  const readGroup = (group: Json): void => {
    const resource = isObject(group['resource'])
      ? shareResource(readAttributes(group['resource']['attributes']))
      : noAttributes
    const service = share(textOf(resource['service.name']) || 'unknown_service')
    const maker = { resource, service, share }
    for (const name of ['scopeSpans', 'instrumentationLibrarySpans'])
      for (const scope of objectsOf(group[name])) {
        nameMaker(scope, maker)
        readScope(scope, maker)
      }
  }
  const groups: LongList = {
    take: (elements) => {
      objectsOf(elements).forEach(readGroup)
      early.clear()
    },
    inside: new Map([['spans', { take: takeEarly }]]),
  }
  const lists = new Map([
    ['resourceSpans', groups],
    ['batches', groups],
  ])
  return { spans, lists }
}

/** A span whose maker may be told later. */
type MadeSpan = { -readonly [Field in keyof SpanRecord]: SpanRecord[Field] }

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
  readonly share: (text: string) => string
}

function readSpan(span: Json, { resource, service, share }: Maker): MadeSpan | null {
  const traceId = hexIdOf(span['traceId'], 32)
  const spanId = hexIdOf(span['spanId'], 16)
  if (traceId === null || spanId === null) return null
  const attributes = readAttributes(span['attributes'])
  const { startNs, durationNs, warnings } = readTimes(span)
  return {
    traceId: share(traceId),
    spanId,
    parentId: readParent(span['parentSpanId']),
    service,
    operation: share(textOf(span['name'])),
    kind: readKind(span['kind']),
    startNs,
    durationNs,
    isError: isFailed(span['status']) || saysError(attributes),
    isShared: false,
    attributes,
    resource,
    events: readList(span['events'], readEvent),
    links: readLinks(span['links']),
    warnings: joined(warnings, warningsIn(attributes)),
  }
}

/** Nearly all spans have no events, no links and nothing odd: they share one empty list. */
function readList<One>(value: unknown, read: (one: Json) => One): readonly One[] {
  return Array.isArray(value) && value.length > 0 ? objectsOf(value).map(read) : nothing
}

const joined = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.length === 0 ? other : [...one, ...other]

function readLinks(value: unknown): readonly SpanLink[] {
  const links = readList(value, readLink)
  return links.length === 0 ? nothing : links.filter((link) => link !== null)
}

function readLink(link: Json): SpanLink | null {
  const traceId = hexIdOf(link['traceId'], 32)
  const spanId = hexIdOf(link['spanId'], 16)
  return traceId === null || spanId === null ? null : { traceId, spanId }
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
  const isTimed = !start.isOdd && !end.isOdd && end.ns >= start.ns
  if (isTimed) return { startNs: start.ns, durationNs: end.ns - start.ns, warnings: nothing }
  const warning = start.isOdd
    ? 'Its start is no time.'
    : end.isOdd
      ? 'Its end is no time: drawn without a duration.'
      : 'It ends before it starts: drawn without a duration.'
  return { startNs: start.ns, durationNs: 0n, warnings: [warning] }
}

/** Jaeger hands its own remarks on in attributes of this name. */
function warningsIn(attributes: SpanAttributes): readonly string[] {
  const warning = attributes['jaeger.internal.warnings'] ?? attributes['@jaeger@warnings']
  return warning === undefined ? nothing : [String(warning)]
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
  if (!Array.isArray(value) || value.length === 0) return noAttributes
  const attributes = emptyAttributes()
  for (const pair of objectsOf(value)) attributes[textOf(pair['key'])] = readValue(pair['value'], 0)
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
