/** How well a text fits what was typed, the best first. */
export const ranks = {
  exact: 0,
  prefix: 1,
  wordStart: 2,
  inside: 3,
  scattered: 4,
  slip: 5,
} as const

/** A part of what was typed, in small letters, prepared once for many texts. */
export interface Term {
  readonly text: string
  readonly letters: number // see lettersOf
  readonly slips: SlipTable | null // null: too short or too long to be guessed at
}

interface SlipTable {
  readonly length: number
  readonly last: number // the bit of the last letter
  readonly masks: Int32Array // by character code: the bits of the letters that it is
}

const shortestScattered = 3
const shortestSlip = 4
const longestSlip = 30 // bits of a whole number
const codes = 128

export function readTerm(text: string): Term {
  const canSlip = text.length >= shortestSlip && text.length <= longestSlip
  return { text, letters: lettersOf(text), slips: canSlip ? readSlips(text) : null }
}

function readSlips(text: string): SlipTable {
  const masks = new Int32Array(codes)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < codes) masks[code] = (masks[code] ?? 0) | (1 << index)
  }
  return { length: text.length, last: 1 << (text.length - 1), masks }
}

/** Which letters and digits a text has, as bits: what lacks one cannot have them in any order. */
export function lettersOf(text: string): number {
  let letters = 0
  for (let index = 0; index < text.length; index += 1) letters |= bitOf(text.charCodeAt(index))
  return letters
}

const smallA = 97
const smallZ = 122
const zero = 48
const nine = 57

/** Letters have a bit each, two digits share one, all else has none. */
function bitOf(code: number): number {
  if (code >= smallA && code <= smallZ) return 1 << (code - smallA)
  if (code >= zero && code <= nine) return 1 << (26 + ((code - zero) >> 1))
  return 0
}

const isPartOfWord = (code: number): boolean =>
  (code >= smallA && code <= smallZ) || (code >= zero && code <= nine)

/** The rank of a text that has the term in a row; null: it has not. */
export function rankInRow({ text: term }: Term, text: string): number | null {
  const first = text.indexOf(term)
  if (first === -1) return null
  if (first === 0) return text.length === term.length ? ranks.exact : ranks.prefix
  return wordStartOf(term, text) === -1 ? ranks.inside : ranks.wordStart
}

function wordStartOf(term: string, text: string): number {
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1))
    if (at === 0 || !isPartOfWord(text.charCodeAt(at - 1))) return at
  return -1
}

/** The rank of a text that has the term's letters in its order, or all but one slip of them. */
export function rankNearly(term: Term, text: string, letters: number): number | null {
  const lacks = term.letters & ~letters
  if (lacks === 0 && scatter(term.text, text) !== null) return ranks.scattered
  if ((lacks & (lacks - 1)) !== 0) return null // more than one letter is missing
  return term.slips !== null && findSlip(term.slips, text) !== -1 ? ranks.slip : null
}

const widest = 4 // times the length of the term

/** Places of the letters of `term`, from the start of a word on; null: not in that order, or far apart. */
function scatter(term: string, text: string): readonly number[] | null {
  if (term.length < shortestScattered) return null
  const [first = ''] = term
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    if (start > 0 && isPartOfWord(text.charCodeAt(start - 1))) continue
    const places = [start]
    for (const letter of term.slice(1)) {
      const next = text.indexOf(letter, (places.at(-1) ?? 0) + 1)
      if (next === -1) return null
      places.push(next)
    }
    if ((places.at(-1) ?? 0) - start < widest * term.length) return places
  }
  return null
}

/**
 * Where a part of the text ends that is the term but for one letter too many, too few, another, or
 * two that have changed places; -1: nowhere. Shift-and with one error, after Wu and Manber, with the
 * swap added: bit n stands for the first n + 1 letters having been met.
 */
function findSlip({ last, masks }: SlipTable, text: string): number {
  let clean = 0
  let slipped = 1 // the first letter may be the one that is missing
  let swapped = 0 // met in advance: the letter after next
  for (let index = 0; index < text.length; index += 1) {
    const mask = masks[text.charCodeAt(index)] ?? 0
    const next = (clean << 1) | 1
    const cleanNow = next & mask
    const more = clean | next | ((cleanNow << 1) | 1)
    slipped = (((slipped << 1) | 1) & mask) | more | ((swapped & mask) << 1)
    swapped = next & (mask >> 1)
    clean = cleanNow
    if ((slipped & last) !== 0) return index + 1
  }
  return -1
}

export type Mark = readonly [from: number, to: number]

/** Where in the text the term stands, by the same readings as the rank. */
export function marksOf(term: Term, text: string): readonly Mark[] {
  const { text: word } = term
  const wordStart = wordStartOf(word, text)
  const at = wordStart === -1 ? text.indexOf(word) : wordStart
  if (at !== -1) return [[at, at + word.length]]
  const places = scatter(word, text)
  if (places !== null) return joinMarks(places.map((place): Mark => [place, place + 1]))
  const end = term.slips === null ? -1 : findSlip(term.slips, text)
  return end === -1 ? [] : [[Math.max(0, end - word.length), end]]
}

/** In order, without those that touch. */
export function joinMarks(marks: readonly Mark[]): readonly Mark[] {
  const joined: [number, number][] = []
  for (const [from, to] of [...marks].sort((one, other) => one[0] - other[0])) {
    const before = joined.at(-1)
    if (before !== undefined && from <= before[1]) before[1] = Math.max(before[1], to)
    else joined.push([from, to])
  }
  return joined
}
