import type { SpanAttributes, SpanEvent, SpanKind, SpanRecord } from '../../../seams/span.ts'
import type { TakeElements } from './long-lists.ts'
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

export interface JaegerReader {
  /** Reads elements of lists named `spans`, as they come. */
  readonly take: TakeElements
  /**
   * All spans of the traces, in which lists that were taken stand by their numbers: processes come
   * after spans.
   */
  readonly finish: (traces: readonly Json[]) => readonly SpanRecord[]
}

/**
 * Reads spans of Jaeger's own JSON: traces with `spans` and `processes`, times in microseconds. What
 * has no id is left out.
 */
export function createJaegerReader(): JaegerReader {
  const byList = new Map<unknown, MadeSpan[]>()
  return {
    take: (spans, list) => {
      const known = byList.get(list) ?? []
      byList.set(list, known)
      for (const span of objectsOf(spans)) known.push(...readSpan(span))
    },
    finish: (traces) =>
      traces.flatMap(({ spans, processes }) => {
        const list: unknown = Array.isArray(spans) ? spans[0] : null
        return complete(byList.get(list) ?? objectsOf(spans).flatMap(readSpan), processes)
      }),
  }
}

/** A span whose process is not looked up yet. */
interface MadeSpan {
  readonly span: { -readonly [Field in keyof SpanRecord]: SpanRecord[Field] }
  readonly processId: string
  readonly ownProcess: unknown
}

function complete(made: readonly MadeSpan[], processes: unknown): readonly SpanRecord[] {
  const known = readProcesses(processes)
  return made.map(({ span, processId, ownProcess }) => {
    const { service, resource } = known.get(processId) ?? readProcess(ownProcess)
    span.service = service
    span.resource = resource
    return span
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

function readSpan(span: Json): readonly MadeSpan[] {
  const traceId = hexIdOf(span['traceID'], 32)
  const spanId = hexIdOf(span['spanID'], 16)
  if (traceId === null || spanId === null) return []
  const attributes = readTags(span['tags'])
  const references = objectsOf(span['references'])
  const inside = references.filter((one) => one['traceID'] === span['traceID'])
  const parent = inside.find((one) => one['refType'] === 'CHILD_OF') ?? inside[0]
  const { startNs, durationNs, warnings } = readTimes(span)
  const made: MadeSpan['span'] = {
    ...{ traceId, spanId, startNs, durationNs, attributes },
    ...unknownProcess,
    parentId: hexIdOf(parent?.['spanID'], 16) ?? hexIdOf(span['parentSpanID'], 16),
    operation: textOf(span['operationName']),
    kind: readKind(attributes['span.kind']),
    isError: saysError(attributes),
    isShared: false,
    events: objectsOf(span['logs']).map(readLog),
    links: references.flatMap((one) => readLink(one, parent)),
    warnings: [
      ...warnings,
      ...(Array.isArray(span['warnings']) ? span['warnings'].map(String) : []),
    ],
  }
  return [{ span: made, processId: textOf(span['processID']), ownProcess: span['process'] }]
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
