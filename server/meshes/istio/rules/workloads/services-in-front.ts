import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, View } from '../../../../seams/rule.ts'
import { isInMesh, isPartOfMesh } from '../../lookup/membership.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import { portsOfService, type ServicePort } from '../../lookup/service-ports.ts'
import { isOwned, readWorkload } from '../../lookup/workload.ts'

/** A port that a service offers in front of a workload. */
export interface Offer {
  readonly service: KubeObject
  readonly offer: ServicePort
}

/** Ports of the Services in front of a workload of the mesh, when there are several; none for gateways and waypoints. */
export function portsInFrontOf(object: KubeObject, view: View): readonly Offer[] {
  if (isOwned(object)) return []
  const workload = readWorkload(object)
  if (isPartOfMesh(workload.labels)) return []
  const services = servicesSelecting(view, workload.namespace, workload.labels)
  if (services.length < 2 || !isInMesh(view, workload)) return []
  return services.flatMap((service) => portsOfService(service).map((offer) => ({ service, offer })))
}

export function groupBy<Key>(
  offers: readonly Offer[],
  keyOf: (offer: Offer) => Key,
): Map<Key, Offer[]> {
  const groups = new Map<Key, Offer[]>()
  for (const offer of offers) {
    const group = groups.get(keyOf(offer))
    if (group === undefined) groups.set(keyOf(offer), [offer])
    else group.push(offer)
  }
  return groups
}

/** Said of the workload, as no one of the services is wrong by itself. */
export function hitOf(root: Field, offers: readonly Offer[], what: string): Hit {
  const services = [...new Set(offers.map(({ service }) => service))]
  const names = services.map(({ metadata }) => metadata.name).join(', ')
  return {
    field: root.get('metadata', 'name'),
    message: `Services ${names} use ${what}`,
    values: { services: names },
    related: services,
  }
}
