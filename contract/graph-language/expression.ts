import type { Operand } from './operands.ts'

export const textOperators = ['=', '*=', '^=', '$='] as const
export const numberOperators = ['=', '>', '>=', '<', '<='] as const

export type TextOperator = (typeof textOperators)[number]
export type NumberOperator = (typeof numberOperators)[number]

/** What is asked of an operand. There is no ≠: that is the negation of =. */
export type Check =
  | { readonly kind: 'flag' }
  | { readonly kind: 'text'; readonly operator: TextOperator; readonly value: string }
  | { readonly kind: 'number'; readonly operator: NumberOperator; readonly value: number }
  | { readonly kind: 'nothing' } // = NaN: nothing measured, or zero

/** One criterion. */
export interface Test {
  readonly kind: 'test'
  readonly operand: Operand
  /** The key of a label; empty for every other operand. */
  readonly key: string
  /** A criterion of nodes asked of an end of an edge; null: of the element itself. */
  readonly end: 'source' | 'target' | null
  readonly check: Check
  readonly from: number
  readonly to: number
}

/** From and to: where it stands in the text. */
export type Expression =
  | Test
  | {
      readonly kind: 'not'
      readonly part: Expression
      readonly from: number
      readonly to: number
    }
  | {
      readonly kind: 'and' | 'or'
      readonly parts: readonly Expression[]
      readonly from: number
      readonly to: number
    }

export type ElementKind = 'node' | 'edge'

/** Which elements it speaks of; both by way of `or`. */
export function kindsOf(expression: Expression): ReadonlySet<ElementKind> {
  switch (expression.kind) {
    case 'test':
      return new Set([expression.end === null ? expression.operand.about : 'edge'])
    case 'not':
      return kindsOf(expression.part)
    case 'and':
    case 'or':
      return new Set(expression.parts.flatMap((part) => [...kindsOf(part)]))
  }
}

/** Every criterion in it, in the order of the text. */
export function testsOf(expression: Expression): readonly Test[] {
  if (expression.kind === 'test') return [expression]
  if (expression.kind === 'not') return testsOf(expression.part)
  return expression.parts.flatMap(testsOf)
}
