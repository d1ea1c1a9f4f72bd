/** Something that is asked for again after a while, and kept in between. */
export class Seldom<Value> {
  readonly #ask: () => Promise<Value>
  readonly #everyMs: number
  readonly #without: Value
  #value: Value
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<void> = Promise.resolve()

  /** `without`: what holds before the first answer, and while there is none to be had. */
  constructor(
    ask: () => Promise<Value>,
    { everyMs, without }: { everyMs: number; without: Value },
  ) {
    this.#ask = ask
    this.#everyMs = everyMs
    this.#value = without
    this.#without = without
  }

  /** What is known at once; when it is old, a newer one is asked for while nobody waits. */
  latest(at: number): Value {
    if (at - this.#askedAt >= this.#everyMs) {
      this.#askedAt = at
      this.#asking = this.#ask().then(
        (value) => void (this.#value = value),
        () => void (this.#value = this.#without),
      )
    }
    return this.#value
  }

  /** The same, but whoever comes before the first answer waits for it. */
  async known(at: number): Promise<Value> {
    const isFirst = this.#askedAt === Number.NEGATIVE_INFINITY
    this.latest(at)
    if (isFirst) await this.#asking
    return this.#value
  }
}
