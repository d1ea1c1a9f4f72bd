import { writePointer, type Field } from '../../seams/field.ts'
import { nearestTo } from '../../seams/nearest.ts'
import type { Hit, Rule } from '../../seams/rule.ts'
import { problemsOf, schemaOf } from '../schema/schema-of.ts'
import { shippedKinds } from '../schema/shipped-schemas.ts'

export const fieldUnknown: Rule = {
  id: 'MC401',
  aka: ['IST0133'],
  severity: 'warning',
  title: 'A field that the kind does not have',
  cause:
    'It is misspelt, in the wrong place, or of a version or channel that the cluster does not have.',
  effect: 'The API server drops the field, or refuses the object: what it says is not in force.',
  repair: 'Write the field that is meant, where the kind has it.',
  source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  kinds: shippedKinds,
  needs: [],
  *check(subject, view) {
    const schema = schemaOf(view, subject)
    if (schema === null) return
    for (const problem of problemsOf(subject, schema)) {
      if (problem.kind !== 'unknown') continue
      const { field, known } = problem
      const name = String(field.path.at(-1) ?? '')
      const meant = meantBy(name, known)
      yield {
        field,
        // The cluster may have another version than the one that is shipped.
        severity: schema.isOwn || meant !== null ? 'error' : 'warning',
        message: `${subject.object.kind} has no field ${name} here${meant === null ? '' : `; did you mean ${meant}?`}`,
        values: { field: name, schema: schema.origin, known: known.join(', ') },
        ...(meant === null || isTaken(subject.root, field, meant) ? {} : rename(field, meant)),
      }
    }
  },
}

/** Case and underscores are the usual slips: `consecutive_5xx_errors`. */
function meantBy(name: string, known: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, '')
  const same = known.filter((one) => plain(one) === plain(name))
  return same.length === 1 ? (same[0] ?? null) : nearestTo(name, known)
}

function isTaken(root: Field, field: Field, name: string): boolean {
  let place = root
  for (const part of field.path.slice(0, -1)) {
    place = typeof part === 'number' ? (place.items()[part] ?? place) : place.get(part)
  }
  return place.get(name).value !== undefined
}

function rename(field: Field, name: string): Pick<Hit, 'fix'> {
  const to = writePointer([...field.path.slice(0, -1), name])
  const patch = [
    { op: 'remove' as const, path: writePointer(field.path) },
    { op: 'add' as const, path: to, value: field.value },
  ]
  return { fix: { title: `Call it ${name}`, patch } }
}
