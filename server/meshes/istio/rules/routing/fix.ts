import { writePointer, type Field } from '../../../../seams/field.ts'
import type { Hit } from '../../../../seams/rule.ts'

type Fix = NonNullable<Hit['fix']>

/** Puts another value in the place of what is there. */
export function replacing(field: Field, value: unknown, title: string): Fix {
  return { title, patch: [{ op: 'replace', path: writePointer(field.path), value }] }
}

export function removing(field: Field, title: string): Fix {
  return { title, patch: [{ op: 'remove', path: writePointer(field.path) }] }
}

/** The hit with its fix, where there is one. */
export function withFix(hit: Hit, fix: Fix | null): Hit {
  return fix === null ? hit : { ...hit, fix }
}
