import type { Inventory, ObjectMeta } from '../../../seams/inventory.ts'
import { groupOf, objectIdOf, type KubeObject } from '../../../seams/kube-object.ts'
import type { Enrolled, WaypointFacts } from '../../../seams/proxy-program.ts'
import { dataPlaneOf } from '../config/data-plane.ts'
import { viewOfInventory } from '../config/inventory-view.ts'
import {
  isWaypointGateway,
  useWaypointLabel,
  useWaypointNamespaceLabel,
  waypointFor,
} from '../lookup/ambient.ts'

type Labels = Readonly<Record<string, string>>

/**
 * What is told to use the waypoint whose proxies are this workload: by an own label, else by the
 * namespace's. Null for a workload that is no waypoint.
 */
export function waypointOf(
  inventory: Inventory,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): WaypointFacts | null {
  const workload = inventory.workloads.find(
    (one) => one.namespace === namespace && one.name === name,
  )
  if (workload === undefined || dataPlaneOf(workload) !== 'waypoint') return null
  const gateway = gatewayOf(inventory, {
    namespace,
    name: workload.podLabels['gateway.networking.k8s.io/gateway-name'] ?? name,
  })
  if (gateway === null) return null
  const trafficFor = waypointFor(viewOfInventory(inventory), gateway)
  const isFor = (kind: string): boolean => trafficFor === kind || trafficFor === 'all'
  const asks = askedOf(inventory, { namespace, name: gateway.metadata.name })
  return {
    gateway: objectIdOf(gateway),
    trafficFor,
    services: inventory.services
      .filter(({ labels }) => !isManaged(labels))
      .flatMap((service) => asks(service, service.labels, 'own'))
      .map(({ meta, ...asked }) => ({
        object: { group: '', kind: 'Service', namespace: meta.namespace, name: meta.name },
        ...asked,
        isServed: isFor('service'),
      })),
    workloads: inventory.workloads
      .filter(({ podLabels }) => !isManaged(podLabels))
      .flatMap((one) =>
        asks(one, one.podLabels, 'pods').map(({ meta, ...asked }) => ({
          object: {
            ...{ group: one.kind === 'Pod' ? '' : 'apps', kind: one.kind },
            ...{ namespace: meta.namespace, name: meta.name },
          },
          ...asked,
          isServed: isFor('workload'),
        })),
      ),
  }
}

function gatewayOf(
  { config }: Inventory,
  at: { readonly namespace: string; readonly name: string },
): KubeObject | null {
  const found = (config.get('Gateway') ?? []).find(
    (one) =>
      groupOf(one.apiVersion) === 'gateway.networking.k8s.io' &&
      one.metadata.namespace === at.namespace &&
      one.metadata.name === at.name,
  )
  return found !== undefined && isWaypointGateway(found) ? found : null
}

/** Waypoints and gateways that were made of a Gateway are not enrolled with any. */
const isManaged = (labels: Labels): boolean => labels['gateway.istio.io/managed'] !== undefined

interface Asked extends Pick<Enrolled, 'labelledBy' | 'label'> {
  readonly meta: ObjectMeta
}

function askedOf(
  { namespaces }: Inventory,
  waypoint: { readonly namespace: string; readonly name: string },
): (meta: ObjectMeta, labels: Labels, own: 'own' | 'pods') => readonly Asked[] {
  const byNamespace = new Map(namespaces.map(({ name, labels }) => [name, labels]))
  const names = (labels: Labels, namespace: string): boolean =>
    labels[useWaypointLabel] === waypoint.name &&
    (labels[useWaypointNamespaceLabel] ?? namespace) === waypoint.namespace
  return (meta, labels, own) => {
    const isOwn = labels[useWaypointLabel] !== undefined
    const deciding = isOwn ? labels : (byNamespace.get(meta.namespace) ?? {})
    if (!names(deciding, meta.namespace)) return []
    const label = `${useWaypointLabel}=${waypoint.name}`
    return [{ meta, labelledBy: isOwn ? own : 'namespace', label }]
  }
}
