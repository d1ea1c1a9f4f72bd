import type { Rule } from '../../server/seams/rule.ts'
import { UsageError } from './usage-error.ts'

/** A rule in words, by its id or a code that people know it by. Throws UsageError. */
export function explainRule(code: string, rules: readonly Rule[]): string {
  const wanted = code.toUpperCase()
  const found = rules.filter(({ id, aka }) => id === wanted || aka.includes(wanted))
  if (found.length === 0)
    throw new UsageError(`There is no rule ${code}. Rules are listed by: alidade rules`)
  return found.map(writeRule).join('\n')
}

function writeRule({ id, aka, severity, title, cause, effect, repair, source }: Rule): string {
  const codes = aka.length === 0 ? '' : ` (${aka.join(', ')})`
  return [
    `${id}${codes}, ${severity}: ${title}`,
    '',
    `Cause:  ${cause}`,
    `Effect: ${effect}`,
    `Repair: ${repair}`,
    `Source: ${source}`,
    '',
  ].join('\n')
}

/** One line per rule. */
export const listRules = (rules: readonly Rule[]): string =>
  rules
    .map(({ id, severity, title, aka }) =>
      `${id}  ${severity.padEnd(7)}  ${title}  ${aka.join(' ')}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
