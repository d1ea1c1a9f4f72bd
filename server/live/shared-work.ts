interface UnderWay {
  readonly promise: Promise<unknown>
  readonly stop: AbortController
  waiting: number
}

/**
 * Work that several may wait for at once: done once per key, and stopped when the last of those who
 * wait for it has left. Nothing is kept of it afterwards.
 */
export class SharedWork<Value> {
  readonly #underWay = new Map<string, UnderWay & { readonly promise: Promise<Value> }>()

  async do(
    key: string,
    work: (signal: AbortSignal) => Promise<Value>,
    signal: AbortSignal,
  ): Promise<Value> {
    signal.throwIfAborted()
    const one = this.#underWay.get(key) ?? this.#start(key, work)
    one.waiting += 1
    let hasLeft = false
    const leave = (): void => {
      if (hasLeft) return
      hasLeft = true
      one.waiting -= 1
      if (one.waiting > 0) return
      if (this.#underWay.get(key) === one) this.#underWay.delete(key)
      one.stop.abort()
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await one.promise
    } finally {
      signal.removeEventListener('abort', leave)
      leave()
    }
  }

  #start(
    key: string,
    work: (signal: AbortSignal) => Promise<Value>,
  ): UnderWay & { readonly promise: Promise<Value> } {
    const stop = new AbortController()
    const one = { promise: work(stop.signal), stop, waiting: 0 }
    this.#underWay.set(key, one)
    return one
  }
}
