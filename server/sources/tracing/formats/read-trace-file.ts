import { AppError } from '../../../errors.ts'
import type { SpanRecord } from '../../../seams/span.ts'
import { readJaeger } from './jaeger.ts'
import { readOtlp } from './otlp.ts'
import { isObject, objectsOf, type Json } from './reading.ts'
import { readZipkin } from './zipkin.ts'

export interface TraceFile {
  readonly format: 'OTLP' | 'Jaeger' | 'Zipkin'
  readonly spans: readonly SpanRecord[]
}

/**
 * A file that somebody saved from a trace store: OTLP, Jaeger's or Zipkin's JSON, told apart by
 * what is in it. Throws AppError badRequest that says what was found instead.
 */
export function readTraceFile(text: string): TraceFile {
  const document = parse(text)
  const found = readDocument(document)
  if (found === null)
    throw refused('it is JSON, but not of OTLP (resourceSpans), Jaeger (data) or Zipkin (a list)')
  if (found.spans.length === 0) throw refused(`it is ${found.format}, but has no span with its ids`)
  return found
}

function readDocument(document: unknown): TraceFile | null {
  if (Array.isArray(document)) return readList(document.flat(1).filter(isObject))
  if (!isObject(document)) return null
  if ('resourceSpans' in document || 'batches' in document)
    return { format: 'OTLP', spans: readOtlp(document) }
  for (const name of ['result', 'trace'])
    if (isObject(document[name])) return readDocument(document[name])
  if (Array.isArray(document['data']))
    return { format: 'Jaeger', spans: readJaeger(objectsOf(document['data'])) }
  if (Array.isArray(document['spans'])) return { format: 'Jaeger', spans: readJaeger([document]) }
  return null
}

/** A list is Zipkin's spans, its traces, or Jaeger's traces without their envelope. */
function readList(items: readonly Json[]): TraceFile | null {
  const [first] = items
  if (first === undefined) return null
  if ('spans' in first) return { format: 'Jaeger', spans: readJaeger(items) }
  if ('traceId' in first && 'id' in first) return { format: 'Zipkin', spans: readZipkin(items) }
  if ('resourceSpans' in first)
    return { format: 'OTLP', spans: items.flatMap((item) => readOtlp(item)) }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw refused(`it is not JSON (${why.slice(0, 200)})`)
  }
}

const refused = (why: string): AppError =>
  new AppError('badRequest', `The file holds no trace: ${why}.`, { field: 'file' })
