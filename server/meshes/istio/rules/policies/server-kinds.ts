import type { KindKey } from '../../../../seams/kube-object.ts'
import type { Subject } from '../../../../seams/rule.ts'
import { isSystemNamespace, proxiesIn } from '../../lookup/injection.ts'
import { containersOf, isOwned, readWorkload, type Workload } from '../../lookup/workload.ts'

/** Kinds of workloads that take calls. */
export const serverKinds: readonly KindKey[] = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'Pod',
]

/**
 * The workload that is judged, as far as policies are about it: not what another stands for, not
 * the mesh's own proxies (gateways, waypoints, ztunnel), not what belongs to the cluster.
 */
export function serverOf({ object, namespace }: Subject): Workload | null {
  if (isOwned(object) || isSystemNamespace(namespace)) return null
  const workload = readWorkload(object)
  if (workload.labels['app'] === 'istiod') return null
  const containers = containersOf(workload.pod, 'containers')
  const isProxyAlone = containers.length > 0 && containers.length === proxiesIn(workload.pod).length
  return isProxyAlone ? null : workload
}
