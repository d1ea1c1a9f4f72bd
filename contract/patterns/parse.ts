/** Inclusive ranges of UTF-16 code units, in no order. */
export type CharRanges = readonly (readonly [from: number, to: number])[]

export type Assertion = 'start' | 'end' | 'word' | 'notWord'

export type PatternNode =
  | { readonly kind: 'chars'; readonly ranges: CharRanges; readonly isNegated?: boolean }
  | { readonly kind: 'all'; readonly parts: readonly PatternNode[] } // one after the other
  | { readonly kind: 'any'; readonly parts: readonly PatternNode[] } // one of them
  | {
      readonly kind: 'repeat'
      readonly part: PatternNode
      readonly min: number
      readonly max: number | null // null: without end
    }
  | { readonly kind: 'assert'; readonly what: Assertion }

/** What is wrong with a pattern, and where; the message is for whoever wrote it. */
export class PatternError extends Error {
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.name = 'PatternError'
    this.at = at
  }
}

export const lastUnit = 0xffff
const mostRepeats = 100
const deepest = 50

const digits: CharRanges = [[0x30, 0x39]]
export const wordUnits: CharRanges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const spaces: CharRanges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x2028, 0x2029],
]
const classes: ReadonlyMap<string, CharRanges> = new Map([
  ['d', digits],
  ['w', wordUnits],
  ['s', spaces],
  ['D', allBut(digits)],
  ['W', allBut(wordUnits)],
  ['S', allBut(spaces)],
])
const controls: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['f', 12],
  ['v', 11],
  ['0', 0],
])

/** Every unit that is in none of the ranges. */
export function allBut(ranges: CharRanges): CharRanges {
  const rest: [number, number][] = []
  let next = 0
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) rest.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  if (next <= lastUnit) rest.push([next, lastUnit])
  return rest
}

/**
 * The usual regular expressions without what needs trying back and forth: no back references and
 * no look-around, so that every pattern is matched in time that grows with the text alone.
 * Throws PatternError.
 */
export function parsePattern(text: string): PatternNode {
  const reader = new Reader(text)
  const node = reader.alternatives(0)
  if (!reader.isAtEnd) throw new PatternError('A ) has no ( before it', reader.at)
  return node
}

interface Counts {
  readonly min: number
  readonly max: number | null
}

const signs: ReadonlyMap<string, Counts> = new Map([
  ['*', { min: 0, max: null }],
  ['+', { min: 1, max: null }],
  ['?', { min: 0, max: 1 }],
])

const endOf = (most: string): number | null => (most === '' ? null : Number(most))

function checkCounts({ min, max }: Counts, at: number): void {
  if (min > mostRepeats || (max ?? 0) > mostRepeats)
    throw new PatternError(`Repeated more than ${mostRepeats} times`, at)
  if (max !== null && max < min) throw new PatternError('The larger number is last', at)
}

class Reader {
  readonly #text: string
  at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.#text.length
  }

  #peek(): string {
    return this.#text.charAt(this.at)
  }

  #take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.at)) return false
    this.at += expected.length
    return true
  }

  alternatives(depth: number): PatternNode {
    if (depth > deepest) throw new PatternError('Too many ( in each other', this.at)
    const parts = [this.#sequence(depth)]
    while (this.#take('|')) parts.push(this.#sequence(depth))
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { kind: 'any', parts }
  }

  #sequence(depth: number): PatternNode {
    const parts: PatternNode[] = []
    while (!this.isAtEnd && this.#peek() !== '|' && this.#peek() !== ')')
      parts.push(this.#repeated(depth))
    return { kind: 'all', parts }
  }

  #repeated(depth: number): PatternNode {
    const at = this.at
    const part = this.#atom(depth)
    const counts = this.#counts()
    if (counts === null) return part
    if (part.kind === 'assert') throw new PatternError('A place cannot be repeated', at)
    this.#take('?') // lazy: whether there is a match is the same
    if (this.#counts() !== null) throw new PatternError('Repeated twice: put ( ) around', this.at)
    return { kind: 'repeat', part, ...counts }
  }

  #counts(): Counts | null {
    const sign = signs.get(this.#peek())
    if (sign !== undefined) {
      this.at += 1
      return sign
    }
    const [whole, least = '', comma, most = ''] =
      /^\{(\d{1,6})(,?)(\d{0,6})\}/.exec(this.#text.slice(this.at, this.at + 20)) ?? []
    if (whole === undefined) return null
    const counts = { min: Number(least), max: comma === '' ? Number(least) : endOf(most) }
    checkCounts(counts, this.at)
    this.at += whole.length
    return counts
  }

  #atom(depth: number): PatternNode {
    const at = this.at
    const char = this.#peek()
    if (char === '(') return this.#group(depth)
    if (char === '[') return this.#set()
    if ('*+?'.includes(char)) throw new PatternError(`Nothing stands before ${char}`, at)
    this.at += 1
    if (char === '.') return { kind: 'chars', ranges: [[0, lastUnit]] }
    if (char === '^') return { kind: 'assert', what: 'start' }
    if (char === '$') return { kind: 'assert', what: 'end' }
    if (char === '\\') return this.#escaped(at)
    return unit(char.charCodeAt(0))
  }

  #group(depth: number): PatternNode {
    const at = this.at
    this.at += 1
    if (/^\?(=|!|<=|<!)/.test(this.#text.slice(this.at, this.at + 3)))
      throw new PatternError('Looking ahead or back is not supported', at)
    const [named = ''] = /^\?(:|P?<\w+>)/.exec(this.#text.slice(this.at)) ?? []
    this.at += named.length
    if (this.#peek() === '?') throw new PatternError('(? … is not supported', at)
    const node = this.alternatives(depth + 1)
    if (!this.#take(')')) throw new PatternError('A ( is not closed', at)
    return node
  }

  #escaped(at: number): PatternNode {
    const char = this.#peek()
    if (this.isAtEnd) throw new PatternError('Nothing stands after \\', at)
    if (char === 'b' || char === 'B') {
      this.at += 1
      return { kind: 'assert', what: char === 'b' ? 'word' : 'notWord' }
    }
    if (/[1-9k]/.test(char))
      throw new PatternError('References to an earlier part are not supported', at)
    return { kind: 'chars', ranges: this.#escapedRanges() }
  }

  /** After the backslash. */
  #escapedRanges(): CharRanges {
    const char = this.#peek()
    this.at += 1
    const known = classes.get(char)
    if (known !== undefined) return known
    const control = controls.get(char)
    if (control !== undefined) return [[control, control]]
    const [hex = ''] =
      (char === 'x' ? /^[\da-f]{2}/i : char === 'u' ? /^[\da-f]{4}/i : /^$^/).exec(
        this.#text.slice(this.at, this.at + 4),
      ) ?? []
    this.at += hex.length
    if (hex !== '') return [[parseInt(hex, 16), parseInt(hex, 16)]]
    if (/[A-Za-z]/.test(char)) throw new PatternError(`\\${char} is not known`, this.at - 2)
    return [[char.charCodeAt(0), char.charCodeAt(0)]]
  }

  #set(): PatternNode {
    const at = this.at
    this.at += 1
    const isNegated = this.#take('^')
    const ranges: (readonly [number, number])[] = []
    while (this.#peek() !== ']') {
      if (this.isAtEnd) throw new PatternError('A [ is not closed', at)
      ranges.push(...this.#setPart())
    }
    this.at += 1
    return { kind: 'chars', ranges, isNegated }
  }

  #setPart(): CharRanges {
    const first = this.#setUnit()
    const [single] = first
    const isRange =
      this.#peek() === '-' && this.#text.charAt(this.at + 1) !== ']' && first.length === 1
    if (!isRange || single === undefined || single[0] !== single[1]) return first
    const at = this.at
    this.at += 1
    const [last] = this.#setUnit()
    if (last === undefined || last[0] !== last[1] || last[0] < single[0])
      throw new PatternError('A range in [ ] goes from a character to a later one', at)
    return [[single[0], last[0]]]
  }

  #setUnit(): CharRanges {
    if (this.isAtEnd) throw new PatternError('A [ is not closed', this.at)
    const code = this.#text.charCodeAt(this.at)
    this.at += 1
    if (code !== 0x5c) return [[code, code]]
    if (this.#peek() === '') throw new PatternError('Nothing stands after \\', this.at)
    return this.#escapedRanges()
  }
}

const unit = (code: number): PatternNode => ({ kind: 'chars', ranges: [[code, code]] })
