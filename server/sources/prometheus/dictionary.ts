/** Where the hash of a slice begins, and how one more byte changes it (FNV-1a). */
export const hashStart = 0x811c9dc5 | 0
export const hashPrime = 0x01000193

/**
 * Interns byte slices of a window: equal slices get the same code, and a slice that was seen before
 * costs neither a string nor an object. Code 0 is the empty slice. Lives for one answer.
 */
export class Dictionary {
  #window: Uint8Array = new Uint8Array(0)
  #windowView = viewOf(this.#window)
  #arena = Buffer.alloc(1 << 15)
  #arenaView = viewOf(this.#arena)
  #ends = new Uint32Array(1 << 10) // a code's bytes begin where those of the code before it end
  #hashes = new Int32Array(1 << 10)
  #slots = new Uint32Array(1 << 11) // open addressing; 0 is free
  #size = 1

  /** The bytes that `codeOf` speaks of. */
  set window(bytes: Uint8Array) {
    this.#window = bytes
    this.#windowView = viewOf(bytes)
  }

  /** The code of `window[start..end)`; `hash` is over the same bytes, begun with `hashStart`. */
  codeOf(start: number, end: number, hash: number): number {
    if (start === end) return 0
    const mask = this.#slots.length - 1
    let slot = (hash ^ (hash >>> 15)) & mask
    for (;;) {
      const code = this.#slots[slot] ?? 0
      if (code === 0) return this.#add(start, end, hash)
      if (this.#hashes[code] === hash && this.#isSame(code, start, end)) return code
      slot = (slot + 1) & mask
    }
  }

  /** The code of a text that did not stand in the window as it is. */
  codeOfText(text: string): number {
    const window = this.#window
    const bytes = Buffer.from(text)
    this.window = bytes
    let hash = hashStart
    for (const byte of bytes) hash = Math.imul(hash ^ byte, hashPrime)
    const code = this.codeOf(0, bytes.length, hash)
    this.window = window
    return code
  }

  /** Whether a code's bytes stand in the window at `start`. */
  standsAt(code: number, start: number): boolean {
    const from = this.#ends[code - 1] ?? 0
    const length = (this.#ends[code] ?? 0) - from
    if (start + length > this.#window.length) return false
    // Four bytes at a time: most of an answer passes here.
    let index = 0
    for (; index + 4 <= length; index += 4) {
      const word = this.#windowView.getInt32(start + index)
      if (this.#arenaView.getInt32(from + index) !== word) return false
    }
    for (; index < length; index += 1)
      if (this.#arena[from + index] !== this.#window[start + index]) return false
    return true
  }

  /** Bytes of a code. */
  lengthOf(code: number): number {
    return (this.#ends[code] ?? 0) - (this.#ends[code - 1] ?? 0)
  }

  /** All texts, by code. */
  texts(): string[] {
    const texts = ['']
    for (let code = 1; code < this.#size; code += 1)
      texts.push(this.#arena.toString('utf8', this.#ends[code - 1] ?? 0, this.#ends[code] ?? 0))
    return texts
  }

  #isSame(code: number, start: number, end: number): boolean {
    return this.lengthOf(code) === end - start && this.standsAt(code, start)
  }

  #add(start: number, end: number, hash: number): number {
    const code = this.#size
    const from = this.#ends[code - 1] ?? 0
    this.#makeRoom(from + end - start)
    this.#arena.set(this.#window.subarray(start, end), from)
    this.#ends[code] = from + end - start
    this.#hashes[code] = hash
    this.#size += 1
    this.#place(code)
    return code
  }

  #place(code: number): void {
    const mask = this.#slots.length - 1
    const hash = this.#hashes[code] ?? 0
    let slot = (hash ^ (hash >>> 15)) & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = code
  }

  #makeRoom(arenaBytes: number): void {
    if (arenaBytes > this.#arena.length) {
      const arena = Buffer.alloc(Math.max(arenaBytes, this.#arena.length * 2))
      arena.set(this.#arena)
      this.#arena = arena
      this.#arenaView = viewOf(arena)
    }
    if (this.#size < this.#ends.length) return
    const ends = new Uint32Array(this.#ends.length * 2)
    ends.set(this.#ends)
    this.#ends = ends
    const hashes = new Int32Array(ends.length)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    this.#slots = new Uint32Array(ends.length * 2)
    for (let code = 1; code < this.#size; code += 1) this.#place(code)
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)
