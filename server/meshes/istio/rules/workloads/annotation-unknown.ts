import { writePointer, type Field } from '../../../../seams/field.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { annotatedKinds, istioAnnotations } from '../../lookup/annotation-fields.ts'
import { annotations } from '../../lookup/annotations.ts'

export const annotationUnknown: Rule = {
  id: 'MC340',
  aka: ['IST0108'],
  severity: 'warning',
  title: 'An annotation that Istio does not know',
  cause:
    'The name is in a domain of Istio but in none of its lists: misspelt, or of another version.',
  effect: 'Nobody reads it.',
  repair: 'Write the name as Istio has it, or take it out.',
  source: 'https://istio.io/latest/docs/reference/config/annotations/',
  kinds: annotatedKinds,
  needs: [],
  *check(subject) {
    for (const { field, name } of istioAnnotations(subject)) {
      if (annotations.has(name)) continue
      const nearest = nearestTo(name, annotations.keys())
      yield {
        field,
        message:
          nearest === null
            ? `Istio has no annotation ${name}`
            : `Istio has no annotation ${name}; it has ${nearest}`,
        values: { annotation: name },
        ...(nearest === null ? {} : fixRename(field, nearest)),
      }
    }
  },
}

function fixRename(field: Field, name: string): Pick<Hit, 'fix'> {
  const to = writePointer([...field.path.slice(0, -1), name])
  const patch = [
    { op: 'remove' as const, path: writePointer(field.path) },
    { op: 'add' as const, path: to, value: field.value },
  ]
  return { fix: { title: `Call it ${name}`, patch } }
}
