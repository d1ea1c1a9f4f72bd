import type { LogSource } from '#contract/logs.ts'
import { AppError } from '../errors.ts'
import { LineCollector } from '../logs/collect-lines.ts'
import { advance, type Position } from '../logs/position.ts'
import type { RawLine } from '../logs/raw-line.ts'
import type { LogTarget } from '../logs/targets.ts'
import type { LogAsk } from '../seams/log-calls.ts'
import { readLines, type LogReading } from './read-log.ts'

export interface PageAsk {
  readonly atMs: number | null // null: the newest
  readonly side: 'before' | 'after'
  readonly limit: number
  readonly fromMs: number | null
  readonly previous: boolean
}

export interface ReadPage {
  readonly lines: readonly RawLine[] // by time
  readonly sources: readonly LogSource[]
  readonly hasMore: boolean
  /** How far each log has been read, of those that had a line. */
  readonly positions: ReadonlyMap<string, Position>
}

const atOnce = 16
const withinMs = 15_000
const mostBytesOfOne = 64 * 1024 * 1024
const leastTail = 50
/** Lines stand in the order in which they were written, but for clocks that are set back a little. */
const disorderMs = 10_000
const mostSearched = 20_000
const reachesMs = [10 * 60_000, 2 * 3_600_000]

/** Lines of several logs around one moment, merged; what cannot be read says why in its state. */
export async function readLogPage(
  targets: readonly LogTarget[],
  ask: PageAsk,
  { reading, signal }: { readonly reading: LogReading; readonly signal: AbortSignal },
): Promise<ReadPage> {
  const collector = new LineCollector(ask.limit, ask.side === 'before' ? 'newest' : 'oldest')
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const queue = targets.values()
  const read = new Map<string, { readonly source: LogSource; readonly position: Position | null }>()
  const runner = async (): Promise<void> => {
    for (const target of queue) {
      const reader = new PastReader({ target, ask, collector, reading, deadline })
      read.set(target.source, await reader.read())
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, targets.length) }, runner))
  signal.throwIfAborted()
  const all = targets.flatMap(({ source }) => read.get(source) ?? [])
  return {
    lines: collector.lines(),
    sources: all.map(({ source }) => source),
    hasMore: collector.hasMore || all.some(({ source }) => !source.isWhole),
    positions: new Map(
      all.flatMap(({ source, position }) =>
        position === null ? [] : [[source.source, position] as const],
      ),
    ),
  }
}

interface PastDeps {
  readonly target: LogTarget
  readonly ask: PageAsk
  readonly collector: LineCollector
  readonly reading: LogReading
  readonly deadline: AbortSignal
}

/** One container's part of a page. */
class PastReader {
  readonly #deps: PastDeps
  #position: Position | null = null
  #isWhole = true
  #wanted = 0

  constructor(deps: PastDeps) {
    this.#deps = deps
  }

  async read(): Promise<{ source: LogSource; position: Position | null }> {
    try {
      return { source: await this.#readAll(), position: this.#position }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const source = this.#state('failed', error.message)
      return { source: { ...source, isWhole: false }, position: this.#position }
    }
  }

  async #readAll(): Promise<LogSource> {
    const { ask } = this.#deps
    if (ask.atMs === null) return await this.#readTail()
    const { atMs } = ask
    if (ask.side === 'after') return await this.#readPart({ sinceMs: atMs }, [atMs, Infinity])
    return await this.#readBackTo(atMs, ask.fromMs ?? 0)
  }

  /** Nobody can be asked to read backwards: further and further back, until it is enough. */
  async #readBackTo(atMs: number, fromMs: number): Promise<LogSource> {
    let until = atMs
    for (const reachMs of reachesMs) {
      const sinceMs = Math.max(fromMs, atMs - reachMs)
      const { state, message } = await this.#readPart({ sinceMs }, [sinceMs, until])
      if (sinceMs === fromMs) return this.#state(state, message)
      if (this.#wanted >= this.#deps.ask.limit || state !== 'reading') {
        this.#isWhole = false // what lies before has not been looked at
        return this.#state(state, message)
      }
      until = sinceMs
    }
    return await this.#readPart(fromMs === 0 ? {} : { sinceMs: fromMs }, [fromMs, until])
  }

  async #readTail(): Promise<LogSource> {
    const { ask, target, reading } = this.#deps
    const isCut = reading.filter !== null || target.mentions !== null
    const tailLines = isCut
      ? Math.min(mostSearched, Math.max(1000, ask.limit * 10))
      : Math.max(leastTail, ask.limit)
    const since = ask.fromMs === null ? {} : { sinceMs: ask.fromMs }
    let lines = 0
    const firsts = new Set<string>()
    const state = await this.#readPart(
      { ...since, tailLines },
      [ask.fromMs ?? 0, Infinity],
      ({ at, nanos }) => {
        lines += 1
        if (firsts.size < 2) firsts.add(`${at}.${nanos}`)
      },
    )
    if (lines >= tailLines) {
      this.#isWhole = false
      // All of one instant: which of that instant's lines they are nobody knows.
      if (firsts.size === 1 && this.#position !== null)
        this.#position = { ...this.#position, count: Infinity }
    }
    return this.#state(state.state, state.message)
  }

  /** Takes lines of [first, last) into the page. */
  async #readPart(
    part: Pick<LogAsk, 'sinceMs' | 'tailLines'>,
    [first, last]: readonly [number, number],
    look: (line: RawLine) => void = () => undefined,
  ): Promise<LogSource> {
    const { target, ask, collector, reading, deadline } = this.#deps
    const { namespace, pod, container } = target
    const stop = new AbortController()
    const signal = AbortSignal.any([deadline, stop.signal])
    const opened = await this.#open(
      { namespace, pod, container, previous: ask.previous, ...part },
      signal,
    )
    if (opened === null) return this.#late()
    if (opened.kind === 'refused') {
      const { reason, message } = opened
      const states = { podGone: 'gone', noContainer: 'failed' } as const
      const state = reason === 'podGone' || reason === 'noContainer' ? states[reason] : reason
      return this.#state(state, message)
    }
    let bytes = 0
    const enough = (): void => {
      stop.abort()
      opened.bytes.destroy()
    }
    await readLines(opened.bytes, { target, reading }, ({ line, isWanted }) => {
      if (stop.signal.aborted) return
      look(line)
      bytes += line.text.length + 32
      if (bytes > mostBytesOfOne) {
        this.#isWhole = false
        enough()
      }
      if (line.at !== null && line.at >= last) {
        if (line.at >= last + disorderMs) enough() // what follows is younger still
        return
      }
      if (line.at !== null && line.at < first) return
      this.#position = advance(this.#position, line)
      if (!isWanted) return
      this.#wanted += 1
      collector.add(line)
      // A few more than asked for: others may be older than these.
      if (ask.side === 'after' && this.#wanted > ask.limit) enough()
    })
    return deadline.aborted ? this.#late() : this.#state('reading', null)
  }

  async #open(
    ask: LogAsk,
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<LogReading['calls']['open']>> | null> {
    const { calls, identity } = this.#deps.reading
    try {
      return await calls.open(identity, ask, signal)
    } catch (error) {
      if (signal.aborted) return null
      throw error
    }
  }

  #late(): LogSource {
    this.#isWhole = false
    return this.#state(
      'failed',
      `It was not read to its end within ${withinMs / 1000} s: ask for a shorter time.`,
    )
  }

  #state(state: LogSource['state'], message: string | null): LogSource {
    const { source, role } = this.#deps.target
    return { source, role, state, message, dropped: 0, isWhole: this.#isWhole }
  }
}
