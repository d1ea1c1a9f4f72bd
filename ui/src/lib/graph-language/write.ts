import type { Check, Expression, Test } from '#contract/graph-language/expression.ts'

/** The usual text of an expression: synonyms and spaces evened out, so that equals are equal. */
export function write(expression: Expression): string {
  switch (expression.kind) {
    case 'test':
      return writeTest(expression)
    case 'not':
      return writeNot(expression.part)
    case 'and':
    case 'or':
      return expression.parts
        .map((part) =>
          part.kind === 'and' || part.kind === 'or' ? `(${write(part)})` : write(part),
        )
        .join(` ${expression.kind} `)
  }
}

function writeNot(part: Expression): string {
  if (part.kind === 'test' && (part.check.kind === 'flag' || part.check.kind === 'number')) {
    return part.check.kind === 'number' && part.check.operator === '='
      ? writeTest(part, '!')
      : `!${writeTest(part)}`
  }
  return part.kind === 'test' ? writeTest(part, '!') : `!(${write(part)})`
}

function writeTest({ operand, key, end, check }: Test, sign = ''): string {
  const name = `${end === null ? '' : `${end}.`}${operand.name}${key === '' ? '' : `:${key}`}`
  return name + writeCheck(check, sign)
}

function writeCheck(check: Check, sign: string): string {
  switch (check.kind) {
    case 'flag':
      return ''
    case 'nothing':
      return ` ${sign}= NaN`
    case 'number':
      return ` ${sign}${check.operator} ${check.value}`
    case 'text':
      return ` ${sign}${check.operator} ${writeText(check.value)}`
  }
}

const plain =
  /^(?!(?:and|or|not|contains|startswith|endswith)$)(?:(?![*^$]=|&&|\|\|)[^\s()"'=<>!])+$/i

/** In quotes where it would not be read back as one word. */
export function writeText(text: string): string {
  if (plain.test(text)) return text
  return text.includes('"') ? `'${text}'` : `"${text}"`
}
