import type { Rule } from '../../../../seams/rule.ts'
import { isAmbientNamespace, waypointOfNamespace } from '../../lookup/ambient.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { neededForSelection } from '../../lookup/workload.ts'
import { ambientTargets, needsWaypoint, sendsToAmbient } from './ambient-services.ts'

/** Rules about requests where nobody reads requests. */
export const ambientNamespaceWithoutWaypoint: Rule = {
  id: 'MC207',
  aka: ['KIA1109', 'KIA0210'],
  severity: 'warning',
  title: 'Rules about requests in an ambient namespace without a waypoint',
  cause:
    'The namespace is ambient and uses no waypoint, and the object routes HTTP or TLS or limits requests.',
  effect: 'ztunnel forwards connections as they are: nothing of the object happens.',
  repair: 'Deploy a waypoint and label the namespace or the service with istio.io/use-waypoint.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  kinds: [virtualServiceKind, destinationRuleKind],
  needs: ['Namespace', 'Service', serviceEntryKind, ...neededForSelection],
  check: (subject, view) => {
    const { spec, kind, namespace } = subject
    if (!isAmbientNamespace(view, namespace) || !needsWaypoint(subject)) return []
    if (waypointOfNamespace(view, namespace) !== null) return []
    // Where a service is meant, it is judged by its own waypoint.
    if (ambientTargets(subject, view).length > 0 || sendsToAmbient(subject, view)) return []
    return [
      {
        field: kind === destinationRuleKind ? spec.get('host') : spec.get('hosts'),
        message: `Namespace ${namespace} is ambient and uses no waypoint: nobody carries this out`,
        values: { namespace },
      },
    ]
  },
}
