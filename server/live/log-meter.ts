/** What the reading of logs costs, for whoever watches the console. */
export interface LogMeter {
  /** Logs being read now. */
  readonly readers: () => number
  readonly opened: () => void
  readonly closed: () => void
  readonly viewerCame: () => void
  readonly viewerLeft: () => void
  readonly read: (lines: number, bytes: number) => void
  readonly shown: (lines: number) => void
  readonly dropped: (lines: number) => void
}

const sliceMs = 50

/**
 * So many bytes of logs are read in a slice of time, by all readers together: a flood holds up those
 * who write it rather than those who look at something else.
 */
export class ReadBudget {
  readonly #bytesPerSlice: number
  #left: number
  #next: Promise<void> | null = null
  #exhaustedAt = 0

  constructor(bytesPerSecond: number) {
    this.#bytesPerSlice = (bytesPerSecond * sliceMs) / 1000
    this.#left = this.#bytesPerSlice
  }

  /** Whether readers had to wait in the last seconds. */
  isShort(now: number): boolean {
    return now - this.#exhaustedAt < 5000
  }

  /** Resolves at once as long as there is room, else with the next slice. */
  async spend(bytes: number): Promise<void> {
    this.#left -= bytes
    void this.#refill()
    while (this.#left < 0) {
      this.#exhaustedAt = Date.now()
      await this.#refill()
    }
  }

  #refill(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#next = null
        this.#left = Math.min(this.#bytesPerSlice, this.#left + this.#bytesPerSlice)
        resolve()
      }, sliceMs)
    })
    return this.#next
  }
}
