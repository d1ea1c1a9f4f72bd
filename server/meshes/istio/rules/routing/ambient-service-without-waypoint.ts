import type { Rule } from '../../../../seams/rule.ts'
import { waypointOfService } from '../../lookup/ambient.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { neededForSelection } from '../../lookup/workload.ts'
import { ambientTargets, needsWaypoint } from './ambient-services.ts'

/** Rules about requests to a service that no waypoint stands before. */
export const ambientServiceWithoutWaypoint: Rule = {
  id: 'MC208',
  aka: ['KIA1113', 'KIA0211'],
  severity: 'warning',
  title: 'Rules about requests to an ambient service without a waypoint',
  cause:
    'The host is a service of the ambient mesh, and neither it nor its namespace has the label istio.io/use-waypoint.',
  effect:
    'ztunnel forwards connections to it as they are: callers without a sidecar meet nothing of what the object says.',
  repair: 'Deploy a waypoint and label the service or its namespace with istio.io/use-waypoint.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  kinds: [virtualServiceKind, destinationRuleKind],
  needs: ['Namespace', 'Service', serviceEntryKind, ...neededForSelection],
  check: function* (subject, view) {
    if (!needsWaypoint(subject)) return
    for (const { field, service } of ambientTargets(subject, view)) {
      if (waypointOfService(view, service) !== null) continue
      const { name, namespace = '' } = service.metadata
      yield {
        field,
        message: `Service ${namespace}/${name} is ambient and uses no waypoint: nobody carries this out for it`,
        values: { service: `${namespace}/${name}` },
        related: [service],
      }
    }
  },
}
