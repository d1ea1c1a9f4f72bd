import type { PodObject } from '../../../seams/inventory.ts'
import type { ProxyOfPod } from '../../../seams/proxy-program.ts'
import { dataPlaneOfShape } from '../config/data-plane.ts'
import { versionOfProxy } from '../versions.ts'

/** Programs by the names under which they are known to whoever reads their answers. */
export const proxyPrograms = { requests: 'istio-envoy', node: 'istio-ztunnel' } as const

const container = 'istio-proxy'
const adminPort = 15_000

/** The proxy in a pod, by its container; ztunnel's own pods are proxies of their node. */
export function proxyOf(pod: PodObject): ProxyOfPod | null {
  if (!pod.containers.some(({ name }) => name === container)) return null
  const version = versionOfProxy(pod)
  const common = { container, version, port: adminPort }
  if (pod.labels['app'] === 'ztunnel')
    return { ...common, role: 'node', program: proxyPrograms.node }
  const plane = dataPlaneOfShape(pod)
  const role = plane === 'gateway' || plane === 'waypoint' ? plane : 'sidecar'
  return { ...common, role, program: proxyPrograms.requests }
}
