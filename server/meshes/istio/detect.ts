import type { DetectedMesh } from '#contract/status.ts'
import type { ContainerObject, Inventory, WorkloadObject } from '../../seams/inventory.ts'
import { dataPlaneOf } from './config/data-plane.ts'

type ControlPlane = DetectedMesh['controlPlanes'][number]

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
  const controlPlanes = inventory.workloads
    .filter(isControlPlane)
    .map(buildControlPlane)
    .toSorted(byRevision)
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
    controlPlanes,
    hasAmbient,
    lookedFor: [],
  }
}

export function isControlPlane({ kind, labels, podLabels }: WorkloadObject): boolean {
  return kind === 'Deployment' && (labels['app'] === 'istiod' || podLabels['app'] === 'istiod')
}

function isZtunnel({ kind, labels, podLabels }: WorkloadObject): boolean {
  return kind === 'DaemonSet' && (labels['app'] === 'ztunnel' || podLabels['app'] === 'ztunnel')
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

function buildControlPlane(workload: WorkloadObject): ControlPlane {
  const { labels, podLabels, containers, desiredReplicas, availableReplicas } = workload
  return {
    namespace: workload.namespace,
    name: workload.name,
    revision: labels['istio.io/rev'] ?? podLabels['istio.io/rev'] ?? null,
    version: versionOf(containers) ?? labels['app.kubernetes.io/version'] ?? null,
    isReady: desiredReplicas > 0 && availableReplicas >= desiredReplicas,
  }
}

/** `docker.io/istio/pilot:1.29.2-distroless` → 1.29.2; null for an image without a tag. */
function versionOf(containers: readonly ContainerObject[]): string | null {
  const discovery = containers.find(({ name }) => name === 'discovery') ?? containers[0]
  const [name] = (discovery?.image ?? '').split('@')
  const tag = /:([^:/]+)$/.exec(name ?? '')?.[1]
  return tag?.replace(/-(?:distroless|debug)$/, '') ?? null
}

/** The default revision is what a reader means by "the" version. */
function byRevision(one: ControlPlane, other: ControlPlane): number {
  return rankOf(one) - rankOf(other) || (one.revision ?? '').localeCompare(other.revision ?? '')
}

function rankOf({ revision }: ControlPlane): number {
  return revision === null || revision === 'default' ? 0 : 1
}
