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
