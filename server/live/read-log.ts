import type { Readable } from 'node:stream'
import type { Identity } from '../seams/identity.ts'
import type { LogCalls } from '../seams/log-calls.ts'
import type { LineFilter } from '../logs/line-filter.ts'
import type { RawLine } from '../logs/raw-line.ts'
import { createLineSplitter } from '../logs/split-lines.ts'
import { createStampReader } from '../logs/stamp.ts'
import type { LogTarget } from '../logs/targets.ts'
import type { LogMeter, ReadBudget } from './log-meter.ts'

/** What all who read logs need. */
export interface LogReading {
  readonly calls: LogCalls
  readonly identity: Identity
  readonly filter: LineFilter | null
  readonly meter: LogMeter
  readonly budget: ReadBudget
}

export interface TakeLine {
  readonly line: RawLine
  readonly isWanted: boolean // by the filter, and about the subject
}

/**
 * Hands on line after line until the log ends. Throws SourceUnavailableError when it is cut off, and
 * ends without a word when the bytes are destroyed.
 */
export async function readLines(
  bytes: Readable,
  { target, reading }: { readonly target: LogTarget; readonly reading: LogReading },
  take: (taken: TakeLine) => void,
): Promise<void> {
  const { filter, meter, budget } = reading
  const { source, mentions } = target
  const readStamp = createStampReader()
  let lines = 0
  const splitter = createLineSplitter((whole, cutBytes) => {
    lines += 1
    const { at, nanos, textFrom } = readStamp(whole)
    const text = whole.slice(textFrom)
    const isWanted = mentions?.(text) !== false && filter?.(text) !== false
    take({ line: { source, at, nanos, text, cutBytes }, isWanted })
  })
  meter.opened()
  try {
    for await (const chunk of bytes) {
      if (!Buffer.isBuffer(chunk)) continue
      lines = 0
      splitter.push(chunk)
      meter.read(lines, chunk.length)
      await budget.spend(chunk.length)
    }
    splitter.end()
  } catch (error) {
    if (!isHungUp(error)) throw error
  } finally {
    bytes.destroy()
    meter.closed()
  }
}

/** We ourselves have ended it. */
function isHungUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.name === 'AbortError' || ('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  )
}
