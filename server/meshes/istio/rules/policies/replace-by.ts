import { writePointer, type Field } from '../../../../seams/field.ts'
import type { Hit } from '../../../../seams/rule.ts'

/** The fix that writes another value in the place of one. */
export function replaceBy(field: Field, value: string): NonNullable<Hit['fix']> {
  return {
    title: `Replace it by ${value}`,
    patch: [{ op: 'replace', path: writePointer(field.path), value }],
  }
}
