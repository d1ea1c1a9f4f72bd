import { writePointer, type Field } from './field.ts'
import type { Hit } from './rule.ts'

type Fix = NonNullable<Hit['fix']>

/** Puts a value in the place of what is there, or where nothing is. Whatever the field is in must exist. */
export function setTo(field: Field, value: unknown, title: string): Fix {
  const op = field.value === undefined ? 'add' : 'replace'
  return { title, patch: [{ op, path: writePointer(field.path), value }] }
}

/** Takes a field out, or an element of a list. */
export function takeOut(field: Field, title: string): Fix {
  return { title, patch: [{ op: 'remove', path: writePointer(field.path) }] }
}

/** Puts another word in the place of one, and says so. */
export function replaceBy(field: Field, value: string): Fix {
  return setTo(field, value, `Replace it by ${value}`)
}

/** The hit with its fix, where there is one. */
export function withFix(hit: Hit, fix: Fix | null): Hit {
  return fix === null ? hit : { ...hit, fix }
}
