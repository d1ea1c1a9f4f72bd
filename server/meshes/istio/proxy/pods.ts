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
    return { ...common, role: 'node', program: proxyPrograms.node, dashboard: 'ztunnel' }
  const plane = dataPlaneOfShape(pod)
  const role = plane === 'gateway' || plane === 'waypoint' ? plane : 'sidecar'
  return { ...common, role, program: proxyPrograms.requests, dashboard: 'envoy' }
}

/**
 * Injection happens when a pod is made: what its namespace says today may have been otherwise then.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export function whyNoProxy({ phase, labels, annotations }: PodObject): string {
  if (phase === 'Succeeded' || phase === 'Failed') return 'The pod has ended.'
  if (annotations['ambient.istio.io/redirection'] === 'enabled')
    return 'It is in ambient mode: the ztunnel of its node carries its traffic.'
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject']
  if (inject === 'false') return 'It is labelled sidecar.istio.io/inject=false.'
  return 'Nothing asked for a sidecar when the pod was made. A label that its namespace has got since then counts for new pods alone.'
}
