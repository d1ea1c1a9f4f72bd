import { missingParts, unionOfParts, type LayerPart } from '../graph/layer-parts.ts'
import type { MakeRound, Round } from './base-source.ts'
import type { TrafficKey } from './traffic-key.ts'

export interface PollerOptions {
  readonly key: TrafficKey
  readonly atMs: number | null // null: live
  readonly makeRound: MakeRound
  readonly now: () => number
  readonly everyMs: () => number // asked before each wait
  /** Whether a round that is there still serves whoever asks now. */
  readonly isGood: (round: Round) => boolean
  readonly onError: (error: unknown) => void
}

/** Somebody who is there, and what they want to see. */
interface Wish {
  readonly parts: readonly LayerPart[]
  readonly hear: ((round: Round) => void) | null // null: waits for just one round
}

/**
 * Asks the same questions again and again for as long as somebody listens, and once for whoever
 * only wants the newest answer. However many they are, the metric store sees one.
 *
 * A round asks for all that those who are there want together. Whoever comes in between with a wish
 * of their own has just that added to the newest round, at its instant.
 */
export class Poller {
  readonly #options: PollerOptions
  readonly #wishes = new Set<Wish>()
  #listening = 0 // of these
  #newest: Round | null = null
  #underWay: Promise<Round> | null = null
  #completing: { readonly promise: Promise<Round>; readonly stop: AbortController } | null = null
  #timer: NodeJS.Timeout | null = null
  #stop = new AbortController()

  constructor(options: PollerOptions) {
    this.#options = options
  }

  get newest(): Round | null {
    return this.#newest
  }

  /** A round that is still good and holds these parts; joins one under way. */
  async fresh(parts: readonly LayerPart[], signal: AbortSignal): Promise<Round> {
    const wish: Wish = { parts, hear: null }
    this.#wishes.add(wish)
    try {
      return await untilAborted(this.#roundFor(wish), signal)
    } finally {
      this.#leave(wish)
    }
  }

  /** Calls back after each round until the returned function is called. */
  listen(parts: readonly LayerPart[], hear: (round: Round) => void): () => void {
    const wish: Wish = { parts, hear }
    this.#wishes.add(wish)
    this.#listening += 1
    if (this.#timer === null && this.#underWay === null) this.#schedule(this.#waitMs())
    return () => this.#leave(wish)
  }

  #leave(wish: Wish): void {
    if (!this.#wishes.delete(wish)) return
    if (wish.hear !== null) this.#listening -= 1
    this.#stopIfAlone()
    const newest = this.#newest
    if (this.#completing === null || newest === null) return
    const isLacking = [...this.#wishes].some((one) => lacks(one, newest))
    if (!isLacking) this.#completing.stop.abort()
  }

  /** Nobody waits for it any more: the question under way is cancelled, the timer stopped. */
  #stopIfAlone(): void {
    if (this.#listening > 0) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#wishes.size > 0 || this.#underWay === null) return
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

  async #roundFor(wish: Wish): Promise<Round> {
    const newest = this.#newest
    let round = newest !== null && this.#options.isGood(newest) ? newest : await this.#round()
    while (this.#wishes.has(wish) && lacks(wish, round)) round = await this.#complete(round)
    return round
  }

  #round(): Promise<Round> {
    if (this.#underWay !== null) return this.#underWay
    const { signal } = this.#stop
    const round = this.#ask(signal).finally(() => {
      if (this.#underWay === round) this.#underWay = null
      if (this.#listening > 0 && this.#timer === null) this.#schedule(this.#options.everyMs())
    })
    this.#underWay = round
    return round
  }

  async #ask(signal: AbortSignal): Promise<Round> {
    try {
      const { key, atMs, makeRound } = this.#options
      const parts = this.#partsWanted()
      const previous = this.#newest?.traffic ?? null
      const round = await makeRound({ key, parts, atMs, previous, completes: null, signal })
      this.#newest = round
      for (const wish of this.#wishes) this.#tell(wish, round)
      return round
    } catch (error) {
      if (!signal.aborted) this.#options.onError(error)
      throw error
    }
  }

  /** Whoever came while the round was under way hears of it when it has what they want. */
  #tell(wish: Wish, round: Round): void {
    if (wish.hear === null) return
    if (!lacks(wish, round)) {
      wish.hear(round)
      return
    }
    this.#roundFor(wish)
      .then((fuller) => {
        if (this.#wishes.has(wish)) wish.hear?.(fuller)
      })
      .catch((error: unknown) => {
        if (this.#wishes.has(wish)) this.#options.onError(error)
      })
  }

  /** Adds to the newest round what somebody misses in it: `round`, or one that came after it. */
  #complete(round: Round): Promise<Round> {
    if (this.#completing !== null) return this.#completing.promise
    const completes = this.#newest ?? round
    const parts = missingParts(this.#partsWanted(), completes.traffic.parts)
    if (parts.length === 0) return Promise.resolve(completes)
    const { key, atMs, makeRound } = this.#options
    const stop = new AbortController()
    const { signal } = stop
    const promise = makeRound({ key, parts, atMs, previous: completes.traffic, completes, signal })
      .then((fuller) => {
        // A newer round is not undone by one that was added to an older.
        if (this.#newest === completes) this.#newest = fuller
        return this.#newest ?? fuller
      })
      .finally(() => {
        if (this.#completing?.stop === stop) this.#completing = null
      })
    this.#completing = { promise, stop }
    return promise
  }

  #partsWanted(): readonly LayerPart[] {
    return unionOfParts([...this.#wishes].map(({ parts }) => parts))
  }
}

const lacks = ({ parts }: Wish, { traffic }: Round): boolean =>
  missingParts(parts, traffic.parts).length > 0

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
