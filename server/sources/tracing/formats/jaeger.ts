import type { SpanAttributes, SpanEvent, SpanKind, SpanRecord } from '../../../seams/span.ts'
import {
  attributesOf,
  bigintOf,
  clampNs,
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
 * Spans of Jaeger's own JSON: traces with `spans` and `processes`, times in microseconds. What has
 * no id is left out.
 */
export function readJaeger(traces: readonly Json[]): readonly SpanRecord[] {
  return traces.flatMap((trace) => {
    const processes = readProcesses(trace['processes'])
    return objectsOf(trace['spans']).flatMap((span) => readSpan(span, processes))
  })
}

interface Process {
  readonly service: string
  readonly resource: SpanAttributes
}

const unknownProcess: Process = { service: 'unknown_service', resource: noAttributes }

function readProcesses(value: unknown): ReadonlyMap<string, Process> {
  const entries = isObject(value) ? Object.entries(value) : []
  return new Map(entries.map(([id, process]) => [id, readProcess(process)]))
}

function readProcess(value: unknown): Process {
  if (!isObject(value)) return unknownProcess
  return {
    service: textOf(value['serviceName']) || unknownProcess.service,
    resource: readTags(value['tags']),
  }
}

function readSpan(span: Json, processes: ReadonlyMap<string, Process>): readonly SpanRecord[] {
  const traceId = hexIdOf(span['traceID'], 32)
  const spanId = hexIdOf(span['spanID'], 16)
  if (traceId === null || spanId === null) return []
  const attributes = readTags(span['tags'])
  const process =
    processes.get(textOf(span['processID'])) ??
    (isObject(span['process']) ? readProcess(span['process']) : unknownProcess)
  const references = objectsOf(span['references'])
  const inside = references.filter((one) => one['traceID'] === span['traceID'])
  const parent = inside.find((one) => one['refType'] === 'CHILD_OF') ?? inside[0]
  const times = readTimes(span)
  return [
    {
      traceId,
      spanId,
      parentId: hexIdOf(parent?.['spanID'], 16) ?? hexIdOf(span['parentSpanID'], 16),
      ...process,
      operation: textOf(span['operationName']),
      kind: readKind(attributes['span.kind']),
      startNs: times.startNs,
      durationNs: times.durationNs,
      isError: saysError(attributes),
      isShared: false,
      attributes,
      events: objectsOf(span['logs']).map(readLog),
      links: references.flatMap((one) => readLink(one, parent)),
      warnings: [
        ...times.warnings,
        ...(Array.isArray(span['warnings']) ? span['warnings'].map(String) : []),
      ],
    },
  ]
}

function readLink(one: Json, parent: Json | undefined): SpanRecord['links'] {
  if (one === parent) return []
  const traceId = hexIdOf(one['traceID'], 32)
  const spanId = hexIdOf(one['spanID'], 16)
  return traceId === null || spanId === null ? [] : [{ traceId, spanId }]
}

const kinds: readonly SpanKind[] = ['server', 'client', 'producer', 'consumer']

const readKind = (value: unknown): SpanKind => kinds.find((kind) => kind === value) ?? 'internal'

function readTimes(span: Json): Pick<SpanRecord, 'startNs' | 'durationNs' | 'warnings'> {
  const start = clampNs((bigintOf(span['startTime']) ?? -1n) * 1000n)
  const duration = clampNs((bigintOf(span['duration']) ?? -1n) * 1000n)
  return {
    startNs: start.ns,
    durationNs: duration.ns,
    warnings: [
      ...(start.isOdd ? ['Its start is no time.'] : []),
      ...(duration.isOdd ? ['Its duration is no time: drawn without one.'] : []),
    ],
  }
}

function readLog(log: Json): SpanEvent {
  const fields = readTags(log['fields'])
  const name = fields['event'] ?? fields['message'] ?? ''
  return {
    atNs: clampNs((bigintOf(log['timestamp']) ?? 0n) * 1000n).ns,
    name: String(name),
    attributes: fields,
  }
}

function readTags(value: unknown): SpanAttributes {
  const tags = objectsOf(value)
  if (tags.length === 0) return noAttributes
  return attributesOf(
    tags.map((tag) => {
      const { value: own } = tag
      return [textOf(tag['key']), scalarOf(own) ?? JSON.stringify(own ?? '')] as const
    }),
  )
}
