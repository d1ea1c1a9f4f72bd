import type {
  ContainerObject,
  Inventory,
  NamespaceObject,
  WorkloadObject,
} from '../../../seams/inventory.ts'
import type { DataPlane } from '../../../seams/mesh.ts'

/** A pod or the template of one, as far as it says how it takes part. */
interface Shape {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly containers: readonly ContainerObject[]
}

export const waypointClasses: readonly string[] = ['istio-waypoint', 'istio-agentgateway-waypoint']

/** How pods of this template take part, as far as the template itself says it. */
export function dataPlaneOf(workload: {
  readonly podLabels: Readonly<Record<string, string>>
  readonly podAnnotations: Readonly<Record<string, string>>
  readonly containers: readonly ContainerObject[]
}): DataPlane {
  const { podLabels, podAnnotations, containers } = workload
  return dataPlaneOfShape({ labels: podLabels, annotations: podAnnotations, containers })
}

/**
 * What a pod has, not what was asked for: a sidecar is its container, native ones among the init
 * containers; ztunnel's redirection is an annotation that the node's agent sets when it is done.
 */
export function dataPlaneOfShape({ labels, annotations, containers }: Shape): DataPlane {
  if (labels['app'] === 'ztunnel') return 'none'
  if (isWaypoint(labels)) return 'waypoint'
  const hasProxy = containers.some(({ name }) => name === 'istio-proxy')
  if (hasProxy && isGateway(labels, containers)) return 'gateway'
  if (hasProxy || annotations['sidecar.istio.io/status'] !== undefined) return 'sidecar'
  return annotations['ambient.istio.io/redirection'] === 'enabled' ? 'ambient' : 'none'
}

export function isWaypoint(labels: Readonly<Record<string, string>>): boolean {
  const managed = labels['gateway.istio.io/managed'] ?? ''
  if (managed === 'istio.io-mesh-controller') return true
  return waypointClasses.includes(labels['gateway.networking.k8s.io/gateway-class-name'] ?? '')
}

/** A gateway is a proxy with nothing beside it, or one that a Gateway of the API brought about. */
function isGateway(
  labels: Readonly<Record<string, string>>,
  containers: readonly ContainerObject[],
): boolean {
  if (labels['gateway.networking.k8s.io/gateway-name'] !== undefined) return true
  return !containers.some(({ isInit, name }) => !isInit && name !== 'istio-proxy')
}

/**
 * Keys are `namespace/name`. Pods know better than templates, which injection has not touched; a
 * workload without pods is taken for what its namespace and its template ask for.
 */
export function readDataPlanes({
  namespaces,
  workloads,
  pods,
}: Inventory): ReadonlyMap<string, DataPlane> {
  const byPods = new Map<string, DataPlane>()
  for (const pod of pods) {
    const key = `${pod.namespace}/${pod.workload?.name ?? pod.name}`
    const found = dataPlaneOfShape(pod)
    if (found !== 'none' || !byPods.has(key)) byPods.set(key, found)
  }
  const modes = readNamespaceModes(namespaces)
  for (const workload of workloads) {
    const key = `${workload.namespace}/${workload.name}`
    const found = dataPlaneOf(workload)
    if (found !== 'none') byPods.set(key, found)
    else if (!byPods.has(key)) byPods.set(key, askedOf(workload, modes))
  }
  return byPods
}

function askedOf(
  { namespace, podLabels, podAnnotations }: WorkloadObject,
  modes: ReadonlyMap<string, 'sidecar' | 'ambient' | 'none'>,
): DataPlane {
  const inject = podLabels['sidecar.istio.io/inject'] ?? podAnnotations['sidecar.istio.io/inject']
  const mode = podLabels['istio.io/dataplane-mode'] ?? modes.get(namespace) ?? 'none'
  if (inject === 'true') return 'sidecar'
  if (mode === 'ambient') return 'ambient'
  return mode === 'sidecar' && inject !== 'false' ? 'sidecar' : 'none'
}

/** How a namespace asks its pods to join. `istio-injection=disabled` wins over a revision. */
export function readNamespaceModes(
  namespaces: readonly NamespaceObject[],
): ReadonlyMap<string, 'sidecar' | 'ambient' | 'none'> {
  return new Map(namespaces.map(({ name, labels }) => [name, modeOf(labels)]))
}

function modeOf(labels: Readonly<Record<string, string>>): 'sidecar' | 'ambient' | 'none' {
  const injection = labels['istio-injection']
  if (injection === 'enabled') return 'sidecar'
  if (labels['istio.io/dataplane-mode'] === 'ambient') return 'ambient'
  if (injection === 'disabled') return 'none'
  return (labels['istio.io/rev'] ?? '') === '' ? 'none' : 'sidecar'
}
