import type { Rule, View } from '../../../../seams/rule.ts'
import { isAmbientWorkload, waypointOfService, waypointOfWorkload } from '../../lookup/ambient.ts'
import { asksForSidecar, hasSidecar } from '../../lookup/injection.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import type { Workload } from '../../lookup/workload.ts'
import { attachedTo, holdingFor } from './attachment.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import { serverKinds, serverOf } from './server-kinds.ts'

/** So many policies for workloads of a namespace tell that its people mean to have one for each. */
const manyEnough = 3

/** The one that was forgotten where others have policies. */
export const uncoveredWorkload: Rule = {
  id: 'MC120',
  aka: ['KIA1301'],
  severity: 'info',
  title: 'Workload without an AuthorizationPolicy among others that have one',
  cause:
    'AuthorizationPolicies of the namespace are for other workloads, and none of the namespace, of the mesh, of its services or of its waypoint is for this one. Where a namespace has fewer than three policies nothing is said.',
  effect: 'Everybody who can reach the workload may call it.',
  repair:
    'Write a policy for it, or one without rules for the whole namespace (which refuses what no other allows).',
  source: 'https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies',
  differs:
    "Only where at least three policies are for other workloads of the namespace: Kiali's, for every workload, is switched off by most who have it.",
  kinds: serverKinds,
  needs: [authorizationPolicyKind, 'Namespace'],
  check: (subject, view) => {
    const workload = serverOf(subject)
    if (workload === null) return []
    const { namespace, name } = workload
    const others = view.inNamespace(authorizationPolicyKind, namespace)
    if (others.length < manyEnough || !isInMesh(view, workload) || isCovered(view, workload))
      return []
    return [
      {
        field: subject.root.get('metadata', 'name'),
        message: `No AuthorizationPolicy is for ${name}, while ${namespace} has ${others.length} for others: everybody may call it`,
        values: { workload: name, namespace },
      },
    ]
  },
}

function isInMesh(view: View, workload: Workload): boolean {
  return (
    hasSidecar(workload.pod) || asksForSidecar(view, workload) || isAmbientWorkload(view, workload)
  )
}

function isCovered(view: View, workload: Workload): boolean {
  const kind = 'AuthorizationPolicy'
  if (holdingFor(view, workload, kind).length > 0) return true
  const services = servicesSelecting(view, workload.namespace, workload.labels)
  if (services.some((service) => attachedTo(view, kind, service).length > 0)) return true
  const waypoints = [
    waypointOfWorkload(view, workload),
    ...services.map((service) => waypointOfService(view, service)),
  ].flatMap((use) => use?.gateway ?? [])
  return waypoints.some((waypoint) => attachedTo(view, kind, waypoint).length > 0)
}
