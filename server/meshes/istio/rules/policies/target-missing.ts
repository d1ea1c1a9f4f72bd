import { writePointer } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { waypointOfService } from '../../lookup/ambient.ts'
import { serviceEntryKind } from '../../lookup/kinds.ts'
import { targetsOf, type Target } from './attachment.ts'
import { attachableKinds } from './policy-object.ts'

const gatewayClassKind = 'gateway.networking.k8s.io/GatewayClass'

/** What Istio lets objects be attached to. */
const targetKinds = new Set([
  'Service',
  serviceEntryKind,
  'gateway.networking.k8s.io/Gateway',
  gatewayClassKind,
])

/** Attached to what does not exist. */
export const targetMissing: Rule = {
  id: 'MC121',
  aka: [],
  severity: 'error',
  title: 'Attached to something that is not there',
  cause: 'targetRefs name an object that the namespace of the policy does not have.',
  effect: 'The object has no effect; what it should deny, check or record is let through.',
  repair:
    'Name a Service, ServiceEntry or Gateway of the same namespace, with its group (empty for Services).',
  source:
    'https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference',
  kinds: attachableKinds,
  needs: [],
  check: function* ({ object }, view) {
    for (const target of targetsOf(object)) {
      if (!targetKinds.has(target.kind) || !view.isKnown(target.kind)) continue
      const namespace = target.kind === gatewayClassKind ? '' : target.namespace
      if (view.get(target.kind, namespace, target.name) === null) yield hitFor(target, view)
    }
  },
}

const isServed = new Set(['Service', serviceEntryKind])

const hasWaypoint = (view: View, service: KubeObject): boolean =>
  waypointOfService(view, service) !== null

function hitFor({ kind, namespace, name, field }: Target, view: View): Hit {
  const word = kind.slice(kind.lastIndexOf('/') + 1)
  const candidates = kind === gatewayClassKind ? view.all(kind) : view.inNamespace(kind, namespace)
  const near = nearestTo(
    name,
    candidates.map(({ metadata }) => metadata.name),
  )
  const meant = candidates.find(({ metadata }) => metadata.name === near)
  const place = kind === gatewayClassKind ? 'The cluster' : `Namespace ${namespace}`
  const nameField = field.get('name')
  return {
    field: nameField,
    message: `${place} has no ${word} ${name}${near === null ? '' : `; did you mean ${near}?`}`,
    values: { kind: word, name },
    // What is attached to a service without a waypoint is wrong again.
    ...(near === null || meant === undefined || (isServed.has(kind) && !hasWaypoint(view, meant))
      ? {}
      : {
          fix: {
            title: `Attach it to ${near}`,
            patch: [{ op: 'replace', path: writePointer(nameField.path), value: near }],
          },
        }),
  }
}
