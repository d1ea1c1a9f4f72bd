import type { ExchangeAnswer, ExchangeAsk, ExchangeError } from './exchange.ts'
import { readRange, type RangeReading } from './read-range.ts'
import { readEnvelope, readVector, type VectorReading } from './read-vector.ts'
import { VectorScanner } from './vector-scanner.ts'

/** What is to be made of an answer's bytes. */
export type ReadingKind = 'vector' | 'range' | 'json' | 'text'

export type Reading =
  | VectorReading
  | RangeReading
  | { readonly kind: 'json'; readonly data: unknown }
  | { readonly kind: 'text'; readonly text: string }

/** Messages between the thread that asks and the thread that fetches and reads. */
export type WorkerAsk =
  | {
      readonly type: 'ask'
      readonly id: number
      readonly ask: ExchangeAsk
      readonly reading: ReadingKind
    }
  | { readonly type: 'abort'; readonly id: number }

export type WorkerReply =
  | {
      readonly type: 'answer'
      readonly id: number
      readonly answer: ExchangeAnswer
      readonly reading: Reading
    }
  | {
      readonly type: 'failure'
      readonly id: number
      readonly reason: ExchangeError['reason']
      readonly detail: string
    }

/** Makes a reading of bytes as they come in. */
export interface Reader {
  readonly take: (chunk: Uint8Array) => void
  readonly end: () => Reading
}

/** A reader for one answer; whatever is not a success is read as text that may be an envelope. */
export function createReader(kind: ReadingKind, httpStatus: number): Reader {
  if (kind === 'vector' && httpStatus === 200) {
    const scanner = new VectorScanner()
    return {
      take: (chunk) => {
        scanner.feed(chunk)
      },
      end: () => readVector(scanner.end()),
    }
  }
  const chunks: Uint8Array[] = []
  return {
    take: (chunk) => {
      chunks.push(chunk)
    },
    end: () => {
      const text = Buffer.concat(chunks).toString('utf8')
      return kind === 'text' ? { kind, text } : readText(kind, httpStatus, text)
    },
  }
}

function readText(kind: ReadingKind, httpStatus: number, text: string): Reading {
  if (kind === 'range' && httpStatus === 200) return readRange(text)
  const envelope = readEnvelope(text)
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope }
  const { isSuccess, data, errorType, error } = envelope
  return isSuccess ? { kind: 'json', data } : { kind: 'error', errorType, error }
}

/** The buffers of a reading that may change threads without being copied. */
export function transferables(reading: Reading): ArrayBuffer[] {
  const arrays =
    reading.kind === 'vector'
      ? [reading.vector.codes, reading.vector.values]
      : reading.kind === 'range'
        ? reading.series.slice(0, 1).map(({ values }) => values)
        : []
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer)
}
