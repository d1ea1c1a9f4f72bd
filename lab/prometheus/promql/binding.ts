import type { SyntaxNode } from '@lezer/common'
import { comparisonOps } from './syntax.ts'
import type { Binary, BinaryOp, Expr, Selector, Subquery } from './syntax.ts'

/** Where the grammar's tree and Prometheus's own parser bind differently. */

export type Move = <T extends Selector | Subquery>(selected: T) => T

/**
 * The grammar binds a modifier to all that stands before it (`a + b offset 1m`); Prometheus binds it
 * to the last operand.
 */
export function moveRightmost(expr: Expr, move: Move): Expr | null {
  switch (expr.kind) {
    case 'selector':
    case 'subquery':
      return move(expr)
    case 'matrix':
      return { ...expr, selector: move(expr.selector) }
    case 'binary': {
      const right = moveRightmost(expr.right, move)
      return right === null ? null : { ...expr, right }
    }
    case 'negate': {
      const inner = moveRightmost(expr.expr, move)
      return inner === null ? null : { ...expr, expr: inner }
    }
    default:
      return null
  }
}

const precedence = [
  ['or'],
  ['and', 'unless'],
  [...comparisonOps],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
]

function strengthOf(op: BinaryOp): number {
  return precedence.findIndex((ops: readonly string[]) => ops.includes(op))
}

/** Mends what the grammar binds too tightly: `a + b offset 1m * c`, and the sign in `-1 ^ 2`. */
export function rebound(binary: Binary, leftNode: SyntaxNode): Expr {
  const { left, op } = binary
  if (
    op === '^' &&
    left.kind === 'number' &&
    leftNode.name === 'NumberDurationLiteral' &&
    isSigned(left.value)
  ) {
    return { kind: 'negate', expr: { ...binary, left: { kind: 'number', value: -left.value } } }
  }
  const isModified = leftNode.name === 'OffsetExpr' || leftNode.name === 'StepInvariantExpr'
  if (!isModified || left.kind !== 'binary' || strengthOf(left.op) >= strengthOf(op)) return binary
  return { ...left, right: { ...binary, left: left.right } }
}

function isSigned(value: number): boolean {
  return value < 0 || Object.is(value, -0)
}
