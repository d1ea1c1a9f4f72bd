/** Elements of a list as they come, and the number of the list in the document. */
export type TakeElements = (elements: readonly unknown[], list: number) => void

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openList = 0x5b
const backslash = 0x5c
const spaces: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d])

/** By how much a byte changes the depth. */
const change = new Int8Array(256)
change[0x7b] = change[openList] = 1
change[0x7d] = change[0x5d] = -1

/**
 * Reads JSON that comes in pieces. Elements of the lists so named are parsed and handed on as soon
 * as they are whole; of the rest a document is made in which each such list holds its number and
 * nothing else. A trace of 80,000 spans as one document is 60 MB of text and millions of objects
 * that all live until the last is read; by pieces it is read while it comes, and most of it is gone
 * at once.
 */
export class LongLists {
  readonly #names: ReadonlySet<string>
  readonly #take: TakeElements
  readonly #rest: Buffer[] = []
  /** The beginning of an element whose end has not come yet. */
  #begun: Buffer[] = []
  readonly #inside = { isText: false, isEscaped: false, depth: 0 }
  readonly #outside = { isText: false, isEscaped: false, isNamed: false, word: '' }
  #lists = 0
  #isFirst = true
  #isInList = false
  #isOdd = false

  /** @param names of lists; '' is the document itself, if it is a list */
  constructor(names: readonly string[], take: TakeElements) {
    this.#names = new Set(names)
    this.#take = take
  }

  push(piece: Buffer): void {
    for (let at = 0; at < piece.length && !this.#isOdd;)
      at = this.#isInList ? this.#readList(piece, at) : this.#readRest(piece, at)
  }

  /** The document without the elements; undefined: what came is no JSON. */
  finish(): unknown {
    if (this.#isOdd || this.#isInList) return undefined
    return parse(Buffer.concat(this.#rest).toString('utf8'))
  }

  /** Up to the end of the list or of the piece; returns where it stopped. */
  #readList(piece: Buffer, from: number): number {
    const { end, lastComma } = walkElements(piece, from, this.#inside)
    const isEnd = end < piece.length
    const whole = isEnd ? end : lastComma
    if (whole >= 0) {
      this.#hand([...this.#begun, piece.subarray(from, whole)])
      this.#begun = isEnd ? [] : [piece.subarray(whole + 1)]
    } else this.#begun.push(piece.subarray(from))
    if (isEnd) {
      this.#isInList = false
      this.#lists += 1
    }
    return end
  }

  #hand(parts: readonly Buffer[]): void {
    const text = parts.length === 1 ? parts[0]?.toString('utf8') : Buffer.concat(parts).toString()
    const elements = parse(`[${text ?? ''}]`)
    if (!Array.isArray(elements)) this.#isOdd = true
    else if (elements.length > 0) this.#take(elements, this.#lists)
  }

  /** Up to where a list begins whose elements are wanted, or the end of the piece. */
  #readRest(piece: Buffer, from: number): number {
    let at = from
    while (at < piece.length && !this.#isInList) {
      this.#isInList = this.#beginsList(piece[at] ?? 0)
      at += 1
    }
    this.#rest.push(piece.subarray(from, at))
    if (this.#isInList) this.#rest.push(Buffer.from(String(this.#lists)))
    return at
  }

  #beginsList(byte: number): boolean {
    const outside = this.#outside
    if (outside.isText) {
      walkText(byte, outside)
      return false
    }
    if (spaces.has(byte)) return false
    const name = outside.isNamed || this.#isFirst ? outside.word : null
    this.#isFirst = false
    outside.isNamed = byte === colon
    outside.isText = byte === quote
    if (outside.isText) outside.word = ''
    return byte === openList && name !== null && this.#names.has(name)
  }
}

/** Names of lists are short; other texts are no matter. */
const longestWord = 40

function walkText(
  byte: number,
  outside: { isText: boolean; isEscaped: boolean; word: string },
): void {
  if (byte === quote && !outside.isEscaped) outside.isText = false
  else if (outside.word.length < longestWord) outside.word += String.fromCharCode(byte)
  outside.isEscaped = byte === backslash && !outside.isEscaped
}

interface Walked {
  /** Where the list ends; the length of the piece: it goes on. */
  readonly end: number
  /** The last comma between two elements; -1: none. */
  readonly lastComma: number
}

/** Every byte of 60 MB comes by here. Bytes of longer characters are none of those looked for. */
function walkElements(
  piece: Buffer,
  from: number,
  inside: { isText: boolean; isEscaped: boolean; depth: number },
): Walked {
  let { isText, isEscaped, depth } = inside
  let lastComma = -1
  let at = from
  for (; at < piece.length; at += 1) {
    const byte = piece[at] ?? 0
    if (isText) {
      if (isEscaped) isEscaped = false
      else if (byte === backslash) isEscaped = true
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === comma) {
      if (depth === 0) lastComma = at
    } else {
      depth += change[byte] ?? 0
      if (depth < 0) break
    }
  }
  Object.assign(inside, { isText, isEscaped, depth: Math.max(0, depth) })
  return { end: at, lastComma }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
