import { Field } from '../../../../seams/field.ts'
import { setTo } from '../../../../seams/fix.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { isWaypointGateway, ownWaypoint, type WaypointUse } from '../../lookup/ambient.ts'
import { isOwned, podKinds } from '../../lookup/workload.ts'

const gatewayApiGateway = 'gateway.networking.k8s.io/Gateway'

export const waypointMissing: Rule = {
  id: 'MC320',
  aka: ['KIA1313'],
  severity: 'error',
  title: 'A waypoint that is not there',
  cause:
    'istio.io/use-waypoint names no Gateway of that namespace with a waypoint class. Another namespace needs istio.io/use-waypoint-namespace.',
  effect: 'Routes and L7 policies that count on the waypoint are not in force.',
  repair: 'Create the waypoint (istioctl waypoint apply), or name the one that you mean.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  kinds: ['Namespace', 'Service', 'networking.istio.io/ServiceEntry', ...podKinds],
  needs: [gatewayApiGateway],
  check({ object }, view) {
    const use = isOwned(object) ? null : ownWaypoint(view, object)
    if (use === null || use === 'none') return []
    const { gateway, name, namespace, field } = use
    if (gateway !== null && isWaypointGateway(gateway)) return []
    const className = new Field(gateway).get('spec', 'gatewayClassName').text() ?? ''
    return [
      {
        field,
        message:
          gateway === null
            ? `There is no waypoint ${name} in namespace ${namespace}`
            : `Gateway ${namespace}/${name} is no waypoint: its class is ${className}`,
        values: { waypoint: name, namespace },
        ...(gateway === null ? fixName(view, use) : { related: [gateway] }),
      },
    ]
  },
}

function fixName(view: View, { namespace, name, field }: WaypointUse): Pick<Hit, 'fix'> {
  const waypoints = view.inNamespace(gatewayApiGateway, namespace).filter(isWaypointGateway)
  const nearest = nearestTo(
    name,
    waypoints.map(({ metadata }) => metadata.name),
  )
  return nearest === null ? {} : { fix: setTo(field, nearest, `Use ${nearest}`) }
}
