import { hashPrime, hashStart, type Dictionary } from './dictionary.ts'
import { readSampleValue } from './sample-value.ts'

const quote = 0x22
const backslash = 0x5c
const point = 0x2e
const comma = 0x2c

/** Exact powers of ten: m / 10^k is rounded once when m < 2^53 and k <= 22. */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

function powerOfTen(exponent: number): number {
  return powersOfTen[exponent] ?? 1
}

const jsonTime = /^(?:0|[1-9]\d*)(?:\.\d+)?$/

/** Whether so many bytes of digits, one of them maybe a point, have at most 15 digits. */
function isExactLength(bytes: number, hasPoint: boolean): boolean {
  return bytes > 0 && bytes <= (hasPoint ? 16 : 15)
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/**
 * The part of a stream of JSON that is being scanned, and a place in it. Each `skip…` moves the
 * place behind what it names and says true, or leaves it at the byte that does not fit.
 *
 * After the last byte stands a 0, which fits nowhere: running into it means "wait for more".
 */
export class ByteWindow {
  bytes = Buffer.alloc(1 << 17)
  at = 0
  end = 0
  // Of the string that was skipped last: where its quote stands, the hash of what is before it.
  stringEnd = 0
  stringHash = 0
  hasEscapes = false
  /** The value that was skipped last. */
  number = 0
  #knownTime = Buffer.alloc(0)

  /** Whether the place is where the bytes that have come end. */
  get isDrained(): boolean {
    return this.at >= this.end
  }

  get byte(): number {
    return this.bytes[this.at] ?? 0
  }

  /** Forgets what is before the place and takes more bytes. */
  append(chunk: Uint8Array): void {
    const kept = this.end - this.at
    const needed = kept + chunk.length + 1
    const target = needed > this.bytes.length ? Buffer.alloc(needed * 2) : this.bytes
    this.bytes.copy(target, 0, this.at, this.end)
    target.set(chunk, kept)
    target[needed - 1] = 0
    this.bytes = target
    this.at = 0
    this.end = needed - 1
  }

  skip(literal: Uint8Array): boolean {
    for (const byte of literal) {
      if (this.bytes[this.at] !== byte) return false
      this.at += 1
    }
    return true
  }

  skipByte(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false
    this.at += 1
    return true
  }

  /** A string that is the text of a code, which must stand in JSON as it is. */
  skipQuoted(dictionary: Dictionary, code: number): boolean {
    const start = this.at + 1
    const end = start + dictionary.lengthOf(code)
    const { bytes } = this
    if (bytes[this.at] !== quote || bytes[end] !== quote) return false
    if (!dictionary.standsAt(code, start)) return false
    this.at = end + 1
    return true
  }

  skipString(): boolean {
    const { bytes } = this
    let { at } = this
    if (bytes[at] !== quote) return false
    let hash = hashStart
    this.hasEscapes = false
    for (;;) {
      at += 1
      const byte = bytes[at] ?? 0
      if (byte === quote) break
      if (byte === backslash) {
        this.hasEscapes = true
        at += 1
      }
      if ((bytes[at] ?? 0) < 0x20) {
        this.at = at
        return false
      }
      hash = Math.imul(hash ^ byte, hashPrime)
    }
    this.stringEnd = at
    this.stringHash = hash
    this.at = at + 1
    return true
  }

  /** `1763700000.123,"`: all rows of an instant answer have one time, which the asker knows. */
  skipTime(): boolean {
    const start = this.at
    if (this.#knownTime.length > 0 && this.skip(this.#knownTime)) return true
    this.at = start
    while (isDigit(this.byte) || this.byte === point) this.at += 1
    const isNumber = jsonTime.test(this.bytes.toString('latin1', start, this.at))
    if (!this.skipByte(comma) || !this.skipByte(quote) || !isNumber) return false
    this.#knownTime = Buffer.from(this.bytes.subarray(start, this.at))
    return true
  }

  /** A value up to its closing quote. Up to 15 digits are exact in a double; others go by text. */
  skipNumber(): boolean {
    const { bytes, at: start } = this
    let at = start
    let mantissa = 0
    let pointAt = -1
    for (; ; at += 1) {
      const byte = bytes[at] ?? 0
      if (isDigit(byte)) mantissa = mantissa * 10 + (byte - 0x30)
      else if (byte === point && pointAt < 0 && at > start) pointAt = at
      else break
    }
    const isExact = isExactLength(at - start, pointAt >= 0)
    if (!isExact || bytes[at] !== quote) return this.#skipNumberText(at)
    this.at = at
    this.number = pointAt < 0 ? mantissa : mantissa / powerOfTen(at - pointAt - 1)
    return true
  }

  #skipNumberText(from: number): boolean {
    const start = this.at
    let at = from
    while (this.bytes[at] !== quote && (this.bytes[at] ?? 0) >= 0x20) at += 1
    this.at = at
    if (this.bytes[at] !== quote) return false
    const value = readSampleValue(this.bytes.toString('latin1', start, at))
    if (value !== null) this.number = value
    return value !== null
  }
}
