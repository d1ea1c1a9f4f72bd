import type { DetectedMesh } from '#contract/status.ts'
import type { Inventory } from '../../seams/inventory.ts'
import { isControlPlane, isZtunnel, readComponents } from './components.ts'
import { dataPlaneOf } from './config/data-plane.ts'
import { countProxies } from './proxies.ts'

export const lookedFor: readonly string[] = [
  'deployments with the label app=istiod, in any namespace',
  'a daemon set with the label app=ztunnel',
  'pods with an istio-proxy sidecar, or taken in by ztunnel',
]

/**
 * Control planes in any namespace, one per revision. A cluster that is served from elsewhere has
 * none, but is in the mesh when a data plane is there.
 */
export function detect(inventory: Inventory): DetectedMesh | null {
  const components = readComponents(inventory)
  const controlPlanes = components.filter(({ role }) => role === 'controlPlane')
  const hasAmbient = inventory.workloads.some(isZtunnel)
  const isInMesh =
    controlPlanes.length > 0 ||
    hasAmbient ||
    inventory.workloads.some((workload) => dataPlaneOf(workload) !== 'none') ||
    inventory.pods.some((pod) => pod.containers.some(({ name }) => name === 'istio-proxy'))
  if (!isInMesh) return null
  return {
    mesh: 'istio',
    cluster: inventory.cluster,
    version: controlPlanes.find(({ version }) => version !== null)?.version ?? null,
    components,
    proxies: countProxies(inventory, controlPlanes),
    hasAmbient,
    lookedFor: [],
  }
}

/** The cluster's name in the telemetry: what istiod, or else ztunnel or a sidecar, is told it is. */
export function clusterNameOf({ workloads, pods }: Inventory): string | null {
  const control = workloads.filter((one) => isControlPlane(one) || isZtunnel(one))
  for (const { containers } of [...control, ...pods]) {
    for (const { env } of containers) {
      const name = env['CLUSTER_ID'] ?? env['ISTIO_META_CLUSTER_ID'] ?? ''
      if (name !== '') return name
    }
  }
  return null
}
