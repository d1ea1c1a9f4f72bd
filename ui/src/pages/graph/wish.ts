import type { Expression } from '#contract/graph-language/expression.ts'
import { needsOf } from '../../lib/graph-language/needs.ts'
import type { Need } from '#contract/graph-language/operands.ts'
import { parse } from '#contract/graph-language/parse.ts'
import type { LanguageError } from '#contract/graph-language/refusal.ts'

/** What a field asks for. A text that cannot be read asks for nothing, and says why. */
export interface Wish {
  readonly expression: Expression | null
  readonly error: LanguageError | null
}

export function readWish(text: string | null): Wish {
  const parsed = parse(text ?? '')
  return {
    expression: parsed.kind === 'expression' ? parsed.expression : null,
    error: parsed.kind === 'error' ? parsed.error : null,
  }
}

/** What the server must send so that these expressions can be answered. */
export function needsOfTexts(texts: readonly (string | null)[]): ReadonlySet<Need> {
  const expressions = texts.map((text) => readWish(text).expression)
  return new Set(
    expressions.flatMap((expression) =>
      expression === null ? [] : [...needsOf(expression).keys()],
    ),
  )
}
