/** Elements of a list as they come, and the number of the list in the document. */
export type TakeElements = (elements: readonly unknown[], list: number) => void

/** What is done with the lists of one name. */
export interface LongList {
  readonly take: TakeElements
  /**
   * Lists within elements of this one. Of an element that is too long to be parsed at once they are
   * handed on before it, by numbers of their own that begin at 0 in each such element.
   */
  readonly inside?: ListsByName
}

/** By the names of lists; '' is the document (or the element) itself, if it is a list. */
export type ListsByName = ReadonlyMap<string, LongList>

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

/** Bytes that are parsed at once: about two milliseconds. */
const longestElement = 256 * 1024

/**
 * Reads JSON that comes in pieces. Elements of the lists so named are parsed and handed on as soon
 * as they are whole; of the rest a document is made in which each such list holds its number and
 * nothing else. A trace of 80,000 spans as one document is 60 MB of text and millions of objects
 * that all live until the last is read; by pieces it is read while it comes, and most of it is gone
 * at once.
 */
export class LongLists {
  readonly #lists: ListsByName
  readonly #longest: number
  readonly #rest: Buffer[] = []
  #restBytes = 0
  /** The list that is being read; null: what is around lists is. */
  #list: LongList | null = null
  /** The beginning of an element whose end has not come yet. */
  #begun: Buffer[] = []
  #begunBytes = 0
  /** Reads an element that has become too long. */
  #within: LongLists | null = null
  readonly #inside = { isText: false, isEscaped: false, depth: 0 }
  readonly #outside = { isText: false, isEscaped: false, isNamed: false, word: '' }
  #number = 0
  #isFirst = true
  #isOdd = false

  /** @param longest bytes of an element that is parsed as a whole */
  constructor(lists: ListsByName, longest = longestElement) {
    this.#lists = lists
    this.#longest = longest
  }

  /** Around the lists, so far. */
  get restBytes(): number {
    return this.#restBytes
  }

  push(piece: Buffer): void {
    for (let at = 0; at < piece.length && !this.#isOdd;)
      at = this.#list === null ? this.#readRest(piece, at) : this.#readList(this.#list, piece, at)
  }

  /** The document without the elements; undefined: what came is no JSON. */
  finish(): unknown {
    if (this.#isOdd || this.#list !== null) return undefined
    return parse(Buffer.concat(this.#rest).toString('utf8'))
  }

  /** Up to the end of the list or of the piece; returns where it stopped. */
  #readList(list: LongList, piece: Buffer, from: number): number {
    const { end, firstComma, lastComma } = walkElements(piece, from, this.#inside)
    const isEnd = end < piece.length
    let at = from
    if (this.#within !== null) {
      const stop = Math.min(firstComma, end)
      this.#within.push(piece.subarray(from, stop))
      if (stop === piece.length) return end
      this.#endLong(list, this.#within)
      at = stop === firstComma ? stop + 1 : stop
    }
    const whole = isEnd ? end : lastComma
    if (whole >= at) {
      this.#hand(list, [...this.#begun, piece.subarray(at, whole)])
      this.#begun = []
      this.#begunBytes = 0
      at = whole + 1
    }
    if (!isEnd) {
      this.#keep(list, piece.subarray(at))
      return end
    }
    this.#list = null
    this.#number += 1
    return end
  }

  #hand({ take }: LongList, parts: readonly Buffer[]): void {
    const text = parts.length === 1 ? parts[0]?.toString('utf8') : Buffer.concat(parts).toString()
    const elements = parse(`[${text ?? ''}]`)
    if (!Array.isArray(elements)) this.#isOdd = true
    else if (elements.length > 0) take(elements, this.#number)
  }

  /** Waits for the end of an element; one that has become too long is read by its own lists. */
  #keep({ inside }: LongList, part: Buffer): void {
    this.#begun.push(part)
    this.#begunBytes += part.length
    if (inside === undefined || this.#begunBytes <= this.#longest) return
    const within = new LongLists(inside, this.#longest)
    for (const one of this.#begun) within.push(one)
    this.#within = within
    this.#begun = []
    this.#begunBytes = 0
  }

  #endLong({ take }: LongList, within: LongLists): void {
    this.#within = null
    const element = within.finish()
    if (element === undefined) this.#isOdd = true
    else take([element], this.#number)
  }

  /** Up to where a list begins whose elements are wanted, or the end of the piece. */
  #readRest(piece: Buffer, from: number): number {
    let at = from
    while (at < piece.length && this.#list === null) {
      this.#list = this.#beginsList(piece[at] ?? 0)
      at += 1
    }
    this.#rest.push(piece.subarray(from, at))
    this.#restBytes += at - from
    if (this.#list !== null) this.#rest.push(Buffer.from(String(this.#number)))
    return at
  }

  #beginsList(byte: number): LongList | null {
    const outside = this.#outside
    if (outside.isText) {
      walkText(byte, outside)
      return null
    }
    if (spaces.has(byte)) return null
    const name = outside.isNamed || this.#isFirst ? outside.word : null
    this.#isFirst = false
    outside.isNamed = byte === colon
    outside.isText = byte === quote
    if (outside.isText) outside.word = ''
    return byte === openList && name !== null ? (this.#lists.get(name) ?? null) : null
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
  /** The first comma between two elements; Infinity: none. */
  readonly firstComma: number
  /** The last one; -1: none. */
  readonly lastComma: number
}

/** Every byte of 60 MB comes by here. Bytes of longer characters are none of those looked for. */
function walkElements(
  piece: Buffer,
  from: number,
  inside: { isText: boolean; isEscaped: boolean; depth: number },
): Walked {
  let { isText, isEscaped, depth } = inside
  let firstComma = Infinity
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
      if (depth > 0) continue
      lastComma = at
      firstComma = Math.min(firstComma, at)
    } else {
      depth += change[byte] ?? 0
      if (depth < 0) break
    }
  }
  Object.assign(inside, { isText, isEscaped, depth: Math.max(0, depth) })
  return { end: at, firstComma, lastComma }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
