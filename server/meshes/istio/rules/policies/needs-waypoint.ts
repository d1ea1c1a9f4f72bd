import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import {
  isAmbientNamespace,
  isAmbientWorkload,
  waypointFor,
  waypointOfNamespace,
  waypointOfService,
  type WaypointUse,
} from '../../lookup/ambient.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import type { Workload } from '../../lookup/workload.ts'
import { actionOf } from './authorization.ts'
import { fieldsForWaypoint, isLeftForZtunnel, namesOf } from './layer7.ts'
import {
  attachableKinds,
  authorizationPolicyKind,
  hasSelector,
  selectedWorkloads,
  targetRefsOf,
  writeSome,
} from './policy-object.ts'

/** Meant for HTTP, bound to what knows no HTTP. */
export const needsWaypoint: Rule = {
  id: 'MC117',
  aka: ['KIA0110', 'KIA1115', 'KIA1116', 'KIA1117'],
  severity: 'warning',
  title: 'Speaks of HTTP to workloads of ambient without targetRefs',
  cause:
    'The object binds to workloads of ambient by selector or namespace. There ztunnel enforces it, which sees connections and no requests; waypoints, which see requests, look only at objects with targetRefs.',
  effect:
    'Of an ALLOW policy the rules that speak of HTTP are left out, so more is refused; a DENY policy loses its HTTP parts and denies more, or nothing at all if it has no others. RequestAuthentication, WasmPlugin and Telemetry do nothing.',
  repair: 'Attach it to the Service, or to the waypoint, by targetRefs in place of the selector.',
  source: 'https://istio.io/latest/docs/ambient/usage/l7-features/',
  differs:
    'Told by what ztunnel makes of the policy: a DENY of which nothing is left is an error, one that denies more a warning.',
  kinds: attachableKinds,
  needs: ['Namespace'],
  check: function* (subject, view) {
    const { object, kind } = subject
    if (targetRefsOf(object).length > 0 || !bindsToAmbient(subject, view)) return
    const fields = fieldsForWaypoint(object)
    const [first] = fields
    if (first === undefined) return
    const outcome = kind === authorizationPolicyKind ? policyOutcome(subject.spec) : otherOutcome
    yield {
      field: first,
      severity: outcome.severity,
      message: `${whatOf(subject, fields)} ${outcome.text}; attach it to the service or its waypoint by targetRefs`,
      values: { fields: namesOf(fields).join(', ') },
      ...fixFor(subject, view),
    }
  },
}

function bindsToAmbient({ object, namespace }: Subject, view: View): boolean {
  if (!hasSelector(object)) {
    const isMeshWide = namespace === meshSettings(view).rootNamespace
    return !isMeshWide && isAmbientNamespace(view, namespace)
  }
  return selectedWorkloads(view, object).some(
    (workload) => !isGateway(workload) && isAmbientWorkload(view, workload),
  )
}

/** Pods of the Gateway API's gateways are proxies themselves, wherever they are. */
function isGateway({ labels }: Workload): boolean {
  return labels['gateway.networking.k8s.io/gateway-name'] !== undefined
}

interface Outcome {
  readonly severity: 'error' | 'warning'
  readonly text: string
}

const otherOutcome: Outcome = {
  severity: 'warning',
  text: 'has no effect on workloads of ambient',
}

function policyOutcome(spec: Field): Outcome {
  const action = actionOf(spec)
  if (action === 'CUSTOM' || action === 'AUDIT') {
    return { severity: 'error', text: 'so the policy has no effect' }
  }
  if (action === 'ALLOW') {
    return {
      severity: 'warning',
      text: 'so its rules that use them are left out and more is refused',
    }
  }
  if (!spec.get('rules').items().some(isLeftForZtunnel)) {
    return { severity: 'error', text: 'so this DENY policy has no effect' }
  }
  return { severity: 'warning', text: 'so this DENY policy denies without them, that is more' }
}

function whatOf({ object, kind }: Subject, fields: readonly Field[]): string {
  if (kind !== authorizationPolicyKind) return `This ${object.kind}`
  const [first] = fields
  const names = first?.path.at(-1) === 'action' ? [`action ${first.text() ?? ''}`] : namesOf(fields)
  return `ztunnel knows no ${writeSome(names)},`
}

function fixFor({ object, namespace }: Subject, view: View): Pick<Hit, 'fix'> {
  const target = hasSelector(object) ? onlyService(object, view) : waypointHere(namespace, view)
  if (target === null) return {}
  const { name, kind } = target
  const isService = kind === 'Service'
  const group = isService ? '' : 'gateway.networking.k8s.io'
  return {
    fix: {
      title: `Attach it to the ${isService ? 'Service' : 'waypoint'} ${name}`,
      patch: [
        ...(hasSelector(object) ? [{ op: 'remove' as const, path: '/spec/selector' }] : []),
        { op: 'add', path: '/spec/targetRefs', value: [{ kind, group, name }] },
      ],
    },
  }
}

interface FixTarget {
  readonly kind: 'Service' | 'Gateway'
  readonly name: string
}

/** The one service of all that is selected, if a waypoint serves it. */
function onlyService(object: KubeObject, view: View): FixTarget | null {
  const services = new Set(
    selectedWorkloads(view, object).flatMap(({ namespace, labels }) =>
      servicesSelecting(view, namespace, labels),
    ),
  )
  const [service] = services
  if (service === undefined || services.size > 1) return null
  if (service.metadata.namespace !== object.metadata.namespace) return null
  if (!servesServices(view, waypointOfService(view, service))) return null
  return { kind: 'Service', name: service.metadata.name }
}

/** Objects may be attached to what is in their own namespace only. */
function waypointHere(namespace: string, view: View): FixTarget | null {
  const use = waypointOfNamespace(view, namespace)
  if (use?.namespace !== namespace || !servesServices(view, use)) return null
  return { kind: 'Gateway', name: use.name }
}

function servesServices(view: View, use: WaypointUse | null): boolean {
  const gateway = use?.gateway ?? null
  return gateway !== null && ['service', 'all'].includes(waypointFor(view, gateway))
}
