import type { Traffic } from '../graph/traffic.ts'
import type { MakeRound, Round } from './base-source.ts'
import type { TrafficKey } from './traffic-key.ts'

export interface PollerOptions {
  readonly key: TrafficKey
  readonly makeRound: MakeRound
  readonly now: () => number
  readonly everyMs: () => number // asked before each wait
  readonly onError: (error: unknown) => void
}

type Listener = (round: Round) => void

/**
 * Asks the same questions again and again for as long as somebody listens, and once for whoever
 * only wants the newest answer. However many they are, the metric store sees one.
 */
export class Poller {
  readonly #options: PollerOptions
  readonly #listeners = new Set<Listener>()
  #newest: Round | null = null
  #underWay: Promise<Round> | null = null
  #timer: NodeJS.Timeout | null = null
  #waiting = 0
  #stop = new AbortController()

  constructor(options: PollerOptions) {
    this.#options = options
  }

  get viewers(): number {
    return this.#listeners.size
  }

  get newest(): Round | null {
    return this.#newest
  }

  /** The newest round, not older than `maxAgeMs`; joins a round under way. */
  async fresh(maxAgeMs: number, signal: AbortSignal): Promise<Round> {
    const newest = this.#newest
    if (newest !== null && this.#options.now() - newest.builtAt <= maxAgeMs) return newest
    this.#waiting += 1
    try {
      return await untilAborted(this.#round(), signal)
    } finally {
      this.#waiting -= 1
      this.#stopIfAlone()
    }
  }

  /** Calls back after each round until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    if (this.#timer === null && this.#underWay === null) this.#schedule(this.#waitMs())
    return () => {
      this.#listeners.delete(listener)
      this.#stopIfAlone()
    }
  }

  /** Nobody waits for it any more: the question under way is cancelled, the timer stopped. */
  #stopIfAlone(): void {
    if (this.#listeners.size > 0) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#waiting > 0 || this.#underWay === null) return
    this.#stop.abort()
    this.#stop = new AbortController()
    this.#underWay = null
  }

  /** As if the newest round had started the wait: a late joiner does not delay the others. */
  #waitMs(): number {
    const age = this.#newest === null ? Infinity : this.#options.now() - this.#newest.builtAt
    return Math.max(0, this.#options.everyMs() - age)
  }

  #schedule(waitMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#round().catch(() => undefined)
    }, waitMs)
  }

  #round(): Promise<Round> {
    if (this.#underWay !== null) return this.#underWay
    const { signal } = this.#stop
    const round = this.#ask(this.#newest?.traffic ?? null, signal).finally(() => {
      if (this.#underWay === round) this.#underWay = null
      if (this.#listeners.size > 0 && this.#timer === null) this.#schedule(this.#options.everyMs())
    })
    this.#underWay = round
    return round
  }

  async #ask(previous: Traffic | null, signal: AbortSignal): Promise<Round> {
    try {
      const { key, makeRound } = this.#options
      const round = await makeRound({ key, atMs: null, previous, signal })
      this.#newest = round
      for (const listener of this.#listeners) listener(round)
      return round
    } catch (error) {
      if (!signal.aborted) this.#options.onError(error)
      throw error
    }
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    if (signal.aborted) {
      giveUp()
      promise.catch(() => undefined)
      return
    }
    signal.addEventListener('abort', giveUp, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
