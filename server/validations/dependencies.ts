import type { Question } from './object-store.ts'

/** Who asks: an object that is judged, or something worked out for whoever asks for it. */
export type Reader = SubjectReader | DerivedReader

export interface SubjectReader {
  readonly objectKey: string
  readonly reads: Set<Set<Reader>>
}

export interface DerivedReader {
  readonly id: string
  readonly reads: Set<Set<Reader>>
  readonly readers: Set<Reader>
  /** Forgets what was worked out. */
  drop: () => void
}

/** What a view tells beside objects. */
export type Ambient = 'clock' | 'traffic'

/** Remembers who asked what, so that a change finds exactly those whose answers may be others. */
export class Dependencies {
  readonly #isKept: boolean
  readonly #readersByIndex = new Map<Question['index'], Map<string, Set<Reader>>>()
  readonly #readersOfAmbient = new Map<Ambient, Set<Reader>>()

  /** @param isKept false: nothing will change, and remembering costs as much as some judging */
  constructor(isKept = true) {
    this.#isKept = isKept
  }

  /** `reader` asked the store. */
  asked(reader: Reader, { index, key }: Question): void {
    if (!this.#isKept) return
    let byKey = this.#readersByIndex.get(index)
    if (byKey === undefined)
      this.#readersByIndex.set(index, (byKey = new Map<string, Set<Reader>>()))
    let readers = byKey.get(key)
    if (readers === undefined) byKey.set(key, (readers = new Set()))
    link(reader, readers)
  }

  askedAmbient(reader: Reader, what: Ambient): void {
    if (!this.#isKept) return
    let readers = this.#readersOfAmbient.get(what)
    if (readers === undefined) this.#readersOfAmbient.set(what, (readers = new Set()))
    link(reader, readers)
  }

  /** `reader` asked for something that was worked out. */
  askedDerived(reader: Reader, node: DerivedReader): void {
    if (this.#isKept) link(reader, node.readers)
  }

  /** The subject begins anew: what it asked before no longer counts. */
  forget(reader: Reader): void {
    for (const readers of reader.reads) readers.delete(reader)
    reader.reads.clear()
  }

  /** The objects to judge again after these answers have changed. */
  dirtiedBy(touched: Iterable<Question>): Set<string> {
    const dirty = new Set<string>()
    for (const { index, key } of touched) {
      this.#spread(this.#readersByIndex.get(index)?.get(key), dirty)
    }
    return dirty
  }

  dirtiedByAmbient(what: Ambient): Set<string> {
    const dirty = new Set<string>()
    this.#spread(this.#readersOfAmbient.get(what), dirty)
    return dirty
  }

  #spread(readers: ReadonlySet<Reader> | undefined, dirty: Set<string>): void {
    if (readers === undefined) return
    for (const reader of [...readers]) {
      if ('objectKey' in reader) {
        dirty.add(reader.objectKey)
        continue
      }
      this.forget(reader)
      reader.drop()
      this.#spread(reader.readers, dirty)
    }
  }
}

function link(reader: Reader, readers: Set<Reader>): void {
  readers.add(reader)
  reader.reads.add(readers)
}
