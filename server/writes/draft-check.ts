import type { Finding } from '#contract/validations.ts'
import type { DraftFinding, DraftProblem } from '#contract/writes.ts'
import { severities } from '#contract/validations.ts'
import type { FieldCause } from '../seams/object-calls.ts'
import { fixText } from './fix-text.ts'
import { readPath, type PlaceOf } from './places.ts'

/** Findings of a draft with their places in its text, the worst first, then from top to bottom. */
export function placeFindings(
  findings: readonly Finding[],
  { text, placeOf }: { readonly text: string; readonly placeOf: PlaceOf },
): DraftFinding[] {
  const rank = ({ severity }: DraftFinding): number => severities.indexOf(severity)
  return findings
    .map((finding) => ({
      ...finding,
      ...placeOf(finding.path),
      fixText: finding.fix === null ? null : fixText(text, finding.fix.patch),
    }))
    .sort((one, other) => rank(one) - rank(other) || one.line - other.line)
}

/** What the API server says is wrong, at the lines that it speaks of. */
export function placeCauses(causes: readonly FieldCause[], placeOf: PlaceOf): DraftProblem[] {
  return causes.map(({ field, message }) => ({
    ...placeOf(readPath(field)),
    message: message.replace(/^([a-z])/, (first) => first.toUpperCase()),
    path: field,
  }))
}
