import type { Address } from './place.ts'

export type Mark = readonly [from: number, to: number]

/** One thing to choose: a place to go to, or something to do. */
export interface JumpItem {
  readonly id: string // unique within the list
  readonly title: string
  /** Where in the title what was typed stands. */
  readonly marks: readonly Mark[]
  /** Namespace, kind: what tells it from others of its name. */
  readonly detail: string
  readonly badge: { readonly letters: string; readonly kind: string }
  readonly goal: JumpGoal
}

export type JumpGoal = Address | { readonly act: () => void }

export interface JumpSection {
  readonly id: string
  readonly title: string
  readonly items: readonly JumpItem[]
  /** So many more than are listed, and no list that shows them. */
  readonly more: number
}
