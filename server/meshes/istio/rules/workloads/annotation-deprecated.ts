import type { Rule } from '../../../../seams/rule.ts'
import { annotatedKinds, istioAnnotations } from '../../lookup/annotation-fields.ts'
import { annotations } from '../../lookup/annotations.ts'
import { injectLabel } from '../../lookup/injection.ts'
import { readWorkload } from '../../lookup/workload.ts'

export const annotationDeprecated: Rule = {
  id: 'MC343',
  aka: ['IST0135'],
  severity: 'info',
  title: 'An annotation that Istio is to give up',
  cause: 'It is marked deprecated; sidecar.istio.io/inject is a label nowadays.',
  effect: 'It works until it is taken away.',
  repair: 'Use what took its place: for injection the label of the same name.',
  source: 'https://istio.io/latest/docs/reference/config/annotations/',
  kinds: annotatedKinds,
  needs: [],
  *check(subject) {
    const { pod } = readWorkload(subject.object)
    const hasLabel = pod.get('metadata', 'labels', injectLabel).isPresent
    for (const { field, name } of istioAnnotations(subject)) {
      if (annotations.get(name)?.isDeprecated !== true) continue
      const isInjection = name === injectLabel
      // Who has both knows, and keeps the old one for old versions.
      if (isInjection && hasLabel) continue
      yield {
        field,
        message: isInjection ? `${name} should be a label` : `${name} is deprecated`,
        values: { annotation: name },
      }
    }
  },
}
