import { AppError } from '../../../errors.ts'
import type { SpanRecord } from '../../../seams/span.ts'
import { createJaegerReader, type JaegerReader } from './jaeger.ts'
import { LongLists, type ListsByName } from './long-lists.ts'
import { createOtlpReader } from './otlp.ts'
import { isObject, objectsOf, type Json } from './reading.ts'
import { readZipkin } from './zipkin.ts'

export interface TraceFile {
  readonly format: 'OTLP' | 'Jaeger' | 'Zipkin'
  readonly spans: readonly SpanRecord[]
}

/**
 * A file that somebody saved from a trace store, read while it comes: OTLP, Jaeger's or Zipkin's
 * JSON, told apart by what is in it. Throws AppError badRequest that says what was found instead.
 */
export async function readTraceFile(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<TraceFile> {
  const reader = createTraceFileReader()
  for await (const piece of pieces) reader.push(piece)
  return reader.finish()
}

export interface TraceFileReader {
  readonly push: (piece: Buffer) => void
  readonly finish: () => TraceFile
}

/** What stands around the spans of a trace is little; more is another file, and takes long to parse. */
const mostAround = 16 * 1024 * 1024

/** The same piece by piece. */
export function createTraceFileReader(): TraceFileReader {
  const otlp = createOtlpReader()
  const jaeger = createJaegerReader()
  const items = createItemReader()
  const lists = new LongLists(
    new Map([...otlp.lists, ...items.lists, ['spans', { take: jaeger.take }]]),
  )
  const readDocument = (document: unknown): TraceFile | null => {
    if (Array.isArray(document)) return items.finish()
    if (!isObject(document)) return null
    if ('resourceSpans' in document || 'batches' in document)
      return { format: 'OTLP', spans: otlp.spans }
    for (const name of ['result', 'trace'])
      if (isObject(document[name])) return readDocument(document[name])
    if (Array.isArray(document['data']))
      return { format: 'Jaeger', spans: jaeger.finish(objectsOf(document['data'])) }
    if (Array.isArray(document['spans']))
      return { format: 'Jaeger', spans: jaeger.finish([document]) }
    return null
  }
  return {
    push: (piece) => {
      lists.push(piece)
      if (lists.restBytes > mostAround) throw ofNoStore()
    },
    finish: () => {
      const document = lists.finish()
      if (document === undefined) throw refused('it is not JSON, or a part of it is missing')
      const found = readDocument(document)
      if (found === null) throw ofNoStore()
      if (found.spans.length === 0)
        throw refused(`it is ${found.format}, but has no span with its ids`)
      return found
    },
  }
}

interface ItemReader {
  /** Of the document, where it is a list. */
  readonly lists: ListsByName
  /** Null: nothing in the list says whose it is. */
  readonly finish: () => TraceFile | null
}

/** Reads a list: of Zipkin's spans or its traces, of Jaeger's traces or OTLP's documents. */
function createItemReader(): ItemReader {
  const otlp = createOtlpReader()
  const others: SpanRecord[] = []
  let jaeger: JaegerReader = createJaegerReader()
  let format: TraceFile['format'] | null = null
  const keep = (spans: readonly SpanRecord[]): void => spans.forEach((span) => others.push(span))
  const takeZipkin = (spans: readonly unknown[]): void => {
    format ??= formatOf(spans.find(isObject) ?? {})
    if (format === 'Zipkin') keep(readZipkin(objectsOf(spans)))
  }
  const takeItem = (item: Json): void => {
    format ??= formatOf(item)
    if (format === 'Zipkin') keep(readZipkin([item]))
    if (format === 'Jaeger') keep(jaeger.finish([item]))
    if (format === 'OTLP') for (const [name, { take }] of otlp.lists) take(objectsOf(item[name]), 0)
  }
  const inside: ListsByName = new Map([
    ...otlp.lists,
    ['', { take: takeZipkin }],
    ['spans', { take: (spans: readonly unknown[], list: number) => jaeger.take(spans, list) }],
  ])
  const take = (elements: readonly unknown[]): void => {
    elements.flat(1).filter(isObject).forEach(takeItem)
    jaeger = createJaegerReader() // the next long trace counts its lists anew
  }
  return {
    lists: new Map([['', { take, inside }]]),
    finish: () =>
      format === null ? null : { format, spans: format === 'OTLP' ? otlp.spans : others },
  }
}

function formatOf(item: Json): TraceFile['format'] | null {
  if ('spans' in item) return 'Jaeger'
  if ('traceId' in item && 'id' in item) return 'Zipkin'
  return 'resourceSpans' in item ? 'OTLP' : null
}

const ofNoStore = (): AppError =>
  refused('it is JSON, but not of OTLP (resourceSpans), Jaeger (data) or Zipkin (a list)')

const refused = (why: string): AppError =>
  new AppError('badRequest', `The file holds no trace: ${why}.`, { field: 'file' })
