import { Field } from '../../../seams/field.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import type { Callee, Grant, PermittedCall } from '../../../seams/permissions.ts'
import { networkingGroup, namespaceOf, objectsOf } from '../config/objects.ts'
import { readEgressHost, type EgressHost } from '../lookup/egress-scope.ts'
import { serviceOf, writeServiceHost } from '../lookup/fqdn.ts'
import { oldestFirst } from '../lookup/oldest-first.ts'
import { covers } from '../lookup/wildcards.ts'
import { selectorOf } from '../rules/policies/policy-object.ts'
import type { Cast } from './cast.ts'
import { permitOf } from './permit.ts'

/** What a Sidecar lets the proxies see that it is for; null: everything. */
interface Scope {
  readonly object: ConfigObject
  readonly home: string
  readonly labels: Readonly<Record<string, string>>
  readonly hosts: readonly EgressHost[] | null
}

export interface Sidecars {
  readonly grants: readonly Grant[]
  /** Whether the caller's proxy is told of none of the services. */
  readonly hides: (call: PermittedCall) => boolean
}

/**
 * What Sidecars let their proxies reach. A whole namespace counts when it is named and not the
 * caller's own: that and "all of them" say nothing that would not hold without a Sidecar.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export function readSidecars(inventory: Inventory, cast: Cast): Sidecars {
  const scopes = oldestFirst(objectsOf(inventory, 'Sidecar', networkingGroup)).map(readScope)
  const scopeOf = createScopes(scopes, cast)
  const grants = scopes.flatMap((scope) => {
    const callers = callersOf(scope, cast).filter((key) => scopeOf(key) === scope)
    return callers.length === 0 ? [] : grantsOf(scope, callers, cast)
  })
  return {
    grants,
    hides: ({ caller, services }) => {
      const hosts = scopeOf(caller)?.hosts ?? null
      if (hosts === null || services.length === 0) return false
      return !services.some((key) => hosts.some((host) => isTold(host, key)))
    },
  }
}

function readScope(object: ConfigObject): Scope {
  const home = namespaceOf(object)
  const egress = new Field(object.spec).get('egress').items()
  const hosts = egress
    .flatMap((listener) => listener.get('hosts').texts())
    .flatMap((text) => readEgressHost(text, home) ?? [])
  return { object, home, labels: selectorOf(object), hosts: egress.length === 0 ? null : hosts }
}

/** The Sidecar of a workload: one that selects it, that of its namespace, that of the mesh. */
function createScopes(scopes: readonly Scope[], cast: Cast): (workload: string) => Scope | null {
  const byWorkload = new Map<string, Scope>()
  const byNamespace = new Map<string, Scope>()
  for (const scope of scopes) {
    if (Object.keys(scope.labels).length === 0) {
      if (!byNamespace.has(scope.home)) byNamespace.set(scope.home, scope)
      continue
    }
    for (const { key } of cast.select(scope.home, scope.labels)) {
      if (!byWorkload.has(key)) byWorkload.set(key, scope)
    }
  }
  return (key) => {
    const member = cast.member(key)
    if (member?.dataPlane !== 'sidecar') return null
    const own = byWorkload.get(key) ?? byNamespace.get(member.namespace)
    return own ?? byNamespace.get(cast.rootNamespace) ?? null
  }
}

/** A Sidecar for the whole mesh names no caller. */
function callersOf({ home, labels }: Scope, cast: Cast): readonly string[] {
  if (home === cast.rootNamespace && Object.keys(labels).length === 0) return []
  return cast.select(home, labels).map(({ key }) => key)
}

function grantsOf(scope: Scope, callers: readonly string[], cast: Cast): readonly Grant[] {
  const { object, home } = scope
  const because = permitOf(object, 'reach')
  const single: Callee[] = []
  const whole = new Map<string, readonly Callee[]>()
  for (const { namespace, host } of scope.hosts ?? []) {
    const service = serviceOf(host)
    if (service !== null) {
      const callee = cast.service(`${service.namespace}/${service.name}`)
      const isTheirs = namespace === '*' || namespace === service.namespace
      if (callee !== null && isTheirs) single.push(callee)
    } else if (host === '*' && isOther(namespace, home, cast)) {
      whole.set(namespace, cast.services(namespace))
    }
  }
  return [single, ...whole.values()]
    .filter((callees) => callees.length > 0)
    .map((callees) => ({ callers, callees, because }))
}

/** Every Sidecar has to name the namespace of the control plane. */
function isOther(namespace: string, home: string, cast: Cast): boolean {
  return namespace !== '*' && namespace !== home && namespace !== cast.rootNamespace
}

function isTold({ namespace, host }: EgressHost, service: string): boolean {
  const [owner = '', name = ''] = service.split('/')
  if (namespace !== '*' && namespace !== owner) return false
  return covers(host, writeServiceHost({ namespace: owner, name }))
}
