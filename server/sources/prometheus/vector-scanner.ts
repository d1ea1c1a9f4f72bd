import { ByteWindow } from './byte-window.ts'
import { Columns } from './columns.ts'

/** What is left for JSON.parse: everything but the rows that were scanned. */
export interface ScannedAnswer {
  readonly columns: Columns
  readonly rest: string
  /** The result array in `rest` begins with a 0 that stands for the scanned rows. */
  readonly isCut: boolean
}

const knownHead =
  /^\{"status":"success",(?:"isPartial":(?:true|false),)?"data":\{"resultType":"vector","result":\[$/
const resultKey = Buffer.from('"result":[')
const longestHead = 256

const metricOpens = Buffer.from('{"metric":{')
const valueOpens = Buffer.from('},"value":[')
const valueCloses = Buffer.from('"]}')
const comma = 0x2c
const colon = 0x3a
const closingBrace = 0x7d
const closingBracket = 0x5d

/**
 * Reads the rows of `{"metric":{…},"value":[t,"v"]}` straight off the bytes as they come in,
 * without making an object or a string per row. It knows one shape, the one that the stores write.
 * At the first byte that surprises it, it stops and leaves the rest to JSON.parse, so whatever is
 * JSON is read the same way, only slower.
 */
export class VectorScanner {
  readonly #columns = new Columns()
  readonly #window = new ByteWindow()
  #state: 'head' | 'rows' | 'rest' = 'head'
  #head = ''
  #isClosed = false // the row that was scanned last was the last of the array
  readonly #rest: Uint8Array[] = []
  // The next row most likely names its labels in the same order and shares many of their values.
  readonly #nextName: number[] = [] // by the name before it; 0: the first
  readonly #lastValue: number[] = [] // by name; -1: none that stands in the bytes as it is

  /** Takes the next bytes of the answer; the caller must not change them later. */
  feed(chunk: Uint8Array): void {
    if (this.#state === 'rest') {
      this.#rest.push(chunk)
      return
    }
    this.#window.append(chunk)
    this.#columns.names.window = this.#window.bytes
    this.#columns.values.window = this.#window.bytes
    if (this.#state === 'head') this.#scanHead()
    if (this.#state === 'rows') this.#scanRows()
  }

  /** After the last byte. */
  end(): ScannedAnswer {
    if (this.#state !== 'rest') this.#leaveRest()
    const text = Buffer.concat(this.#rest).toString('utf8')
    const isCut = this.#head !== ''
    const rest = isCut ? `${this.#head}0${this.#isClosed ? '' : ','}${text}` : text
    return { columns: this.#columns, rest, isCut }
  }

  #leaveRest(): void {
    const { bytes, at, end } = this.#window
    this.#rest.push(Buffer.from(bytes.subarray(at, end)))
    this.#state = 'rest'
  }

  #scanHead(): void {
    const { bytes, end } = this.#window
    const found = bytes.subarray(0, Math.min(end, longestHead)).indexOf(resultKey)
    if (found < 0) {
      if (end >= longestHead) this.#leaveRest()
      return
    }
    const head = bytes.toString('latin1', 0, found + resultKey.length)
    if (!knownHead.test(head)) {
      this.#leaveRest()
      return
    }
    this.#head = head
    this.#window.at = head.length
    this.#state = 'rows'
  }

  #scanRows(): void {
    const window = this.#window
    if (this.#columns.rows === 0 && this.#closes()) return
    for (;;) {
      const start = window.at
      if (!this.#scanRow()) {
        const { isDrained } = window
        window.at = start
        this.#columns.rollback()
        if (!isDrained) this.#leaveRest()
        return
      }
      this.#columns.commit(window.number)
      if (this.#closes()) return
      window.at += 1
    }
  }

  #closes(): boolean {
    if (this.#window.byte !== closingBracket) return false
    this.#isClosed = true
    this.#leaveRest()
    return true
  }

  /** One row up to the comma or bracket that follows it. */
  #scanRow(): boolean {
    const window = this.#window
    if (!window.skip(metricOpens) || !this.#scanLabels() || !window.skip(valueOpens)) return false
    if (!window.skipTime() || !window.skipNumber() || !window.skip(valueCloses)) return false
    return window.byte === comma || window.byte === closingBracket
  }

  #scanLabels(): boolean {
    const window = this.#window
    if (window.byte === closingBrace) return true
    let name = 0
    for (;;) {
      name = this.#scanName(name)
      if (name === 0 || !window.skipByte(colon)) return false
      const value = this.#scanValue(name)
      if (value < 0) return false
      this.#columns.set(name, value)
      if (window.byte === closingBrace) return true
      if (!window.skipByte(comma)) return false
    }
  }

  /** Code of the label name that begins here; 0: none, or one that is not as it should be. */
  #scanName(before: number): number {
    const window = this.#window
    const { names } = this.#columns
    const expected = this.#nextName[before] ?? 0
    if (expected !== 0 && window.skipQuoted(names, expected)) return expected
    const start = window.at + 1
    if (!window.skipString() || window.hasEscapes) return 0
    const code = names.codeOf(start, window.stringEnd, window.stringHash)
    this.#nextName[before] = code
    return code
  }

  /** Code of the value that begins here; -1: none, or one that is not as it should be. */
  #scanValue(name: number): number {
    const window = this.#window
    const { values } = this.#columns
    const last = this.#lastValue[name] ?? -1
    if (last >= 0 && window.skipQuoted(values, last)) return last
    const start = window.at + 1
    if (!window.skipString()) return -1
    const code = this.#codeOfValue(start)
    this.#lastValue[name] = window.hasEscapes ? -1 : code
    return code
  }

  /** -1 for an escape that JSON does not know. */
  #codeOfValue(start: number): number {
    const { bytes, stringEnd, stringHash, hasEscapes } = this.#window
    const { values } = this.#columns
    if (!hasEscapes) return values.codeOf(start, stringEnd, stringHash)
    try {
      const text: unknown = JSON.parse(bytes.toString('utf8', start - 1, stringEnd + 1))
      return values.codeOfText(String(text))
    } catch {
      return -1
    }
  }
}
