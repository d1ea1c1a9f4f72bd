import type { LogEvent, LogLine, LogSource } from '#contract/logs.ts'
import { describeLine } from '../logs/describe-line.ts'
import { FairBuffer } from '../logs/fair-buffer.ts'
import { readPositions, writePositions, type Position } from '../logs/position.ts'
import { compareLines, type RawLine } from '../logs/raw-line.ts'
import type { LogTarget } from '../logs/targets.ts'
import type { AccessReader } from '../seams/mesh-logs.ts'
import { LogFollower } from './log-follower.ts'
import { readLogPage, type PageAsk } from './log-page.ts'
import type { LogReading } from './read-log.ts'

export interface LogStreamDeps {
  readonly reading: LogReading
  readonly readAccess: AccessReader
  /** The containers that are asked for, as they are now. */
  readonly targets: () => readonly LogTarget[]
  readonly onChange: (listener: () => void) => () => void // of the cluster
  readonly sink: LogSink
  readonly past: Pick<PageAsk, 'limit' | 'fromMs' | 'previous'>
  readonly now: () => number
}

export interface LogSink {
  /** False: no more until it is drained. */
  readonly write: (event: LogEvent, id: string | null) => boolean
}

export const mostSources = 200
const sendEveryMs = 250
const beatEveryMs = 5000
const perSending = { lines: 600, bytes: 512 * 1024 }
const nothingWithinMs = 10_000

/**
 * Feeds one viewer with the logs of many containers: what was written before, then what is written.
 * While more comes than can be sent, the oldest of the loudest is dropped and counted, so that the
 * viewer sees the present and neither side holds more than it can.
 */
export class LogStream {
  readonly #deps: LogStreamDeps
  readonly #buffer = new FairBuffer(perSending)
  readonly #followers = new Map<string, LogFollower>()
  readonly #stop = new AbortController()
  readonly #timers: NodeJS.Timeout[] = []
  readonly #leaving = new Set<string>()
  #stopListening = (): void => undefined
  #isBlocked = false
  #hasNews = true // of the sources
  #leftOut = 0
  #read = 0
  #shown = 0
  #beatAt: number

  constructor(deps: LogStreamDeps) {
    this.#deps = deps
    this.#beatAt = deps.now()
  }

  /** `lastId`: of the last event that the viewer has; null: they have none. */
  async start(lastId: string | null): Promise<void> {
    const { onChange, past } = this.#deps
    const resumed = lastId === null ? null : readPositions(lastId)
    const targets = this.#targets()
    this.#timers.push(
      setInterval(() => this.#send(), sendEveryMs),
      setInterval(() => this.#beat(), beatEveryMs),
    )
    if (resumed === null) {
      const positions = await this.#sendPast(targets)
      if (this.#stop.signal.aborted || past.previous) return
      for (const target of targets) this.#follow(target, positions.get(target.source) ?? null)
    } else for (const target of targets) this.#follow(target, resumed(target.source))
    this.#stopListening = onChange(() => this.#lookAgain())
    this.#lookAgain()
  }

  /** The viewer can take more. */
  drained(): void {
    this.#isBlocked = false
    this.#send()
  }

  stop(): void {
    this.#stop.abort()
    this.#stopListening()
    for (const timer of this.#timers) clearInterval(timer)
    for (const follower of this.#followers.values()) follower.stop()
  }

  #targets(): readonly LogTarget[] {
    const all = this.#deps.targets()
    this.#leftOut = Math.max(0, all.length - mostSources)
    return all.slice(0, mostSources)
  }

  async #sendPast(targets: readonly LogTarget[]): Promise<ReadonlyMap<string, Position>> {
    const { reading, past, sink, readAccess } = this.#deps
    const page = await readLogPage(
      targets,
      { atMs: null, side: 'before', ...past },
      { reading, signal: this.#stop.signal },
    )
    if (this.#stop.signal.aborted) return page.positions
    const lines = page.lines.map((line) => describeLine(line, readAccess))
    this.#put({ event: 'lines', lines, dropped: [], isPast: true }, writePositions(page.positions))
    reading.meter.shown(lines.length)
    const sources = past.previous ? page.sources.map(endedOf) : [...page.sources]
    this.#isBlocked = !sink.write({ event: 'sources', sources, leftOut: this.#leftOut }, null)
    this.#hasNews = false
    return page.positions
  }

  #follow(target: LogTarget, position: Position | null): void {
    const { reading } = this.#deps
    const follower = new LogFollower({
      target,
      position,
      reading,
      isThere: () => this.#deps.targets().some(({ source }) => source === target.source),
      onLine: (line) => this.#take(line),
      onState: () => (this.#hasNews = true),
    })
    this.#followers.set(target.source, follower)
    this.#hasNews = true
    void follower.run()
  }

  #take(line: RawLine): void {
    this.#read += 1
    this.#buffer.add(line)
  }

  /** Pods have come, gone or changed. */
  #lookAgain(): void {
    if (this.#stop.signal.aborted) return
    const targets = this.#targets()
    const present = new Set(targets.map(({ source }) => source))
    for (const target of targets) {
      const known = this.#followers.get(target.source)
      // A pod of the same name that is there again: of a StatefulSet.
      if (known === undefined || known.describe().state === 'gone')
        this.#follow(target, known?.position ?? null)
    }
    for (const [source, follower] of this.#followers) {
      if (present.has(source) || this.#leaving.has(source)) continue
      this.#leaving.add(source)
      // Its last words may be on their way; a kubelet that is gone itself never ends them.
      const timer = setTimeout(() => {
        this.#leaving.delete(source)
        follower.leave()
      }, nothingWithinMs)
      timer.unref()
    }
  }

  #send(): void {
    if (this.#isBlocked) return
    if (this.#hasNews && this.#followers.size > 0) {
      this.#hasNews = false
      const sources = [...this.#followers.values()].map((follower) => follower.describe())
      this.#put({ event: 'sources', sources, leftOut: this.#leftOut }, null)
    }
    if (this.#buffer.isEmpty) return
    const { lines, dropped } = this.#buffer.take()
    const { reading } = this.#deps
    for (const [source, count] of dropped) {
      const follower = this.#followers.get(source)
      if (follower !== undefined) follower.dropped += count
      reading.meter.dropped(count)
    }
    const described = this.#describe(lines)
    reading.meter.shown(described.length)
    this.#shown += described.length
    this.#put(
      {
        event: 'lines',
        lines: described,
        dropped: [...dropped].map(([source, count]) => ({ source, lines: count })),
        isPast: false,
      },
      this.#positions(),
    )
  }

  #describe(lines: RawLine[]): LogLine[] {
    return lines.sort(compareLines).map((line) => describeLine(line, this.#deps.readAccess))
  }

  /** All that was read up to here is sent or counted as dropped. */
  #positions(): string {
    const positions = new Map<string, Position>()
    for (const [source, { position }] of this.#followers)
      if (position !== null) positions.set(source, position)
    return writePositions(positions)
  }

  #put(event: LogEvent, id: string | null): void {
    this.#isBlocked = !this.#deps.sink.write(event, id)
  }

  #beat(): void {
    const now = this.#deps.now()
    const seconds = Math.max(0.001, (now - this.#beatAt) / 1000)
    const event: LogEvent = {
      event: 'heartbeat',
      now,
      readPerSecond: this.#read / seconds,
      shownPerSecond: this.#shown / seconds,
      isBehind: this.#deps.reading.budget.isShort(now),
    }
    this.#beatAt = now
    this.#read = 0
    this.#shown = 0
    if (!this.#isBlocked) this.#put(event, null)
  }
}

const endedOf = (source: LogSource): LogSource =>
  source.state === 'reading' ? { ...source, state: 'ended' } : source
