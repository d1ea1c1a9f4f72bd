import { parsePattern, PatternError } from './parse.ts'
import { buildProgram, type Program } from './program.ts'

export interface Hit {
  readonly from: number
  readonly to: number // the first that is not of it any more
}

/** Finds a text or a pattern, in time that grows with the text and never faster. */
export interface Matcher {
  readonly test: (text: string) => boolean
  /** The first hit from `at` on, and of those that begin there the longest. */
  readonly find: (text: string, at: number) => Hit | null
}

export interface PatternOptions {
  readonly isRegex: boolean
  readonly ignoreCase: boolean
}

export const longestPattern = 500
/** Of a longer line only so much is searched. */
export const searchedUnits = 50_000

/** Throws PatternError, whose message tells whoever wrote the pattern what is wrong with it. */
export function createMatcher(pattern: string, { isRegex, ignoreCase }: PatternOptions): Matcher {
  if (pattern.length > longestPattern)
    throw new PatternError(`Longer than ${longestPattern} characters`, longestPattern)
  if (!isRegex) return ignoreCase ? foldedText(pattern) : plainText(pattern)
  return new LinearMatcher(buildProgram(parsePattern(pattern), { ignoreCase }))
}

function plainText(wanted: string): Matcher {
  return {
    test: (text) => text.includes(wanted),
    find: (text, at) => {
      const from = text.indexOf(wanted, at)
      return from === -1 || wanted === '' ? null : { from, to: from + wanted.length }
    },
  }
}

function foldedText(pattern: string): Matcher {
  const wanted = pattern.toLowerCase()
  const find = (text: string, at: number): Hit | null => {
    const folded = text.toLowerCase()
    // Few letters have another length when small: then places are not to be had, but the answer is.
    const from = folded.indexOf(wanted, at)
    return from === -1 || wanted === '' ? null : { from, to: from + wanted.length }
  }
  return { test: (text) => text.toLowerCase().includes(wanted), find }
}

/** What stands before a place: nothing, a character of words, or another. */
type Before = 0 | 1 | 2
const [nothing, word, other] = [0, 1, 2] as const

interface State {
  readonly places: readonly number[]
  readonly before: Before
  /** By class of the next unit, the end of the text last; absent: not asked yet. */
  readonly next: (State | 'match' | undefined)[]
}

const mostStates = 1500
const matched = 0 // the first step of every program

/**
 * A set of places in the program moves with each unit of the text, whatever the pattern: nothing is
 * ever tried twice. Sets that were met are kept, so that most steps are one look-up.
 */
class LinearMatcher implements Matcher {
  readonly #program: Program
  #states = new Map<string, State>()

  constructor(program: Program) {
    this.#program = program
  }

  test(text: string): boolean {
    const { classOf, classes } = this.#program
    const length = Math.min(text.length, searchedUnits)
    let state = this.#stateOf([], nothing)
    for (let at = 0; at <= length; at += 1) {
      const group = at === length ? classes : (classOf[text.charCodeAt(at)] ?? 0)
      const next = state.next[group] ?? this.#move(state, group)
      if (next === 'match') return true
      state = next
    }
    return false
  }

  find(text: string, at: number): Hit | null {
    const { start } = this.#program
    const length = Math.min(text.length, searchedUnits)
    let hit: Hit | null = null
    let threads = new Map<number, number>() // place → where it began
    for (let index = at; index <= length; index += 1) {
      if (hit === null) threads.set(start, Math.min(index, threads.get(start) ?? index))
      if (threads.size === 0) break
      const around = { before: this.#kindAt(text, index - 1), after: this.#kindAt(text, index) }
      const reached = this.#spread(threads, around)
      const began = reached.get(matched)
      if (began !== undefined && index > began && (hit === null || began <= hit.from))
        hit = { from: began, to: index }
      threads = this.#step(reached, this.#classAt(text, index), hit?.from ?? Infinity)
    }
    return hit
  }

  /** The class of the end of the text is one more than those of units. */
  #classAt(text: string, index: number): number {
    const { classOf, classes } = this.#program
    if (index >= Math.min(text.length, searchedUnits)) return classes
    return classOf[text.charCodeAt(index)] ?? 0
  }

  #kindAt(text: string, index: number): Before {
    return index < 0 ? nothing : this.#kindOf(this.#classAt(text, index))
  }

  #kindOf(group: number): Before {
    const { isWord, classes } = this.#program
    if (group === classes) return nothing
    return isWord[group] === true ? word : other
  }

  /** Where each thread is after a unit of this class; those that began too late are left. */
  #step(reached: ReadonlyMap<number, number>, group: number, latest: number): Map<number, number> {
    const threads = new Map<number, number>()
    for (const [place, from] of reached) {
      const step = this.#program.steps[place]
      if (step?.op !== 'chars' || step.classes[group] !== 1 || from > latest) continue
      threads.set(step.next, Math.min(from, threads.get(step.next) ?? from))
    }
    return threads
  }

  #stateOf(places: readonly number[], before: Before): State {
    const key = `${before}:${places.join(',')}`
    const known = this.#states.get(key)
    if (known !== undefined) return known
    if (this.#states.size >= mostStates) this.#states = new Map()
    const made: State = { places, before, next: [] }
    this.#states.set(key, made)
    return made
  }

  #move(state: State, group: number): State | 'match' {
    const after = this.#kindOf(group)
    const threads = new Map([...state.places, this.#program.start].map((place) => [place, 0]))
    const reached = this.#spread(threads, { before: state.before, after })
    const places = (): number[] => [...this.#step(reached, group, Infinity).keys()]
    const next = reached.has(matched)
      ? 'match'
      : this.#stateOf(
          places().sort((a, b) => a - b),
          after,
        )
    state.next[group] = next
    return next
  }

  /** All places that are reached without reading on. */
  #spread(
    threads: ReadonlyMap<number, number>,
    { before, after }: { readonly before: Before; readonly after: Before },
  ): Map<number, number> {
    const { steps } = this.#program
    const reached = new Map<number, number>()
    const waiting = [...threads].sort(([, a], [, b]) => b - a) // the leftmost are taken first
    for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
      const [place, from] = thread
      if ((reached.get(place) ?? Infinity) <= from) continue
      reached.set(place, from)
      const step = steps[place]
      if (step?.op === 'split') waiting.push([step.other, from], [step.next, from])
      if (step?.op === 'assert' && holds[step.what](before, after)) waiting.push([step.next, from])
    }
    return reached
  }
}

const holds = {
  start: (before: Before): boolean => before === nothing,
  end: (_before: Before, after: Before): boolean => after === nothing,
  word: (before: Before, after: Before): boolean => (before === word) !== (after === word),
  notWord: (before: Before, after: Before): boolean => (before === word) === (after === word),
}
