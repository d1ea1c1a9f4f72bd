import type { Rule } from '../../../../seams/rule.ts'
import { ownWaypoint, waypointFor } from '../../lookup/ambient.ts'
import { isOwned, podKinds } from '../../lookup/workload.ts'

export const waypointForOther: Rule = {
  id: 'MC328',
  aka: [],
  severity: 'warning',
  title: 'A waypoint that is not for this kind of traffic',
  cause:
    'istio.io/waypoint-for says service (which it is without a label), workload, all or none; the object that names the waypoint is of the other kind.',
  effect: 'Traffic to it goes past the waypoint: routes and L7 policies are not in force.',
  repair: 'Label the Gateway istio.io/waypoint-for=all, or name another waypoint.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-traffic-types',
  kinds: ['Service', 'networking.istio.io/ServiceEntry', ...podKinds],
  needs: ['gateway.networking.k8s.io/Gateway'],
  check({ object, kind }, view) {
    const use = isOwned(object) ? null : ownWaypoint(view, object)
    if (use === null || use === 'none' || use.gateway === null) return []
    const wanted = podKinds.includes(kind) ? 'workload' : 'service'
    const is = waypointFor(view, use.gateway)
    if (is === wanted || is === 'all') return []
    return [
      {
        field: use.field,
        message: `Waypoint ${use.namespace}/${use.name} is for traffic to ${is === 'none' ? 'nothing' : `${is}s`}, not to ${wanted}s`,
        values: { waypoint: use.name, for: is, wanted },
        related: [use.gateway],
      },
    ]
  },
}
