import { takeOut } from '../../../../seams/fix.ts'
import type { Rule, Subject, View } from '../../../../seams/rule.ts'
import {
  asksForAmbient,
  isAmbientService,
  isAmbientWorkload,
  useWaypointLabel,
} from '../../lookup/ambient.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'
import { isOwned, podKinds, readWorkload } from '../../lookup/workload.ts'

export const waypointWithoutAmbient: Rule = {
  id: 'MC319',
  aka: ['KIA1312'],
  severity: 'warning',
  title: 'A waypoint is named for something that is not ambient',
  cause:
    'istio.io/use-waypoint holds for ambient workloads; this one has sidecars or is not in the mesh.',
  effect: 'The label does nothing: no request goes through the waypoint.',
  repair:
    'Label the namespace istio.io/dataplane-mode=ambient and let go of sidecars, or take the label out.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  kinds: ['Namespace', 'Service', ...podKinds],
  needs: ['Namespace', 'Pod', 'apps/Deployment'],
  check(subject, view) {
    const labels =
      subject.kind === 'Namespace' || subject.kind === 'Service'
        ? subject.root.get('metadata', 'labels')
        : readWorkload(subject.object).pod.get('metadata', 'labels')
    const field = labels.get(useWaypointLabel)
    // Ingress gateways may be sent through a waypoint whatever the pods behind it are.
    if (labels.get('istio.io/ingress-use-waypoint').text() === 'true') return []
    const name = field.text() ?? ''
    if (name === '' || name === 'none' || isAmbient(subject, view)) return []
    return [
      {
        field,
        message: `Waypoint ${name} is named here, but nothing here is ambient`,
        values: { waypoint: name },
        fix: takeOut(field, 'Take out the label, which does nothing'),
      },
    ]
  },
}

/** Empty namespaces and services that send to nothing here have nothing to be wrong about. */
function isAmbient({ object, kind, name }: Subject, view: View): boolean {
  if (kind === 'Service') return isAmbientService(view, object)
  if (kind !== 'Namespace') {
    return isOwned(object) || isAmbientWorkload(view, readWorkload(object))
  }
  const workloads = workloadsSelected(view, name, {}).filter(({ pod }) => pod.isPresent)
  return (
    workloads.length === 0 ||
    object.metadata.labels?.['istio.io/dataplane-mode'] === 'ambient' ||
    workloads.some((workload) => asksForAmbient(view, workload))
  )
}
