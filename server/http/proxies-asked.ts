import type { Caller } from '../auth/caller.ts'
import { AppError } from '../errors.ts'
import type { AskedProxy } from '../live/proxy-admin.ts'
import { findPods, type LogSubject } from '../logs/targets.ts'
import { canSee } from '../seams/identity.ts'
import type { PodObject } from '../seams/inventory.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { MeshProxies, ProxyOfPod, ProxyProgram } from '../seams/proxy-program.ts'
import type { ClusterSource } from '../seams/source.ts'
import type { OpenContext } from './context.ts'

/** What can be looked into. */
export interface KnownPrograms {
  readonly meshes: readonly Mesh[]
  readonly programs: ReadonlyMap<string, ProxyProgram>
}

export interface FoundProxy {
  readonly proxy: ProxyOfPod
  readonly program: ProxyProgram
  readonly mesh: MeshProxies
}

/** The proxy in a pod; null when none is there that can be looked into. */
export function proxyIn({ meshes, programs }: KnownPrograms, pod: PodObject): FoundProxy | null {
  for (const { proxies: mesh } of meshes) {
    const proxy = mesh.proxyOf(pod)
    const program = proxy === null ? undefined : programs.get(proxy.program)
    if (proxy !== null && program !== undefined) return { proxy, program, mesh }
  }
  return null
}

/** Why a pod has no proxy: what the first mesh says that knows of proxies. */
export function whyNoProxyIn({ meshes }: Pick<KnownPrograms, 'meshes'>, pod: PodObject): string {
  const [mesh] = meshes
  return mesh?.proxies.whyNoProxy(pod) ?? 'No mesh is known here.'
}

/**
 * The cluster that a subject is in. Throws AppError notFound when there is no cluster, and, with the
 * same words as for one that is not there, for a namespace that the asker may not see.
 */
export function visibleCluster(
  clusters: readonly ClusterSource[],
  { namespace, name }: Pick<LogSubject, 'namespace' | 'name'>,
  { viewer }: Caller,
): ClusterSource {
  const [cluster] = clusters
  if (cluster === undefined)
    throw new AppError(
      'notFound',
      'Proxies are reached through a Kubernetes cluster, and this console knows none: give it a --kubeconfig.',
    )
  const { namespaces, unreadable } = cluster.inventory()
  const mayBe =
    unreadable.some(({ kind }) => kind === 'Namespace') ||
    namespaces.some((one) => one.name === namespace)
  if (mayBe && canSee(viewer, cluster.cluster, namespace)) return cluster
  throw notThere(name, namespace)
}

export function visiblePods(cluster: ClusterSource, subject: LogSubject): readonly PodObject[] {
  return findPods(cluster.inventory(), subject)
}

/** The proxy of one pod. Throws AppError notFound when there is no such pod, or no proxy in it. */
export function findAskedPod(
  known: KnownPrograms,
  { caller, context }: { readonly caller: Caller; readonly context: Pick<OpenContext, 'clusters'> },
  { namespace, pod: name }: { readonly namespace: string; readonly pod: string },
): AskedProxy {
  const cluster = visibleCluster(context.clusters, { namespace, name }, caller)
  const [pod] = visiblePods(cluster, { namespace, kind: 'pods', name })
  if (pod === undefined) throw notThere(name, namespace)
  const found = proxyIn(known, pod)
  if (found === null)
    throw new AppError('notFound', `No proxy that can be looked into is in the pod ${name}.`)
  return { ...found, cluster, identity: caller.identity, pod }
}

function notThere(name: string, namespace: string): AppError {
  return new AppError('notFound', `There is no ${name} in ${namespace} that you may see.`)
}
