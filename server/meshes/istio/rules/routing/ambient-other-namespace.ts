import type { Rule } from '../../../../seams/rule.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { neededForSelection } from '../../lookup/workload.ts'
import { ambientTargets, needsWaypoint } from './ambient-services.ts'

/** Rules that a waypoint does not read. */
export const ambientOtherNamespace: Rule = {
  id: 'MC209',
  aka: ['KIA1114', 'KIA0212'],
  severity: 'warning',
  title: 'Rules for an ambient service in another namespace',
  cause: 'The host is a service of the ambient mesh, and the object is not in its namespace.',
  effect:
    'A waypoint stands before the service and reads what its owners say, in the namespace of the service. Rules of callers are for callers with sidecars only.',
  repair: 'Put the object into the namespace of the service.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  kinds: [virtualServiceKind, destinationRuleKind],
  needs: ['Namespace', 'Service', serviceEntryKind, ...neededForSelection],
  check: function* (subject, view) {
    if (!needsWaypoint(subject)) return
    for (const { field, service } of ambientTargets(subject, view)) {
      const { name, namespace = '' } = service.metadata
      if (namespace === subject.namespace) continue
      yield {
        field,
        message: `Service ${name} is ambient and in namespace ${namespace}: its waypoint does not read what is in ${subject.namespace}`,
        values: { service: `${namespace}/${name}`, namespace: subject.namespace },
        related: [service],
      }
    }
  },
}
