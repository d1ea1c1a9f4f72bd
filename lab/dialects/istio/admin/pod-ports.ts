import type { RequestListener } from 'node:http'
import { createAuthority } from '../../../certificates.ts'
import type { PodPorts } from '../../../kube/port-forward.ts'
import type { KubeObject, ObjectReader } from '../../../seams.ts'
import { listAt, stringAt } from '../../../store/json.ts'
import { createEnvoyAdmin } from './envoy-admin.ts'
import { createZtunnelAdmin, syncOf } from './ztunnel-admin.ts'

const adminPort = 15_000
const debugPort = 15_014
const authorityAgeMs = 30 * 86_400_000

/**
 * Who listens within the lab's pods: the admin ports of proxies, sidecars, gateways, waypoints and
 * ztunnels, and the debug port of istiod. Each pod's is its own, and remembers its log levels.
 */
export function createPodPorts(objects: ObjectReader, nowMs: () => number): PodPorts {
  const authority = createAuthority('cluster.local', nowMs() - authorityAgeMs)
  const known = new Map<string, RequestListener>()
  const make = (pod: KubeObject, port: number): RequestListener | null => {
    if (port === debugPort && pod.metadata.labels?.['app'] === 'istiod') return debugOf(objects)
    if (port !== adminPort) return null
    const options = { objects, authority, nowMs }
    if (pod.metadata.labels?.['app'] === 'ztunnel') return createZtunnelAdmin(pod, options)
    const kind = kindOf(pod)
    return kind === null ? null : createEnvoyAdmin(pod, { ...options, kind })
  }
  return (pod, port) => {
    const key = `${pod.metadata.uid ?? ''}:${port}`
    const listener = known.get(key) ?? make(pod, port)
    if (listener !== null) known.set(key, listener)
    return listener
  }
}

function kindOf({ metadata, spec }: KubeObject): 'sidecar' | 'gateway' | 'waypoint' | null {
  const names = (field: string): string[] =>
    listAt(spec, field).map((container) => stringAt(container, 'name'))
  const mains = names('containers')
  if (![...mains, ...names('initContainers')].includes('istio-proxy')) return null
  if (metadata.labels?.['gateway.istio.io/managed'] === 'istio.io-mesh-controller')
    return 'waypoint'
  return mains.every((name) => name === 'istio-proxy') ? 'gateway' : 'sidecar'
}

function debugOf(objects: ObjectReader): RequestListener {
  return (request, response) => {
    const isKnown = request.url?.startsWith('/debug/syncz') === true
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
    response.end(isKnown ? JSON.stringify(syncOf(objects, objects.revision())) : '')
  }
}
