import type { DraftCheck, DraftProblem, WriteOutcome } from '#contract/writes.ts'
import type { Mark } from './YamlEditor.tsx'

/** What is said of the lines of a draft: what keeps it from being read, and what rules find. */
export function marksOf(check: DraftCheck | null, outcome: WriteOutcome | null): readonly Mark[] {
  const refused = outcome?.kind === 'invalid' ? outcome.problems : []
  const problems = check?.problems ?? []
  const findings = (check?.findings ?? []).filter(({ acknowledged }) => acknowledged === null)
  return [
    ...[...problems, ...refused].map(markOf),
    ...findings.map(({ rule, message, fixText, ...one }) => ({
      ...{ line: one.line, column: one.column, endLine: one.endLine, endColumn: one.endColumn },
      ...{ severity: one.severity, message: `${rule} ${message}`, repaired: fixText },
    })),
  ]
}

function markOf({ path, ...place }: DraftProblem): Mark {
  const isNamed = path === '' || place.message.includes(path)
  const message = isNamed ? place.message : `${path}: ${place.message}`
  return { ...place, message, severity: 'error', repaired: null }
}
