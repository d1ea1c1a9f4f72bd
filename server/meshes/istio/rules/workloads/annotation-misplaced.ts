import type { Rule } from '../../../../seams/rule.ts'
import { annotatedKinds, istioAnnotations } from '../../lookup/annotation-fields.ts'
import { annotations } from '../../lookup/annotations.ts'

export const annotationMisplaced: Rule = {
  id: 'MC341',
  aka: ['IST0107'],
  severity: 'warning',
  title: 'An annotation of Istio in a place where nobody reads it',
  cause:
    'It is for another kind of object; most often it stands on a Deployment instead of on the template of its pods.',
  effect: 'It does nothing.',
  repair: 'Move it, to spec.template.metadata.annotations when it is for pods.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0107/',
  kinds: annotatedKinds,
  needs: [],
  *check(subject) {
    for (const { field, name, on } of istioAnnotations(subject)) {
      const known = annotations.get(name)
      if (known === undefined || known.kinds.some((kind) => kind === 'Any' || kind === on)) continue
      const places = known.kinds.join(', ')
      yield {
        field,
        message: `${name} is for ${places}, not for ${on}`,
        values: { annotation: name, for: places, on },
      }
    }
  },
}
