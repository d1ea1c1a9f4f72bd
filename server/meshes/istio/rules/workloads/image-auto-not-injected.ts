import { setTo } from '../../../../seams/fix.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { asksForAmbient } from '../../lookup/ambient.ts'
import {
  asksForSidecar,
  injectLabel,
  namespaceInjection,
  proxiesIn,
} from '../../lookup/injection.ts'
import { isOwned, podKinds, readWorkload, type Workload } from '../../lookup/workload.ts'

export const imageAutoNotInjected: Rule = {
  id: 'MC315',
  aka: ['IST0146', 'IST0147'],
  severity: 'warning',
  title: 'A proxy with image auto that nobody will fill in',
  cause:
    'image: auto is a place holder for the injector, and neither the pod nor its namespace asks for injection.',
  effect: 'The pod cannot start: there is no image called auto.',
  repair: 'Label the pods sidecar.istio.io/inject=true, or the namespace istio-injection=enabled.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0146/',
  differs: 'One rule for the template (a warning) and the pod that is there (an error).',
  kinds: podKinds,
  needs: ['Namespace'],
  *check({ object, kind, namespace }, view) {
    if (kind !== 'Pod' && isOwned(object)) return
    const workload = readWorkload(object)
    const isRefused = namespaceInjection(view, namespace).asked === 'disabled'
    for (const proxy of proxiesIn(workload.pod)) {
      const image = proxy.get('image')
      if (image.text() !== 'auto') continue
      // In a pod that is there already the injector has had its turn.
      const isPod = kind === 'Pod'
      if (!isPod && asksForSidecar(view, workload)) continue
      yield {
        field: image,
        severity: isPod ? 'error' : 'warning',
        message: isPod
          ? 'Nobody has replaced image auto in this pod: it cannot start'
          : 'Nobody will replace image auto: its pods are not injected',
        values: { image: 'auto' },
        // Where ambient mode is asked for, a sidecar would be wrong in another way.
        ...(isPod || isRefused || asksForAmbient(view, workload) ? {} : fixLabel(workload)),
      }
    }
  },
}

/** Where the pods have labels and say nothing yet. */
function fixLabel({ pod }: Workload): Pick<Hit, 'fix'> {
  const labels = pod.get('metadata', 'labels')
  const label = labels.get(injectLabel)
  if (labels.entries().length === 0) return {}
  return { fix: setTo(label, 'true', 'Ask for injection') }
}
