import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import type { View } from '../../../seams/rule.ts'
import { isInScope, scopeOf, scopeOfService } from './exports.ts'
import { fqdnOf, serviceOf } from './fqdn.ts'
import { serviceEntryKind } from './kinds.ts'
import { hostIndex, overlaps } from './wildcards.ts'

export { fqdnOf, serviceOf } from './fqdn.ts'

/** Service entries by their hosts, which are taken as they stand. */
const entriesByHost = hostIndex('service entries by host', serviceEntryKind, ({ spec }) =>
  hostsOf(spec),
)

function hostsOf(spec: unknown): readonly string[] {
  return new Field(spec).get('hosts').texts()
}

/**
 * The service of the cluster that proxies of `namespace` reach under that host, seen from objects of
 * that namespace; null when there is none, when it is not exported to them, and for wildcards.
 */
export function serviceFor(view: View, host: string, namespace: string): KubeObject | null {
  const named = serviceOf(fqdnOf(host, namespace))
  if (named === null) return null
  const service = view.get('Service', named.namespace, named.name)
  return service !== null && isInScope(scopeOfService(service), namespace) ? service : null
}

/** Service entries whose hosts overlap with that one and that are exported to the namespace. */
export function entriesFor(view: View, host: string, namespace: string): readonly KubeObject[] {
  const fqdn = fqdnOf(host, namespace)
  return entriesByHost
    .overlapping(view, fqdn)
    .filter((entry) => isInScope(scopeOf(entry), namespace))
}

/** Whether the registry knows the host, as objects of that namespace see it. */
export function isKnownHost(view: View, host: string, namespace: string): boolean {
  if (host.startsWith('*')) return isKnownWildcard(view, host, namespace)
  return serviceFor(view, host, namespace) !== null || entriesFor(view, host, namespace).length > 0
}

/** Namespaces whose proxies read an object: those that it names, or its own for all of them. */
export function readersOf(object: KubeObject): readonly string[] {
  const scope = scopeOf(object)
  return scope === null || scope.size === 0 ? [object.metadata.namespace ?? ''] : [...scope]
}

/** Whether any proxy that reads an object knows the host that it names. */
export function isKnownToReaders(view: View, object: KubeObject, host: string): boolean {
  const fqdn = fqdnOf(host, object.metadata.namespace ?? '')
  return readersOf(object).some((reader) => isKnownHost(view, fqdn, reader))
}

const wholeNamespace = /^\*\.([^.*]+)\.svc\.cluster\.local$/
const wholeCluster: readonly string[] = ['*', '*.local', '*.cluster.local', '*.svc.cluster.local']

function isKnownWildcard(view: View, host: string, namespace: string): boolean {
  const fqdn = fqdnOf(host, namespace)
  if (wholeCluster.includes(fqdn)) return true
  const [, whole] = wholeNamespace.exec(fqdn) ?? []
  if (whole !== undefined && view.inNamespace('Service', whole).length > 0) return true
  return entriesFor(view, host, namespace).length > 0
}

/** The ports of whatever answers under that host: `null` name where it has none. */
export interface HostPort {
  readonly number: number
  readonly name: string | null
}

/** Null when nothing is known of the host, or what is known says no ports. */
export function portsOfHost(
  view: View,
  host: string,
  namespace: string,
): readonly HostPort[] | null {
  const fqdn = fqdnOf(host, namespace)
  const service = serviceFor(view, host, namespace)
  const fromService = service === null ? [] : portsOf(service, 'port')
  const entries = entriesFor(view, host, namespace)
  // A service entry may stand beside a service of the same host; their ports are put together.
  const exact = entries.filter((entry) => hostsOf(entry.spec).includes(fqdn))
  const fromEntries = (exact.length > 0 || service !== null ? exact : entries)
    .filter((entry) => hostsOf(entry.spec).some((one) => overlaps(one, fqdn)))
    .flatMap((entry) => portsOf(entry, 'number'))
  const ports = new Map<number, HostPort>()
  for (const port of [...fromService, ...fromEntries]) ports.set(port.number, port)
  return ports.size === 0 ? null : [...ports.values()]
}

function portsOf({ spec }: KubeObject, numberField: 'port' | 'number'): HostPort[] {
  return new Field(spec)
    .get('ports')
    .items()
    .flatMap((port) => {
      const number = port.get(numberField).number()
      return number === null ? [] : [{ number, name: port.get('name').text() }]
    })
}
