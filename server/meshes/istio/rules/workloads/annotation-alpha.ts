import type { Rule } from '../../../../seams/rule.ts'
import { annotatedKinds, istioAnnotations } from '../../lookup/annotation-fields.ts'
import { annotations } from '../../lookup/annotations.ts'

export const annotationAlpha: Rule = {
  id: 'MC344',
  aka: ['IST0136'],
  severity: 'info',
  title: 'An annotation whose meaning may still change',
  cause: 'Istio calls this annotation alpha: it may change or go with any version.',
  effect: 'It works today; an upgrade may break it without a word.',
  repair: 'Look it up before each upgrade, or do without.',
  source: 'https://istio.io/latest/docs/reference/config/annotations/',
  kinds: annotatedKinds,
  needs: [],
  *check(subject) {
    // Injection writes some of these onto pods itself.
    if (subject.kind === 'Pod') return
    for (const { field, name } of istioAnnotations(subject)) {
      const known = annotations.get(name)
      if (known?.isAlpha !== true || known.isDeprecated) continue
      yield { field, message: `${name} is alpha: it may change`, values: { annotation: name } }
    }
  },
}
