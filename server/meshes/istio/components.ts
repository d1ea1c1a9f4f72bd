import type { MeshComponent } from '#contract/status.ts'
import type { Inventory, PodObject, WorkloadObject } from '../../seams/inventory.ts'
import type { FoundComponent } from '../../seams/mesh-parts.ts'
import { dataPlaneOf } from './config/data-plane.ts'
import { versionOfImage, versionOfProxy } from './versions.ts'

type Role = MeshComponent['role']

const order: readonly Role[] = ['controlPlane', 'gateway', 'waypoint', 'nodeProxy', 'nodeAgent']

/**
 * What runs the mesh, in any namespace: istiod of each revision, gateways, waypoints, ztunnel, the
 * CNI agent. The control plane of the default revision, which is what a reader means by "the" one,
 * comes first.
 */
export function readComponents(inventory: Inventory): MeshComponent[] {
  return findComponents(inventory).map(
    ({ role, namespace, name, revision, version, ready, total }) => ({
      ...{ role, namespace, name, revision, version, ready, total },
    }),
  )
}

const known = new WeakMap<Inventory, readonly FoundComponent[]>()

/** The same with what else is known of each; looked for once in each state of the inventory. */
export function findComponents(inventory: Inventory): readonly FoundComponent[] {
  let found = known.get(inventory)
  if (found === undefined) known.set(inventory, (found = lookFor(inventory)))
  return found
}

function lookFor({ workloads, pods }: Inventory): readonly FoundComponent[] {
  const found = workloads.flatMap((workload) => {
    const role = roleOf(workload)
    return role === null ? [] : [{ role, workload, key: keyOf(workload) }]
  })
  const podsByKey = new Map<string, PodObject[]>(found.map(({ key }) => [key, []]))
  const names = new Set(found.map(({ workload }) => workload.name))
  for (const pod of pods) {
    const { namespace, workload } = pod
    // Few of very many pods: most are known by their name not to be one of them.
    if (workload === null || !names.has(workload.name)) continue
    podsByKey.get(keyOf({ namespace, name: workload.name }))?.push(pod)
  }
  return found
    .map(({ role, workload, key }) => describe(workload, role, podsByKey.get(key) ?? []))
    .toSorted(compare)
}

function describe(
  workload: WorkloadObject,
  role: Role,
  pods: readonly PodObject[],
): FoundComponent {
  const { namespace, name, kind, labels, podLabels } = workload
  return {
    ...{ role, namespace, name, workloadKind: kind },
    revision: labels['istio.io/rev'] ?? podLabels['istio.io/rev'] ?? null,
    version: versionRunning(workload, pods),
    ready: workload.availableReplicas,
    total: workload.desiredReplicas,
    pods: pods.map((pod) => pod.name),
    env: Object.fromEntries(workload.containers.flatMap(({ env }) => Object.entries(env))),
  }
}

const keyOf = ({ namespace, name }: { namespace: string; name: string }): string =>
  `${namespace}/${name}`

/** The template of an injected gateway says `auto`; its pods have the image. */
function versionRunning(workload: WorkloadObject, pods: readonly PodObject[]): string | null {
  const ofPods = pods.map(versionOfProxy).findLast((version) => version !== null)
  return ofPods ?? versionOf(workload) ?? workload.labels['app.kubernetes.io/version'] ?? null
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
  const plane = dataPlaneOf(workload)
  return plane === 'gateway' || plane === 'waypoint' ? plane : null
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
