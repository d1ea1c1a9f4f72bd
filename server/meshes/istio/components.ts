import type { MeshComponent } from '#contract/status.ts'
import type { Inventory, WorkloadObject } from '../../seams/inventory.ts'
import { dataPlaneOf } from './config/data-plane.ts'
import { versionOfImage, versionOfProxy } from './versions.ts'

type Role = MeshComponent['role']

const order: readonly Role[] = ['controlPlane', 'gateway', 'nodeProxy', 'nodeAgent']

/**
 * What runs the mesh, in any namespace: istiod of each revision, gateways, ztunnel, the CNI agent.
 * The control plane of the default revision, which is what a reader means by "the" one, comes first.
 */
export function readComponents({ workloads, pods }: Inventory): MeshComponent[] {
  const proxyVersions = new Map(
    pods.map((pod) => [`${pod.namespace}/${pod.workload?.name ?? ''}`, versionOfProxy(pod)]),
  )
  return workloads
    .flatMap((workload): MeshComponent[] => {
      const role = roleOf(workload)
      if (role === null) return []
      const { namespace, name, labels, podLabels, desiredReplicas, availableReplicas } = workload
      // The template of an injected gateway says `auto`; its pods have the image.
      const ofPods = proxyVersions.get(`${namespace}/${name}`) ?? null
      return [
        {
          role,
          namespace,
          name,
          revision: labels['istio.io/rev'] ?? podLabels['istio.io/rev'] ?? null,
          version: ofPods ?? versionOf(workload) ?? labels['app.kubernetes.io/version'] ?? null,
          ready: availableReplicas,
          total: desiredReplicas,
        },
      ]
    })
    .toSorted(compare)
}

export function isControlPlane(workload: WorkloadObject): boolean {
  return workload.kind === 'Deployment' && hasLabel(workload, 'app', 'istiod')
}

export function isZtunnel(workload: WorkloadObject): boolean {
  return workload.kind === 'DaemonSet' && hasLabel(workload, 'app', 'ztunnel')
}

function isAgent(workload: WorkloadObject): boolean {
  const name = 'istio-cni-node'
  return (
    workload.kind === 'DaemonSet' &&
    (hasLabel(workload, 'k8s-app', name) || hasLabel(workload, 'app', name))
  )
}

function hasLabel({ labels, podLabels }: WorkloadObject, name: string, value: string): boolean {
  return labels[name] === value || podLabels[name] === value
}

function roleOf(workload: WorkloadObject): Role | null {
  if (isControlPlane(workload)) return 'controlPlane'
  if (isZtunnel(workload)) return 'nodeProxy'
  if (isAgent(workload)) return 'nodeAgent'
  return dataPlaneOf(workload) === 'gateway' ? 'gateway' : null
}

function versionOf({ containers }: WorkloadObject): string | null {
  const main = containers.find(({ name }) => name === 'discovery') ?? containers[0]
  return versionOfImage(main?.image ?? '')
}

function compare(one: MeshComponent, other: MeshComponent): number {
  return (
    order.indexOf(one.role) - order.indexOf(other.role) ||
    rankOf(one) - rankOf(other) ||
    (one.revision ?? '').localeCompare(other.revision ?? '') ||
    `${one.namespace}/${one.name}`.localeCompare(`${other.namespace}/${other.name}`)
  )
}

function rankOf({ revision }: MeshComponent): number {
  return revision === null || revision === 'default' ? 0 : 1
}
