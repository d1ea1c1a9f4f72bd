import type { SeriesFacts } from '../../seams/traffic.ts'
import type { LabelledVector } from '../../seams/vector.ts'
import { createKept, type Kept } from './intern.ts'

/** Facts of the series of a vector by row; null: a series of somebody else's. */
export type ReadFacts = (row: number) => SeriesFacts | null

/** Answers of two contexts and of all windows may share a book; what is gone for good may not stay. */
const mostPerRow = 3
const alwaysKept = 10_000

/**
 * The series that one query names, kept from answer to answer: nearly all of them come again, and
 * then nothing of them is read, made or thrown away but the value. Series are told apart by the
 * numbers of their label values, so that a row that is known costs no text.
 */
export class SeriesBook {
  /** Ends and services of its series: equal ones are the same object. */
  #kept = createKept()
  #labels = ''
  #width = 0
  #numbers = new Map<string, number>()
  #facts: (SeriesFacts | null)[] = []
  #keys = new Uint32Array(0) // entry by entry, `width` numbers each
  #slots = new Int32Array(16).fill(-1) // open addressing: entries

  /** How many series it holds. */
  get size(): number {
    return this.#facts.length
  }

  /**
   * The facts of each row of a vector.
   *
   * @param open called at most once, when there is a series that is not in the book
   */
  read(vector: LabelledVector, open: (kept: Kept) => ReadFacts): readonly (SeriesFacts | null)[] {
    const rows = vector.values.length
    const labels = vector.labelNames.join()
    if (labels !== this.#labels || this.size > rows * mostPerRow + alwaysKept)
      this.#clear(labels, vector.labelNames.length)
    this.#makeRoom(this.size + rows)
    const numbers = Uint32Array.from(vector.strings, (text) => this.#numberOf(text))
    const key = new Uint32Array(this.#width)
    const found = new Array<SeriesFacts | null>(rows).fill(null)
    let readNew: ReadFacts | null = null
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < key.length; column += 1)
        key[column] = numbers[vector.codes[row * key.length + column] ?? 0] ?? 0
      const slot = this.#slotOf(key)
      let entry = this.#slots[slot] ?? -1
      if (entry < 0) {
        readNew ??= open(this.#kept)
        entry = this.#add(key, slot, readNew(row))
      }
      found[row] = this.#facts[entry] ?? null
    }
    return found
  }

  #clear(labels: string, width: number): void {
    this.#kept = createKept()
    this.#labels = labels
    this.#width = width
    this.#numbers = new Map()
    this.#facts = []
    this.#keys = new Uint32Array(0)
    this.#slots = new Int32Array(16).fill(-1)
  }

  #numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(text, number)
    return number
  }

  #add(key: Uint32Array, slot: number, facts: SeriesFacts | null): number {
    const entry = this.#facts.push(facts) - 1
    this.#keys.set(key, entry * this.#width)
    this.#slots[slot] = entry
    return entry
  }

  /** Where a series is, or where it would be put. */
  #slotOf(key: Uint32Array): number {
    const mask = this.#slots.length - 1
    let slot = hash(key) & mask
    for (;;) {
      const entry = this.#slots[slot] ?? -1
      if (entry < 0 || this.#isAt(entry * this.#width, key)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isAt(offset: number, key: Uint32Array): boolean {
    for (let column = 0; column < key.length; column += 1)
      if (this.#keys[offset + column] !== key[column]) return false
    return true
  }

  /** Never more than half full, once and for all of this answer. */
  #makeRoom(series: number): void {
    if (series * this.#width > this.#keys.length) {
      const keys = new Uint32Array(Math.ceil(series * this.#width * 1.1))
      keys.set(this.#keys.subarray(0, this.size * this.#width))
      this.#keys = keys
    }
    let length = this.#slots.length
    while (length < series * 2) length *= 2
    if (length === this.#slots.length) return
    this.#slots = new Int32Array(length).fill(-1)
    for (let entry = 0; entry < this.size; entry += 1) {
      const offset = entry * this.#width
      this.#slots[this.#slotOf(this.#keys.subarray(offset, offset + this.#width))] = entry
    }
  }
}

/** FNV-1a over whole numbers, its high bits mixed in since only low ones choose the slot. */
function hash(key: Uint32Array): number {
  let value = 0x811c9dc5
  for (let column = 0; column < key.length; column += 1) {
    value = Math.imul(value ^ (key[column] ?? 0), 0x01000193)
    value ^= value >>> 15
  }
  return value
}
