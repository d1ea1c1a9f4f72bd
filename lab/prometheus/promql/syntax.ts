import type { Matcher } from '../matcher.ts'

/** A parsed expression; durations are milliseconds. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  | { readonly kind: 'matrix'; readonly selector: Selector; readonly rangeMs: number }
  | Subquery
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | Aggregate
  | Binary
  | { readonly kind: 'negate'; readonly expr: Expr }
  | { readonly kind: 'paren'; readonly expr: Expr }

export type AtTime = number | 'start' | 'end' | null // epoch ms

export interface Selector {
  readonly kind: 'selector'
  readonly matchers: readonly Matcher[]
  readonly offsetMs: number
  readonly at: AtTime
}

export interface Subquery {
  readonly kind: 'subquery'
  readonly expr: Expr
  readonly rangeMs: number
  readonly stepMs: number | null // null: the server's default
  readonly offsetMs: number
  readonly at: AtTime
}

export interface Aggregate {
  readonly kind: 'aggregate'
  readonly op: AggregateOp
  readonly labels: readonly string[]
  readonly isWithout: boolean
  readonly param: Expr | null
  readonly expr: Expr
}

export interface Matching {
  readonly isOn: boolean
  readonly labels: readonly string[]
  readonly cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many'
  readonly include: readonly string[] // labels copied from the "one" side
}

export interface Binary {
  readonly kind: 'binary'
  readonly op: BinaryOp
  readonly left: Expr
  readonly right: Expr
  readonly isBool: boolean
  readonly matching: Matching
}

export const aggregateOps = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
] as const
export type AggregateOp = (typeof aggregateOps)[number]

export const arithmeticOps = ['+', '-', '*', '/', '%', '^', 'atan2'] as const
export const comparisonOps = ['==', '!=', '>', '<', '>=', '<='] as const
export const setOps = ['and', 'or', 'unless'] as const
export type ArithmeticOp = (typeof arithmeticOps)[number]
export type ComparisonOp = (typeof comparisonOps)[number]
export type SetOp = (typeof setOps)[number]
export type BinaryOp = ArithmeticOp | ComparisonOp | SetOp

export function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text)
}

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string'

/** The query cannot be understood or asks for what is not supported: the caller's mistake. */
export class QueryError extends Error {}

/** The query was understood and failed while it ran. */
export class ExecutionError extends Error {}
