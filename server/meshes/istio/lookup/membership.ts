import type { KubeObject } from '../../../seams/kube-object.ts'
import type { View } from '../../../seams/rule.ts'
import { isAmbientNamespace, isAmbientWorkload } from './ambient.ts'
import { asksForSidecar, hasSidecar, namespaceInjection } from './injection.ts'
import { workloadsOfService } from './selectors.ts'
import type { Workload } from './workload.ts'

/** Whether traffic of its pods goes through the mesh, by sidecars or by ztunnel. */
export function isInMesh(view: View, workload: Workload): boolean {
  const { pod } = workload
  return hasSidecar(pod) || asksForSidecar(view, workload) || isAmbientWorkload(view, workload)
}

/** Whether any workload behind a service is in the mesh; where none is known, what its namespace asks for. */
export function isServiceInMesh(view: View, service: KubeObject): boolean {
  const workloads = workloadsOfService(view, service)
  if (workloads.length > 0) return workloads.some((workload) => isInMesh(view, workload))
  const namespace = service.metadata.namespace ?? ''
  const isInjected = namespaceInjection(view, namespace).asked === 'enabled'
  return isInjected || isAmbientNamespace(view, namespace)
}

/** Gateways, waypoints and the control plane: their ports are not those of an application. */
export function isPartOfMesh(labels: Readonly<Record<string, string>>): boolean {
  const app = labels['app'] ?? ''
  return (
    labels['gateway.istio.io/managed'] !== undefined ||
    labels['gateway.networking.k8s.io/gateway-name'] !== undefined ||
    labels['istio'] !== undefined ||
    ['istiod', 'ztunnel', 'istio-cni-node'].includes(app) ||
    labels['operator.istio.io/component'] !== undefined
  )
}
