import { isDeepStrictEqual } from 'node:util'
import { objectAt, textAt, type Raw } from './raw.ts'

/** What a reflector writes to. */
export interface Sink {
  readonly restart: () => void
  readonly arrive: (raws: readonly Raw[]) => void
  readonly settle: () => void
  readonly put: (raw: Raw) => void
  readonly remove: (raw: Raw) => void
  readonly clear: () => void
}

function keyOf(raw: Raw): string {
  const metadata = objectAt(raw, 'metadata')
  return `${textAt(metadata, 'namespace') ?? ''}/${textAt(metadata, 'name') ?? ''}`
}

/** The objects of one kind, reduced to what is needed. Counts a change only when that changed. */
export class ObjectStore<T> implements Sink {
  readonly #read: (raw: Raw) => T
  readonly #changed: () => void
  #items = new Map<string, T>()
  #arriving = new Map<string, T>()
  #revision = 0
  #isKnown = false

  constructor(read: (raw: Raw) => T, changed: () => void) {
    this.#read = read
    this.#changed = changed
  }

  get revision(): number {
    return this.#revision
  }

  /** A list has come, and nobody has said since that there is none to be had. */
  get isKnown(): boolean {
    return this.#isKnown
  }

  get items(): ReadonlyMap<string, T> {
    return this.#items
  }

  /** Objects of one page of a list, reduced at once so that no list is held whole. */
  arrive(raws: readonly Raw[]): void {
    for (const raw of raws) {
      const key = keyOf(raw)
      this.#arriving.set(key, this.#sameOrNew(key, this.#read(raw)))
    }
  }

  /** The list has begun anew. */
  restart(): void {
    this.#arriving = new Map()
  }

  /** The list is whole: what it did not name is gone. */
  settle(): void {
    const before = this.#items
    this.#items = this.#arriving
    this.#arriving = new Map()
    const isSame =
      before.size === this.#items.size &&
      [...this.#items].every(([key, item]) => before.get(key) === item)
    if (!isSame || !this.#isKnown) this.#bump()
    this.#isKnown = true
  }

  put(raw: Raw): void {
    const key = keyOf(raw)
    const before = this.#items.get(key)
    const item = this.#sameOrNew(key, this.#read(raw))
    if (item === before) return
    this.#items.set(key, item)
    this.#bump()
  }

  remove(raw: Raw): void {
    if (this.#items.delete(keyOf(raw))) this.#bump()
  }

  clear(): void {
    this.restart()
    if (this.#items.size > 0) this.settle()
    if (this.#isKnown) this.#bump()
    this.#isKnown = false
  }

  #sameOrNew(key: string, item: T): T {
    const known = this.#items.get(key)
    return known !== undefined && isDeepStrictEqual(known, item) ? known : item
  }

  #bump(): void {
    this.#revision += 1
    this.#changed()
  }
}
