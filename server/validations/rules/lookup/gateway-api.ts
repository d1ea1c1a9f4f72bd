import { Field } from '../../../seams/field.ts'
import { kindKeyOf, type KindKey, type KubeObject } from '../../../seams/kube-object.ts'
import type { Index, Subject, View } from '../../../seams/rule.ts'
import { fitsSelector } from './label-selector.ts'
import { follow, readReference, type Reference } from './references.ts'

export const gatewayApi = 'gateway.networking.k8s.io'
export const gatewayKind: KindKey = `${gatewayApi}/Gateway`
export const gatewayClassKind: KindKey = `${gatewayApi}/GatewayClass`
export const listenerSetKind: KindKey = `${gatewayApi}/ListenerSet`
export const referenceGrantKind: KindKey = `${gatewayApi}/ReferenceGrant`
export const httpRouteKind: KindKey = `${gatewayApi}/HTTPRoute`
export const grpcRouteKind: KindKey = `${gatewayApi}/GRPCRoute`
export const tlsRouteKind: KindKey = `${gatewayApi}/TLSRoute`
export const routeKinds: readonly KindKey[] = [
  httpRouteKind,
  grpcRouteKind,
  tlsRouteKind,
  `${gatewayApi}/TCPRoute`,
  `${gatewayApi}/UDPRoute`,
]

/** What opens a port and takes routes. */
export interface Listener {
  readonly owner: KubeObject // a Gateway or a ListenerSet
  readonly field: Field
  readonly name: string
  readonly port: number | null
  readonly protocol: string
  /** Null: all hosts. */
  readonly hostname: string | null
}

/** The listeners that stand in the object itself. */
export function listenersIn(owner: KubeObject): readonly Listener[] {
  return new Field(owner)
    .get('spec', 'listeners')
    .items()
    .map((field) => {
      const hostname = field.get('hostname').text()
      return {
        owner,
        field,
        name: field.get('name').text() ?? '',
        port: field.get('port').number(),
        protocol: field.get('protocol').text() ?? '',
        hostname: hostname === null || hostname === '' ? null : hostname.toLowerCase(),
      }
    })
}

/** The parents of a route that this page knows: Gateways, ListenerSets and Services. */
export function parentsOf({ spec, namespace }: Subject): readonly Reference[] {
  const known: readonly KindKey[] = [gatewayKind, listenerSetKind, 'Service']
  return spec
    .get('parentRefs')
    .items()
    .map((field) => readReference(field, { group: gatewayApi, kind: 'Gateway', namespace }))
    .filter((reference) => reference !== null)
    .filter(({ key }) => known.includes(key))
}

/** The listeners of a parent that a route asks for by name and port; empty for Services. */
export function listenersAsked(view: View, parent: Reference): readonly Listener[] {
  const owner = parent.key === 'Service' ? null : follow(view, parent)
  if (owner === null) return []
  const name = parent.field.get('sectionName').text()
  const port = parent.field.get('port').number()
  return listenersIn(owner).filter(
    (listener) =>
      (name === null || listener.name === name) && (port === null || listener.port === port),
  )
}

/** Whether a listener takes routes out of that namespace; without a word, only out of its own. */
export function takesNamespace(view: View, listener: Listener, namespace: string): boolean {
  const namespaces = listener.field.get('allowedRoutes', 'namespaces')
  switch (namespaces.get('from').text() ?? 'Same') {
    case 'All':
      return true
    case 'Selector': {
      const labels = view.get('Namespace', '', namespace)?.metadata.labels ?? {}
      return fitsSelector(namespaces.get('selector'), labels)
    }
    case 'Same':
      return namespace === (listener.owner.metadata.namespace ?? '')
    default:
      return false
  }
}

const kindsByProtocol: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
}

/** Whether a listener takes routes of that kind: those that it lists, else those of its protocol. */
export function takesKind(listener: Listener, route: KubeObject): boolean {
  const listed = listener.field.get('allowedRoutes', 'kinds').items()
  if (listed.length > 0) {
    return listed.some((one) => {
      const kind = one.get('kind').text() ?? ''
      return `${one.get('group').text() ?? gatewayApi}/${kind}` === kindKeyOf(route)
    })
  }
  const { protocol } = listener
  // Whatever is written for a protocol may be the name of something that every record has.
  const usual = Object.hasOwn(kindsByProtocol, protocol) ? kindsByProtocol[protocol] : undefined
  return usual === undefined || usual.includes(route.kind)
}

/** Whether two hostnames have a host in common; `*.a.b` covers any number of labels before `.a.b`. */
export function shareHost(one: string, other: string): boolean {
  if (one === other) return true
  const [oneEnd, otherEnd] = [wildcardEnd(one), wildcardEnd(other)]
  if (oneEnd !== null && otherEnd !== null)
    return oneEnd.endsWith(otherEnd) || otherEnd.endsWith(oneEnd)
  if (oneEnd !== null) return other.endsWith(oneEnd)
  return otherEnd !== null && one.endsWith(otherEnd)
}

const wildcardEnd = (host: string): string | null => (host.startsWith('*.') ? host.slice(1) : null)

/** What routes send to, in their rules and their filters. */
export function backendsOf({ spec, namespace }: Subject): readonly Reference[] {
  const defaults = { group: '', kind: 'Service', namespace }
  return spec
    .get('rules')
    .items()
    .flatMap((rule) => [
      ...rule.get('backendRefs').items(),
      ...mirrorsIn(rule),
      ...rule.get('backendRefs').items().flatMap(mirrorsIn),
    ])
    .map((field) => readReference(field, defaults))
    .filter((reference) => reference !== null)
}

function mirrorsIn(withFilters: Field): readonly Field[] {
  return withFilters
    .get('filters')
    .items()
    .map((filter) => filter.get('requestMirror', 'backendRef'))
    .filter((field) => field.isPresent)
}

/** Grants by the namespace into which they allow references. */
const grantsByNamespace: Index = {
  id: 'reference grants by namespace',
  kinds: [referenceGrantKind],
  keysOf: ({ metadata: { namespace = '' } }) => [namespace],
}

/** Whether some grant of the target's namespace allows this reference across namespaces. */
export function isGranted(
  view: View,
  target: Reference,
  from: Pick<Subject, 'kind' | 'namespace'>,
): boolean {
  if (target.namespace === from.namespace) return true
  return view.find(grantsByNamespace, target.namespace).some((grant) => {
    const spec = new Field(grant).get('spec')
    const isFrom = spec
      .get('from')
      .items()
      .some((one) => {
        const group = one.get('group').text() ?? ''
        const kind = one.get('kind').text() ?? ''
        return (
          one.get('namespace').text() === from.namespace &&
          (group === '' ? kind : `${group}/${kind}`) === from.kind
        )
      })
    const isTo = spec
      .get('to')
      .items()
      .some((one) => {
        const name = one.get('name').text() ?? ''
        return (
          (one.get('group').text() ?? '') === target.group &&
          one.get('kind').text() === target.kind &&
          (name === '' || name === target.name)
        )
      })
    return isFrom && isTo
  })
}
