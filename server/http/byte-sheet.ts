const leastWorthSparing = 256 * 1024
let spare: Buffer | null = null

/**
 * Gives back what `end` of a sheet gave, for the next sheet to write on: memory of megabytes that
 * comes and goes with each answer has all of the heap looked through. Nobody may read it after.
 */
export function giveBack(bytes: Buffer): void {
  const { buffer } = bytes
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < leastWorthSparing) return
  if (spare === null || spare.length < buffer.byteLength) spare = Buffer.from(buffer)
}

/** Texts and bytes written one after the other into one piece of memory, which grows as it must. */
export class ByteSheet {
  #bytes: Buffer
  #end = 0

  /** @param expectedBytes - How long it may become; only a guess. */
  constructor(expectedBytes: number) {
    if (spare !== null && expectedBytes >= leastWorthSparing) {
      this.#bytes = spare
      spare = null
    } else {
      this.#bytes = Buffer.allocUnsafeSlow(Math.max(Math.ceil(expectedBytes), 1024))
    }
  }

  /** Appends a text as UTF-8. */
  text(text: string): void {
    // A unit of UTF-16 takes three bytes at most.
    this.#makeRoom(text.length * 3)
    this.#end += this.#bytes.write(text, this.#end)
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#bytes.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** All that was written; nothing may be written after. */
  end(): Buffer {
    return this.#bytes.subarray(0, this.#end)
  }

  get length(): number {
    return this.#end
  }

  /** A copy of what was written from a place on. */
  copyFrom(start: number): Buffer {
    return Buffer.from(this.#bytes.subarray(start, this.#end))
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + length))
    larger.set(this.#bytes.subarray(0, this.#end))
    this.#bytes = larger
  }
}
