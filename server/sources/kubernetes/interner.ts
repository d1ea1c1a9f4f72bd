const mostEntries = 200_000

/**
 * Makes equal things the same thing: the pods of a workload share one set of labels and containers
 * instead of having a copy each. Forgets all when it grows too large, which costs sharing only.
 */
export class Interner<T> {
  readonly #known = new Map<string, T>()

  /** A thing equal to `value`, which must be plain data that nobody changes. */
  share(value: T): T {
    const key = typeof value === 'string' ? value : JSON.stringify(value)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#known.size >= mostEntries) this.#known.clear()
    this.#known.set(key, value)
    return value
  }
}
