import type { IHTTPBackendRef } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPBackendRef'
import type { IHTTPRouteFilter } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRouteFilter'
import type { IHTTPRouteRule } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRouteRule'
import type { IHTTPRouteSpec } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRouteSpec'
import type { Mark } from '#contract/graph.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import { openFields } from './fields.ts'
import type { Fields, NamesOf } from './fields.ts'
import { effectOf, type MarkBook } from './mark-book.ts'
import { gatewayGroup, namespaceOf, objectsOf } from './objects.ts'
import { isZero } from './virtual-services.ts'

type RuleName = NamesOf<IHTTPRouteRule>
type BackendName = NamesOf<IHTTPBackendRef>
type FilterName = NamesOf<IHTTPRouteFilter>
type ReferenceName = 'group' | 'kind' | 'name' | 'namespace'

/** Kinds of the Gateway API that route; what they share is spelled as in HTTPRoute. */
const shiftByKind = {
  HTTPRoute: 'trafficShifting',
  GRPCRoute: 'trafficShifting',
  TCPRoute: 'tcpTrafficShifting',
  TLSRoute: 'tcpTrafficShifting',
} as const satisfies Record<string, Mark>

/**
 * What routes of the Gateway API do to whom: to the services that they are attached to, or, behind
 * a gateway, to those that requests are sent to.
 */
export function markGatewayRoutes(inventory: Inventory, book: MarkBook): void {
  for (const [kind, shift] of Object.entries(shiftByKind)) {
    for (const object of objectsOf(inventory, kind, gatewayGroup)) markOne(object, shift, book)
  }
}

function markOne(object: ConfigObject, shift: Mark, book: MarkBook): void {
  const namespace = namespaceOf(object)
  const spec = openFields<NamesOf<IHTTPRouteSpec>>(object.spec)
  const rules = spec.list<RuleName>('rules')
  const effect = effectOf(object, new Set(rules.flatMap((rule) => marksOfRule(rule, shift))))
  const parents = spec.list<ReferenceName>('parentRefs')
  for (const parent of parents) {
    const key = serviceKeyOf(parent, namespace, 'Gateway')
    if (key !== null) book.addService(key, effect)
  }
  const isAtGateway = parents.some((parent) => (parent.text('kind') ?? 'Gateway') === 'Gateway')
  if (!isAtGateway) return
  for (const backend of rules.flatMap((rule) => rule.list<ReferenceName>('backendRefs'))) {
    const key = serviceKeyOf(backend, namespace, 'Service')
    if (key !== null) book.addService(key, effect)
  }
}

function marksOfRule(rule: Fields<RuleName>, shift: Mark): readonly Mark[] {
  const marks: Mark[] = ['routing']
  const timeouts = rule.fields<NamesOf<IHTTPRouteRule['timeouts']>>('timeouts')
  const isTimed = [timeouts.text('request'), timeouts.text('backendRequest')].some(
    (duration) => duration !== null && !isZero(duration),
  )
  const backends = rule.list<BackendName>('backendRefs')
  const filters = [
    ...rule.list<FilterName>('filters'),
    ...backends.flatMap((backend) => backend.list<FilterName>('filters')),
  ]
  if (backends.length > 1) marks.push(shift)
  if (filters.some((filter) => filter.text('type') === 'RequestMirror')) marks.push('mirroring')
  if (isTimed) marks.push('timeout')
  return marks
}

/** Core is written as the empty group, and by some as `core`. */
function serviceKeyOf(
  reference: Fields<ReferenceName>,
  namespace: string,
  kindWhenAbsent: string,
): string | null {
  const kind = reference.text('kind') ?? kindWhenAbsent
  const group = reference.text('group') ?? ''
  const name = reference.text('name')
  if (kind !== 'Service' || name === null || (group !== '' && group !== 'core')) return null
  return `${reference.text('namespace') ?? namespace}/${name}`
}
