import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { waypointFor, waypointOfService, type WaypointUse } from '../../lookup/ambient.ts'
import { serviceEntryKind } from '../../lookup/kinds.ts'
import { targetsOf, type Target } from './attachment.ts'
import { attachableKinds, authorizationPolicyKind } from './policy-object.ts'

/** Attached to a service that no waypoint serves: nobody would enforce it. */
export const targetWithoutWaypoint: Rule = {
  id: 'MC116',
  aka: ['KIA0109', 'KIA1110', 'KIA1111', 'KIA1112'],
  severity: 'warning',
  title: 'Attached to a service without a waypoint',
  cause:
    'targetRefs name a Service or ServiceEntry whose traffic goes through no waypoint: neither it nor its namespace has the label istio.io/use-waypoint, or the waypoint is not for services. Sidecars and ztunnel do not look at objects that have targetRefs.',
  effect: 'The object has no effect; what it should deny, check or record is let through.',
  repair:
    'Deploy a waypoint and label the service or its namespace with istio.io/use-waypoint, or select workloads with a sidecar by selector.',
  source:
    'https://istio.io/latest/docs/ambient/usage/l7-features/#targeting-policies-or-routing-rules',
  differs:
    'Four codes of Kiali for four kinds are one rule; for an AuthorizationPolicy it is an error, as what it forbids is allowed.',
  kinds: attachableKinds,
  needs: ['Namespace', 'Service'],
  check: function* ({ object, kind }, view) {
    for (const target of targetsOf(object)) {
      const problem = problemOf(target, view)
      if (problem === null) continue
      yield {
        field: target.field,
        ...(kind === authorizationPolicyKind ? { severity: 'error' } : {}),
        ...problem,
        values: { target: `${target.kind} ${target.namespace}/${target.name}` },
      }
    }
  },
}

function problemOf(target: Target, view: View): Pick<Hit, 'message' | 'related'> | null {
  if (target.kind !== 'Service' && target.kind !== serviceEntryKind) return null
  const service = view.get(target.kind, target.namespace, target.name)
  if (service === null) return null
  const use = waypointOfService(view, service)
  const name = `${target.name} of ${target.namespace}`
  if (use === null) {
    return {
      message: `No waypoint serves ${name}, so nobody enforces what is attached to it`,
      related: [service],
    }
  }
  return wrongWaypoint(use, name, view)
}

function wrongWaypoint(
  { gateway }: WaypointUse,
  name: string,
  view: View,
): Pick<Hit, 'message' | 'related'> | null {
  if (gateway === null) return null
  const serves = waypointFor(view, gateway)
  if (serves === 'service' || serves === 'all') return null
  return {
    message: `The waypoint ${gateway.metadata.name} of ${name} is for ${serves === 'none' ? 'nothing' : 'workloads'}, not for services, so nobody enforces what is attached to it`,
    related: [gateway],
  }
}
