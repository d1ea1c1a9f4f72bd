import type { Inventory } from '../../../seams/inventory.ts'
import type { Participation, PolicyFacts } from '../../../seams/mesh.ts'
import { useWaypointLabel, useWaypointNamespaceLabel } from '../lookup/ambient.ts'
import { injectLabel, namespaceInjectionLabel, revisionLabel } from '../lookup/injection.ts'
import { once } from '../once.ts'
import { gatewayGroup, namespaceOf, objectsOf } from './objects.ts'

type Labels = Readonly<Record<string, string>>

/**
 * How something is asked to take part, by its own labels and those of its namespace: whether pods
 * get a sidecar, and which waypoint its requests pass. The same precedence as the injector's.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export function createParticipation(inventory: Inventory): PolicyFacts['participationOf'] {
  const labelsOf = once(
    () => new Map(inventory.namespaces.map(({ name, labels }) => [name, labels])),
  )
  const gateways = once(
    () =>
      new Set(
        objectsOf(inventory, 'Gateway', gatewayGroup).map(
          (object) => `${namespaceOf(object)}/${object.metadata.name}`,
        ),
      ),
  )
  return ({ namespace, labels, annotations = {} }) => {
    const ofNamespace = labelsOf().get(namespace) ?? {}
    const used = waypointOf(labels, 'itself') ?? waypointOf(ofNamespace, 'namespace')
    if (used === null || used.name === 'none')
      return { injection: injectionOf({ labels, annotations }, ofNamespace), waypoint: null }
    const place = { namespace: used.namespace ?? namespace, name: used.name }
    return {
      injection: injectionOf({ labels, annotations }, ofNamespace),
      waypoint: {
        ...{ ...place, by: used.by },
        isThere: gateways().has(`${place.namespace}/${place.name}`),
      },
    }
  }
}

interface Used {
  readonly name: string // `none`: told to use none
  readonly namespace: string | null // null: its own
  readonly by: 'itself' | 'namespace'
}

function waypointOf(labels: Labels, by: Used['by']): Used | null {
  const name = labels[useWaypointLabel] ?? ''
  if (name === '') return null
  return { name, by, namespace: labels[useWaypointNamespaceLabel] ?? null }
}

interface OwnTexts {
  readonly labels: Labels
  readonly annotations: Labels
}

/** A namespace that refuses has the last word; else the pods' own, else the namespace's. */
function injectionOf(
  { labels, annotations }: OwnTexts,
  ofNamespace: Labels,
): Participation['injection'] {
  const asked = ofNamespace[namespaceInjectionLabel]
  if (asked === 'disabled') return { isAsked: false, by: 'namespace' }
  const own = labels[injectLabel] ?? annotations[injectLabel]
  if (own !== undefined) return { isAsked: own === 'true', by: 'workload' }
  if (asked === 'enabled' || (ofNamespace[revisionLabel] ?? '') !== '')
    return { isAsked: true, by: 'namespace' }
  if ((labels[revisionLabel] ?? '') !== '') return { isAsked: true, by: 'workload' }
  return { isAsked: false, by: null }
}
