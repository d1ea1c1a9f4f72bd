import type { Rule } from '../../../../seams/rule.ts'
import { isAmbientNamespace, isAmbientWorkload } from '../../lookup/ambient.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'
import { hasSelector, selectorOf, selectorParent, sidecarKind, writeSome } from './policy-object.ts'

/** A Sidecar for pods that have none. */
export const sidecarForAmbient: Rule = {
  id: 'MC143',
  aka: ['IST0167'],
  severity: 'warning',
  title: 'Sidecar for workloads of ambient',
  cause: 'A Sidecar is for a namespace or for workloads in ambient mode, which have no sidecars.',
  effect: 'It has no effect: ztunnel and waypoints do not look at Sidecar objects.',
  repair: 'Remove it, or select only workloads that have a sidecar.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0167/',
  kinds: [sidecarKind],
  needs: ['Namespace'],
  check: function* ({ object, namespace, root }, view) {
    if (!hasSelector(object)) {
      if (!isAmbientNamespace(view, namespace)) return
      yield {
        field: root.get('spec'),
        message: `Namespace ${namespace} is in ambient mode, where a Sidecar has no effect`,
        values: { namespace },
      }
      return
    }
    const ambient = workloadsSelected(view, namespace, selectorOf(object)).filter((workload) =>
      isAmbientWorkload(view, workload),
    )
    if (ambient.length === 0) return
    const names = ambient.map(({ name }) => name)
    yield {
      field: selectorParent(object),
      message: `${writeSome(names)} of ${namespace} ${names.length === 1 ? 'is' : 'are'} in ambient mode, where a Sidecar has no effect`,
      values: { workloads: names.join(', ') },
      related: ambient.map((workload) => workload.object),
    }
  },
}
