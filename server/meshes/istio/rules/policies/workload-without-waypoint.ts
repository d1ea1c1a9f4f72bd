import type { Rule, View } from '../../../../seams/rule.ts'
import { isAmbientWorkload, waypointOfService, waypointOfWorkload } from '../../lookup/ambient.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import type { Workload } from '../../lookup/workload.ts'
import { attachedTo, holdingFor } from './attachment.ts'
import { fieldsForWaypoint } from './layer7.ts'
import { authorizationPolicyKind, writeName, writeSome } from './policy-object.ts'
import { serverKinds, serverOf } from './server-kinds.ts'

/** Seen from the workload: policies about HTTP, and nobody there who reads HTTP. */
export const workloadWithoutWaypoint: Rule = {
  id: 'MC123',
  aka: ['KIA1317'],
  severity: 'warning',
  title: 'Policies about HTTP for a workload of ambient without a waypoint',
  cause:
    'AuthorizationPolicies that compare methods, paths and the like are for the workload, and neither it nor its services use a waypoint.',
  effect: 'What they say of HTTP is not enforced; ztunnel refuses more or less than is written.',
  repair: 'Deploy a waypoint and attach the policies to it or to the service by targetRefs.',
  source: 'https://istio.io/latest/docs/ambient/usage/waypoint/#do-you-need-a-waypoint-proxy',
  kinds: serverKinds,
  needs: [authorizationPolicyKind, 'Namespace', 'Service'],
  check: (subject, view) => {
    const workload = serverOf(subject)
    if (workload === null || !isAmbientWorkload(view, workload)) return []
    const services = servicesSelecting(view, workload.namespace, workload.labels)
    if (hasWaypoint(view, workload, services)) return []
    const policies = [
      ...holdingFor(view, workload, 'AuthorizationPolicy').filter(
        (policy) => policy.metadata.namespace === workload.namespace,
      ),
      ...services.flatMap((service) => attachedTo(view, 'AuthorizationPolicy', service)),
    ].filter((policy) => fieldsForWaypoint(policy).length > 0)
    if (policies.length === 0) return []
    return [
      {
        field: subject.root.get('metadata', 'name'),
        message: `${writeSome(policies.map(writeName))} speak${policies.length === 1 ? 's' : ''} of HTTP, and ${workload.name} has no waypoint that would enforce it`,
        values: { workload: workload.name },
        related: policies,
      },
    ]
  },
}

function hasWaypoint(
  view: View,
  workload: Workload,
  services: ReturnType<typeof servicesSelecting>,
): boolean {
  if (waypointOfWorkload(view, workload) !== null) return true
  return services.some((service) => waypointOfService(view, service) !== null)
}
