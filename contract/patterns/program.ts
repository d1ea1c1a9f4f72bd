import {
  allBut,
  lastUnit,
  PatternError,
  wordUnits,
  type Assertion,
  type CharRanges,
} from './parse.ts'
import type { PatternNode } from './parse.ts'

/** One step of a matcher; `next` and its like are places in the program. */
export type Step =
  | { readonly op: 'chars'; readonly classes: Uint8Array; next: number } // 1: the class fits
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'assert'; readonly what: Assertion; next: number }
  | { readonly op: 'match' }

/** A pattern as a machine without memory: a set of places, and where each class of units leads. */
export interface Program {
  readonly steps: readonly Step[]
  readonly start: number
  /** The class of each code unit: units that no part of the pattern tells apart are one. */
  readonly classOf: Uint8Array
  readonly classes: number
  readonly isWord: readonly boolean[] // by class
}

const mostSteps = 400
const mostClasses = 250

/** Throws PatternError for a pattern that is too large. */
export function buildProgram(
  node: PatternNode,
  { ignoreCase }: { readonly ignoreCase: boolean },
): Program {
  const draft = new Draft(ignoreCase)
  const match = draft.add({ op: 'match' })
  const start = draft.write(node, match)
  const { classOf, classes, sets } = tellApart([wordUnits, ...draft.sets])
  const [words = new Uint8Array(classes), ...rest] = sets
  const steps = draft.steps.map((step): Step =>
    step.op === 'draft' ? { op: 'chars', classes: rest[step.set] ?? words, next: step.next } : step,
  )
  return { steps, start, classOf, classes, isWord: [...words].map(Boolean) }
}

type DraftStep =
  | { readonly op: 'draft'; readonly set: number; next: number }
  | Exclude<Step, { readonly op: 'chars' }>

class Draft {
  readonly steps: DraftStep[] = []
  readonly sets: CharRanges[] = []
  readonly #ignoreCase: boolean

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
  }

  add(step: DraftStep): number {
    if (this.steps.length >= mostSteps)
      throw new PatternError('The pattern is too large: repeat less, or search for a part of it', 0)
    return this.steps.push(step) - 1
  }

  /** Writes a node so that it goes on at `next`; returns where it begins. */
  write(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'chars': {
        // What a negated set leaves out, it leaves out in either case.
        const ranges = this.#ignoreCase ? bothCases(node.ranges) : node.ranges
        const set = this.sets.push(node.isNegated === true ? allBut(ranges) : ranges) - 1
        return this.add({ op: 'draft', set, next })
      }
      case 'assert':
        return this.add({ op: 'assert', what: node.what, next })
      case 'all':
        return node.parts.reduceRight((after, part) => this.write(part, after), next)
      case 'any':
        return node.parts
          .map((part) => this.write(part, next))
          .reduceRight((other, begin) => this.add({ op: 'split', next: begin, other }))
      case 'repeat':
        return this.#repeat(node, next)
    }
  }

  #repeat({ part, min, max }: Extract<PatternNode, { kind: 'repeat' }>, next: number): number {
    let begin = next
    if (max === null) {
      const loop: DraftStep = { op: 'split', next: 0, other: next }
      begin = this.add(loop)
      loop.next = this.write(part, begin)
    } else {
      for (let count = min; count < max; count += 1)
        begin = this.add({ op: 'split', next: this.write(part, begin), other: next })
    }
    for (let count = 0; count < min; count += 1) begin = this.write(part, begin)
    return begin
  }
}

/** Letters of ASCII in both cases, and single others as they are written small and large. */
function bothCases(ranges: CharRanges): CharRanges {
  return ranges.flatMap(([from, to]) => {
    const added: (readonly [number, number])[] = [[from, to]]
    const shift = (low: number, high: number, by: number): void => {
      const [first, last] = [Math.max(from, low), Math.min(to, high)]
      if (first <= last) added.push([first + by, last + by])
    }
    shift(0x41, 0x5a, 32)
    shift(0x61, 0x7a, -32)
    if (from === to && from > 0x7f) {
      const letter = String.fromCharCode(from)
      for (const twin of [letter.toLowerCase(), letter.toUpperCase()])
        if (twin.length === 1) added.push([twin.charCodeAt(0), twin.charCodeAt(0)])
    }
    return added
  })
}

function tellApart(all: readonly CharRanges[]): {
  classOf: Uint8Array
  classes: number
  sets: Uint8Array[]
} {
  const borders = new Set([0])
  for (const ranges of all)
    for (const [from, to] of ranges) {
      borders.add(from)
      if (to < lastUnit) borders.add(to + 1)
    }
  const starts = [...borders].sort((a, b) => a - b)
  if (starts.length > mostClasses)
    throw new PatternError('The pattern tells too many characters apart', 0)
  const classOf = new Uint8Array(lastUnit + 1)
  starts.forEach((from, index) => classOf.fill(index, from, starts[index + 1] ?? lastUnit + 1))
  const sets = all.map((ranges) =>
    Uint8Array.from(starts, (unit) =>
      ranges.some(([from, to]) => from <= unit && unit <= to) ? 1 : 0,
    ),
  )
  return { classOf, classes: starts.length, sets }
}
