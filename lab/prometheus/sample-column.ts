/**
 * The samples of one series, packed. Scrapes come at even distances and counters grow by small whole
 * numbers, so that most samples take one byte: how much the value grew.
 */

const samplesPerChunk = 240 // fits the byte that counts a standstill
const largestByte = 0xf7 // growth of 0..247 in the byte itself
const growth16 = 0xf8 // two bytes of growth follow
const growth32 = 0xf9 // four
const staleHere = 0xfa // the series ended at this scrape
const anyValue = 0xfb // eight bytes of value follow
const anyTime = 0xfc // eight bytes of time; then the value's own code
const standstill = 0xfd // a byte of how many samples in a row, at even distances, did not grow

interface Chunk {
  readonly firstMs: number
  readonly firstValue: number
  stepMs: number // from the first sample to the second; others at this distance need no time
  lastMs: number
  count: number
  bytes: Uint8Array
  length: number
  standsAt: number // where the count of an unbroken standstill is; -1 while there is none
}

export interface Samples {
  readonly times: number[]
  readonly values: number[]
  readonly staleTimes: number[] // instants at which the series was marked as ended
}

const scratch = new DataView(new ArrayBuffer(8))

export class SampleColumn {
  private chunks: Chunk[] = []
  private lastMs = Number.NEGATIVE_INFINITY
  private lastValue = 0

  get newestMs(): number {
    return this.lastMs
  }

  get oldestMs(): number {
    return this.chunks[0]?.firstMs ?? Infinity
  }

  /** False, and nothing stored, when the sample is not newer than the last. */
  append(timeMs: number, value: number): boolean {
    if (timeMs <= this.lastMs) return false
    const chunk = this.head(timeMs, value)
    if (chunk !== null) {
      this.writeTime(chunk, timeMs)
      if (value === this.lastValue) this.stand(chunk)
      else this.writeValue(chunk, value)
      this.lastValue = value
      chunk.lastMs = timeMs
      chunk.count += 1
    }
    this.lastMs = timeMs
    return true
  }

  /** Ends the series here: queries find nothing after it until the next sample. */
  appendStale(timeMs: number): boolean {
    const chunk = this.chunks.at(-1)
    if (timeMs <= this.lastMs || chunk === undefined) return false
    this.writeTime(chunk, timeMs)
    this.push(chunk, staleHere)
    chunk.lastMs = timeMs
    chunk.count += 1
    this.lastMs = timeMs
    return true
  }

  /** True when nothing is left. */
  dropBefore(timeMs: number): boolean {
    while (this.chunks.length > 0 && (this.chunks[0]?.lastMs ?? timeMs) < timeMs) {
      this.chunks.shift()
    }
    return this.chunks.length === 0
  }

  /** All samples of [fromMs, toMs]. */
  read(fromMs: number, toMs: number): Samples {
    const samples: Samples = { times: [], values: [], staleTimes: [] }
    for (const chunk of this.chunks) {
      if (chunk.lastMs < fromMs) continue
      if (chunk.firstMs > toMs) break
      readChunk(chunk, { fromMs, toMs }, samples)
    }
    return samples
  }

  /** The chunk to write into; null when the sample became the start of a new one. */
  private head(timeMs: number, value: number): Chunk | null {
    const last = this.chunks.at(-1)
    if (last !== undefined && last.count < samplesPerChunk) return last
    if (last !== undefined) last.bytes = last.bytes.slice(0, last.length)
    this.chunks.push({
      firstMs: timeMs,
      firstValue: value,
      stepMs: 0,
      lastMs: timeMs,
      count: 1,
      bytes: new Uint8Array(16),
      length: 0,
      standsAt: -1,
    })
    this.lastValue = value
    return null
  }

  private writeTime(chunk: Chunk, timeMs: number): void {
    if (chunk.count === 1) chunk.stepMs = timeMs - this.lastMs
    if (timeMs - this.lastMs === chunk.stepMs) return
    this.push(chunk, anyTime)
    this.pushDouble(chunk, timeMs)
  }

  /** Most series of a big mesh are quiet most of the time: a row of equal values takes two bytes. */
  private stand(chunk: Chunk): void {
    if (chunk.standsAt >= 0) {
      chunk.bytes[chunk.standsAt] = (chunk.bytes[chunk.standsAt] ?? 0) + 1
      return
    }
    this.push(chunk, standstill)
    this.push(chunk, 1)
    chunk.standsAt = chunk.length - 1
  }

  private writeValue(chunk: Chunk, value: number): void {
    const growth = value - this.lastValue
    if (!Number.isInteger(growth) || growth < 0 || growth > 0xffffffff) {
      this.push(chunk, anyValue)
      this.pushDouble(chunk, value)
    } else if (this.lastValue + growth !== value) {
      this.push(chunk, anyValue)
      this.pushDouble(chunk, value)
    } else if (growth <= largestByte) {
      this.push(chunk, growth)
    } else if (growth <= 0xffff) {
      this.push(chunk, growth16)
      this.push(chunk, growth >> 8)
      this.push(chunk, growth & 0xff)
    } else {
      this.push(chunk, growth32)
      scratch.setUint32(0, growth)
      for (let index = 0; index < 4; index += 1) this.push(chunk, scratch.getUint8(index))
    }
  }

  private push(chunk: Chunk, byte: number): void {
    if (chunk.length === chunk.bytes.length) {
      const larger = new Uint8Array(chunk.bytes.length * 2)
      larger.set(chunk.bytes)
      chunk.bytes = larger
    }
    chunk.bytes[chunk.length] = byte
    chunk.length += 1
    chunk.standsAt = -1
  }

  private pushDouble(chunk: Chunk, value: number): void {
    scratch.setFloat64(0, value)
    for (let index = 0; index < 8; index += 1) this.push(chunk, scratch.getUint8(index))
  }
}

interface Span {
  readonly fromMs: number
  readonly toMs: number
}

function readChunk(chunk: Chunk, span: Span, into: Samples): void {
  const { bytes, length } = chunk
  let timeMs = chunk.firstMs
  let value = chunk.firstValue
  emit({ timeMs, stepMs: 0, count: 1, value }, span, into)
  let at = 0
  while (at < length) {
    let code = bytes[at] ?? 0
    at += 1
    if (code === anyTime) {
      timeMs = doubleAt(bytes, at)
      code = bytes[at + 8] ?? 0
      at += 9
    } else {
      timeMs += chunk.stepMs
    }
    if (timeMs > span.toMs) return
    if (code === staleHere) {
      if (timeMs >= span.fromMs) into.staleTimes.push(timeMs)
      continue
    }
    let count = 1
    if (code <= largestByte) value += code
    else if (code === standstill) count = bytes[at++] ?? 1
    else [value, at] = wideValue(bytes, { code, at, value })
    timeMs = emit({ timeMs, stepMs: chunk.stepMs, count, value }, span, into)
  }
}

interface Row {
  readonly timeMs: number // of the first
  readonly stepMs: number
  readonly count: number
  readonly value: number
}

/** Adds what lies in the span of a row of equal values; returns the time of the last. */
function emit({ timeMs, stepMs, count, value }: Row, span: Span, into: Samples): number {
  for (let index = 0; index < count; index += 1) {
    const atMs = timeMs + index * stepMs
    if (atMs < span.fromMs) continue
    if (atMs > span.toMs) break
    into.times.push(atMs)
    into.values.push(value)
  }
  return timeMs + (count - 1) * stepMs
}

interface Cursor {
  readonly code: number
  readonly at: number
  readonly value: number
}

function wideValue(bytes: Uint8Array, cursor: Cursor): [value: number, at: number] {
  const { code, at, value } = cursor
  if (code === growth16) {
    return [value + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)), at + 2]
  }
  if (code === growth32) {
    for (let index = 0; index < 4; index += 1) scratch.setUint8(index, bytes[at + index] ?? 0)
    return [value + scratch.getUint32(0), at + 4]
  }
  return [doubleAt(bytes, at), at + 8]
}

function doubleAt(bytes: Uint8Array, at: number): number {
  for (let index = 0; index < 8; index += 1) scratch.setUint8(index, bytes[at + index] ?? 0)
  return scratch.getFloat64(0)
}
