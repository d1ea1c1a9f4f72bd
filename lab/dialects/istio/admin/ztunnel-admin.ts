import type { RequestListener, ServerResponse } from 'node:http'
import type { Authority } from '../../../certificates.ts'
import type { KubeObject, ObjectReader } from '../../../seams.ts'
import { listAt, stringAt } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import { istioVersion } from '../../../world/platform.ts'
import { targetPortOf } from './clusters.ts'
import { registryOf, type Registry } from './registry.ts'

export interface ZtunnelOptions {
  readonly objects: ObjectReader
  readonly authority: Authority
  readonly nowMs: () => number
}

const dayMs = 86_400_000
const levels = ['off', 'error', 'warn', 'info', 'debug', 'trace']

/** The admin port of the proxy of a node: it knows all services and workloads of the cluster. */
export function createZtunnelAdmin(own: KubeObject, options: ZtunnelOptions): RequestListener {
  let directives: readonly string[] = ['info']
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://admin.invalid')
    if (url.pathname === '/config_dump') {
      send(response, 200, JSON.stringify(dumpOf(own, options)))
    } else if (url.pathname === '/logging' && request.method === 'POST') {
      const asked = url.searchParams.get('level')
      if (asked !== null && !isKnown(asked)) {
        send(response, 400, 'Invalid level provided\n')
        return
      }
      if (asked !== null) directives = changed(directives, asked)
      send(response, 200, `current log level is ${directives.join(',')}\n`)
    } else if (url.pathname === '/logging') {
      send(response, 405, 'Invalid HTTP method\n')
    } else {
      send(response, 404, 'Not Found')
    }
  }
}

const isKnown = (asked: string): boolean => levels.includes(asked.split(':').at(-1) ?? '')

/** `debug` for all, `module:debug` for one. */
function changed(directives: readonly string[], asked: string): readonly string[] {
  const at = asked.lastIndexOf(':')
  if (at === -1) return [asked]
  const name = asked.slice(0, at)
  const others = directives.filter((one) => !one.startsWith(`${name}=`))
  return [`${name}=${asked.slice(at + 1)}`, ...others]
}

function dumpOf(own: KubeObject, { objects, authority, nowMs }: ZtunnelOptions): Json {
  const registry = registryOf(objects)
  const pods = objects.list('Pod').filter((pod) => stringAt(pod.status, 'phase') === 'Running')
  const node = stringAt(own.spec, 'nodeName')
  const ambient = pods.filter((pod) => isCaptured(pod) && stringAt(pod.spec, 'nodeName') === node)
  const identities = new Set(ambient.map(identityOf))
  return {
    workloads: pods.map((pod) => workloadOf(pod, registry)),
    services: servicesOf(registry),
    policies: [],
    certificates: [...identities].map((identity) => certificateOf(identity, authority, nowMs())),
    version: { version: istioVersion, buildStatus: 'Clean' },
  }
}

const redirection = 'ambient.istio.io/redirection'
const isCaptured = ({ metadata }: KubeObject): boolean =>
  metadata.annotations?.[redirection] === 'enabled'

function identityOf({ metadata, spec }: KubeObject): string {
  const account = stringAt(spec, 'serviceAccountName') || 'default'
  return `spiffe://cluster.local/ns/${metadata.namespace ?? ''}/sa/${account}`
}

function workloadOf(pod: KubeObject, registry: Registry): Json {
  const { name, namespace = '', labels = {} } = pod.metadata
  const isMeshed = isCaptured(pod) || labels['security.istio.io/tlsMode'] === 'istio'
  const owner = ownerOf(pod)
  return {
    uid: `Kubernetes//Pod/${namespace}/${name}`,
    workloadIps: [stringAt(pod.status, 'podIP')],
    protocol: isMeshed && isCaptured(pod) ? 'HBONE' : 'TCP',
    ...{ name, namespace, trustDomain: 'cluster.local', clusterId: 'Kubernetes' },
    serviceAccount: stringAt(pod.spec, 'serviceAccountName') || 'default',
    workloadName: owner.name,
    workloadType: owner.type,
    canonicalName: labels['service.istio.io/canonical-name'] ?? labels['app'] ?? owner.name,
    canonicalRevision: labels['version'] ?? 'latest',
    node: stringAt(pod.spec, 'nodeName'),
    status: 'Healthy',
    ...waypointFor(registry, namespace, labels['istio.io/use-waypoint']),
  }
}

/** A pod's ReplicaSet is called after its Deployment. */
function ownerOf({ metadata }: KubeObject): { readonly name: string; readonly type: string } {
  const [owner] = metadata.ownerReferences ?? []
  const [kind, name] = [stringAt(owner, 'kind'), stringAt(owner, 'name')]
  if (kind === 'ReplicaSet') return { name: name.replace(/-[^-]+$/, ''), type: 'deployment' }
  return kind === '' ? { name: metadata.name, type: 'pod' } : { name, type: kind.toLowerCase() }
}

function waypointFor(registry: Registry, namespace: string, name: string | undefined): Json {
  if (name === undefined || name === 'none') return {}
  const service = registry.ports.find((port) => port.namespace === namespace && port.name === name)
  if (service === undefined) return {}
  return {
    waypoint: { destination: { namespace, hostname: service.host }, hboneMtlsPort: 15_008 },
  }
}

function servicesOf(registry: Registry): readonly Json[] {
  return [...Map.groupBy(registry.ports, ({ service }) => service)].map(([service, ports]) => {
    const { name, namespace = '', labels = {} } = service.metadata
    const numbers = ports.map(({ port }) => [String(port), targetPortOf(service, port)] as const)
    const [first] = ports
    return {
      ...{ name, namespace, hostname: first?.host ?? '' },
      vips: first === undefined || first.address === '' ? [] : [`/${first.address}`],
      ports: Object.fromEntries(numbers),
      endpoints: Object.fromEntries(
        registry.podsOf(service).map((pod) => {
          const workloadUid = `Kubernetes//Pod/${namespace}/${pod.metadata.name}`
          return [workloadUid, { workloadUid, service: '', port: Object.fromEntries(numbers) }]
        }),
      ),
      ...waypointFor(registry, namespace, labels['istio.io/use-waypoint']),
    }
  })
}

function certificateOf(identity: string, authority: Authority, nowMs: number): Json {
  const fromMs = Math.floor(nowMs / (dayMs / 2)) * (dayMs / 2)
  const toMs = fromMs + dayMs
  const { pem } = authority.issue({ uri: identity, fromMs, toMs })
  const times = (from: number, to: number): Json => ({
    validFrom: new Date(from).toISOString(),
    expirationTime: new Date(to).toISOString(),
  })
  const serialNumber = String(fromMs)
  return {
    identity,
    state: 'Available',
    certChain: [{ pem, serialNumber, ...times(fromMs, toMs) }],
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': text.startsWith('{') ? 'application/json' : 'text/plain',
  })
  response.end(text)
}

/** All pods with a proxy of their own, as `/debug/syncz` of the control plane tells of them. */
export function syncOf(objects: ObjectReader, revision: number): readonly Json[] {
  return objects.list('Pod').flatMap((pod) => {
    const { name, namespace = '' } = pod.metadata
    const containers = ['containers', 'initContainers'].flatMap((field) => listAt(pod.spec, field))
    const hasProxy = containers.some((container) => stringAt(container, 'name') === 'istio-proxy')
    if (!hasProxy || stringAt(pod.status, 'phase') !== 'Running') return []
    const types = ['cluster', 'listener', 'route', 'endpoint'].flatMap((type) => {
      const nonce = `${type.slice(0, 1)}${revision.toString(16)}`
      return [
        [`${type}_sent`, nonce],
        [`${type}_acked`, nonce],
      ] as const
    })
    return [
      {
        ...{ cluster_id: 'Kubernetes', proxy: `${name}.${namespace}`, istio_version: istioVersion },
        ...Object.fromEntries(types),
      },
    ]
  })
}
