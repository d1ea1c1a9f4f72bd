import { testsOf, type Expression } from '#contract/graph-language/expression.ts'
import type { Need } from '#contract/graph-language/operands.ts'

/** What must be asked for, or shown, with the operand that first needs it. */
export function needsOf(expression: Expression): ReadonlyMap<Need, string> {
  const needs = new Map<Need, string>()
  for (const { operand } of testsOf(expression)) {
    const { need, name } = operand
    if (need !== undefined && !needs.has(need)) needs.set(need, name)
  }
  return needs
}
