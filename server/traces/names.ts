/** Gives each text or place one number, in the order in which they are first met. */
export class Names<Value> {
  readonly all: Value[] = []
  readonly #known = new Map<string, number>()

  indexOf(key: string, make: () => Value): number {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, this.all.length)
    return this.all.push(make()) - 1
  }
}
