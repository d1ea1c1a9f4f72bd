import type { Inventory, PodObject } from '../../../seams/inventory.ts'
import type { ServingProxy } from '../../../seams/mesh-logs.ts'
import type { ConfigMapPlace } from '../../../seams/mesh-parts.ts'
import { isControlPlane } from '../components.ts'
import { dataPlaneOfShape } from '../config/data-plane.ts'

const proxyContainer = 'istio-proxy'

/** The ConfigMap of each control plane. */
export function settingsAt({ workloads }: Inventory): ConfigMapPlace[] {
  return workloads.filter(isControlPlane).map(({ namespace, labels, podLabels }) => {
    const revision = labels['istio.io/rev'] ?? podLabels['istio.io/rev'] ?? null
    return settingsPlaceOf({ namespace, revision })
  })
}

/** `istio`, or `istio-<revision>`. */
export function settingsPlaceOf({
  namespace,
  revision,
}: {
  readonly namespace: string
  readonly revision: string | null
}): ConfigMapPlace {
  const isDefault = revision === null || revision === 'default'
  return { namespace, name: isDefault ? 'istio' : `istio-${revision}` }
}

/** The ztunnels of the nodes that the pods are on, and the waypoints that they are told to use. */
export function findProxies(inventory: Inventory, pods: readonly PodObject[]): ServingProxy[] {
  const ambient = pods.filter((pod) => dataPlaneOfShape(pod) === 'ambient')
  if (ambient.length === 0) return []
  const waypoints = waypointNames(inventory, ambient)
  const nodes = new Set(ambient.flatMap(({ node }) => node ?? []))
  const names = ambient.map(({ name }) => `"${name}"`)
  const isAboutPods = (text: string): boolean => names.some((name) => text.includes(name))
  const marks = waypointMarks(inventory, ambient)
  const isServed = (text: string): boolean => marks.some((mark) => text.includes(mark))
  return inventory.pods.flatMap((pod): ServingProxy[] => {
    if (pod.labels['app'] === 'ztunnel' && nodes.has(pod.node ?? ''))
      return [{ role: 'node', pod, container: proxyContainer, mentions: isAboutPods }]
    const gateway = pod.labels['gateway.networking.k8s.io/gateway-name'] ?? ''
    if (waypoints.has(`${pod.namespace}/${gateway}`))
      return [{ role: 'waypoint', pod, container: proxyContainer, mentions: isServed }]
    return []
  })
}

/** `namespace/name` of the waypoints that pods, their services or their namespace name. */
function waypointNames(
  { namespaces, services }: Inventory,
  pods: readonly PodObject[],
): ReadonlySet<string> {
  const places = new Set(pods.map(({ namespace }) => namespace))
  const named = [
    ...pods,
    ...services.filter((service) => places.has(service.namespace)),
    ...namespaces
      .filter(({ name }) => places.has(name))
      .map(({ name, labels }) => ({ namespace: name, labels })),
  ]
  return new Set(
    named.flatMap(({ namespace, labels }) => {
      const name = labels['istio.io/use-waypoint']
      if (name === undefined || name === 'none') return []
      return [`${labels['istio.io/use-waypoint-namespace'] ?? namespace}/${name}`]
    }),
  )
}

/** What stands in a line of a waypoint that is about these pods: their addresses and services. */
function waypointMarks({ services }: Inventory, pods: readonly PodObject[]): string[] {
  const addresses = pods.flatMap(({ ip }) => (ip === null ? [] : [`${ip}:`]))
  const hosts = services
    .filter(({ namespace, selector }) =>
      pods.some((pod) => pod.namespace === namespace && isSelected(selector, pod)),
    )
    .map(({ name, namespace }) => `${name}.${namespace}.svc`)
  return [...addresses, ...hosts]
}

function isSelected(selector: Readonly<Record<string, string>>, { labels }: PodObject): boolean {
  const wanted = Object.entries(selector)
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value)
}
