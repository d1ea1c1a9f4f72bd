import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule'
import type { Inventory } from '../../../seams/inventory.ts'
import { openFields } from './fields.ts'
import type { Fields, NamesOf } from './fields.ts'
import { effectOf, type MarkBook } from './mark-book.ts'
import { namespaceOf, networkingGroup, objectsOf } from './objects.ts'

type Spec = NonNullable<IDestinationRule['spec']>
type SubsetName = NamesOf<NonNullable<Spec['subsets']>[number]>
type PolicyName = NamesOf<Spec['trafficPolicy']>

/** A circuit breaker is a limit on connections or requests, or the ejection of bad hosts. */
export function markDestinationRules(inventory: Inventory, book: MarkBook): void {
  for (const object of objectsOf(inventory, 'DestinationRule', networkingGroup)) {
    const spec = openFields<NamesOf<Spec>>(object.spec)
    const host = spec.text('host')
    if (host === null) continue
    const policies = [
      spec.fields<PolicyName>('trafficPolicy'),
      ...spec
        .list<SubsetName>('subsets')
        .map((subset) => subset.fields<PolicyName>('trafficPolicy')),
    ]
    const ports = policies.flatMap((policy) => policy.list<PolicyName>('portLevelSettings'))
    const isLimited = [...policies, ...ports].some(isBreaker)
    book.addHost(host, namespaceOf(object), effectOf(object, isLimited ? ['circuitBreaker'] : []))
  }
}

function isBreaker(limits: Fields<PolicyName>): boolean {
  return limits.has('connectionPool') || limits.has('outlierDetection')
}
