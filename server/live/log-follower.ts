import { setTimeout as sleep } from 'node:timers/promises'
import type { LogSource } from '#contract/logs.ts'
import { AppError, SourceUnavailableError } from '../errors.ts'
import { advance, createSkipper, type Position } from '../logs/position.ts'
import type { RawLine } from '../logs/raw-line.ts'
import type { LogTarget } from '../logs/targets.ts'
import type { LogRefusal } from '../seams/log-calls.ts'
import { readLines, type LogReading } from './read-log.ts'

export interface FollowerOptions {
  readonly target: LogTarget
  readonly position: Position | null // null: from its beginning
  readonly reading: LogReading
  /** Whether its pod is there still. */
  readonly isThere: () => boolean
  readonly onLine: (line: RawLine) => void
  readonly onState: () => void
}

const firstPauseMs = 500
const longestPauseMs = 15_000
const newPodLines = 2000
const pauseMs: Readonly<Record<LogRefusal, number>> = {
  waiting: 1500,
  forbidden: 30_000,
  noContainer: 30_000,
  noPrevious: 30_000,
  podGone: 0,
}

/**
 * Reads on in one container's log, and takes it up again where it broke off: after a cut, and when
 * the container has been started again. Nothing is handed on twice.
 */
export class LogFollower {
  readonly #options: FollowerOptions
  readonly #stop = new AbortController()
  #position: Position | null
  #state: LogSource['state'] = 'reading'
  #message: string | null = null
  #failures = 0
  dropped = 0
  isWhole = true

  constructor(options: FollowerOptions) {
    this.#options = options
    this.#position = options.position
  }

  get position(): Position | null {
    return this.#position
  }

  describe(): LogSource {
    const { source, role } = this.#options.target
    const { dropped, isWhole } = this
    return { source, role, state: this.#state, message: this.#message, dropped, isWhole }
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Its pod is not there any more, and its last words have had their time. */
  leave(): void {
    this.#say('gone', `The pod ${this.#options.target.pod} is not there any more.`)
    this.stop()
  }

  /** Resolves when no more will come, or after `stop`. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted && !isFinal(this.#state)) {
      const wait = await this.#once()
      if (wait > 0 && !isFinal(this.#state))
        await sleep(wait, null, { signal: this.#stop.signal, ref: false }).catch(() => undefined)
    }
  }

  /** One reading, to its end; returns how long to wait before the next. */
  async #once(): Promise<number> {
    try {
      return await this.#read()
    } catch (error) {
      if (this.#stop.signal.aborted) return 0
      const isRefused = error instanceof AppError && !(error instanceof SourceUnavailableError)
      this.#say(isRefused ? 'forbidden' : 'failed', sayError(error))
      return isRefused ? pauseMs.forbidden : this.#pause()
    }
  }

  async #read(): Promise<number> {
    const { target, reading, isThere, onLine } = this.#options
    const { namespace, pod, container } = target
    const from = this.#position
    const part = from === null ? { tailLines: newPodLines } : { sinceMs: from.at }
    const opened = await reading.calls.open(
      reading.identity,
      { namespace, pod, container, follow: true, ...part },
      this.#stop.signal,
    )
    if (opened.kind === 'refused') return this.#refused(opened.reason, opened.message)
    this.#say('reading', null)
    this.#stop.signal.addEventListener('abort', () => opened.bytes.destroy(), { once: true })
    const isNew = createSkipper(from)
    let lines = 0
    await readLines(opened.bytes, { target, reading }, ({ line, isWanted }) => {
      if (!isNew(line)) return
      lines += 1
      this.#position = advance(this.#position, line)
      if (isWanted) onLine(line)
    })
    if (lines > 0) this.#failures = 0
    if (target.isOver) this.#say('ended', null)
    else if (!isThere()) this.#say('gone', `The pod ${pod} is not there any more.`)
    return this.#pause()
  }

  #refused(reason: LogRefusal, message: string): number {
    const isGone = reason === 'podGone' || (reason === 'noContainer' && !this.#options.isThere())
    const failed = reason === 'noContainer' || reason === 'podGone' ? 'failed' : reason
    this.#say(isGone ? 'gone' : failed, message)
    return pauseMs[reason]
  }

  #pause(): number {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures)
    this.#failures += 1
    return pause
  }

  #say(state: LogSource['state'], message: string | null): void {
    if (this.#state === state && this.#message === message) return
    this.#state = state
    this.#message = message
    this.#options.onState()
  }
}

const isFinal = (state: LogSource['state']): boolean => state === 'ended' || state === 'gone'

const sayError = (error: unknown): string =>
  error instanceof AppError ? error.message : 'The log broke off: it is asked for again.'
