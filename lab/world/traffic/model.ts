import type { KubeObject, ObjectReader } from '../../seams.ts'
import { listAt, numberAt } from '../../store/json.ts'
import type { Topology, WorldExternal } from '../topology.ts'
import { hostCovers, serviceHost } from './hosts.ts'
import type { Pod, PodReader } from './pods.ts'
import { AuthorizationPolicies } from './rules/authorization.ts'
import { Classification } from './rules/classification.ts'
import { noPolicy, pickDestinationRule, readDestinationRule } from './rules/destination-rules.ts'
import type { DestinationRule, TrafficPolicy } from './rules/destination-rules.ts'
import { readServiceRoute } from './rules/gateway-routes.ts'
import type { ServiceRoute } from './rules/gateway-routes.ts'
import { readIngress } from './rules/ingress.ts'
import type { Ingress } from './rules/ingress.ts'
import { readOutboundPolicy } from './rules/outbound-policy.ts'
import type { OutboundPolicy } from './rules/outbound-policy.ts'
import { PeerAuthentications } from './rules/peer-authentication.ts'
import { selects } from './rules/text-match.ts'
import { readVirtualService } from './rules/virtual-services.ts'
import type { VirtualService } from './rules/virtual-services.ts'
import { readServices } from './services.ts'
import type { ServiceDraft } from './services.ts'

/** A host of the registry: a Service, or a host of a ServiceEntry. */
export interface Host {
  readonly host: string
  readonly name: string
  readonly namespace: string
  readonly pods: readonly Pod[]
  readonly external: WorldExternal | null // who answers outside; null for Services
  readonly waypoint: readonly Pod[] | null // null: there is none to pass
  readonly targetPortOf: (port: number) => number
}

/** Where a client's proxy sends to. */
export interface Upstream {
  readonly key: string // host, subset and port: what breakers count by
  readonly host: Host
  readonly subset: string
  readonly port: number
  readonly pods: readonly Pod[]
  readonly policy: TrafficPolicy
}

/** All that decides where requests go, read from the objects once per revision. */
export interface Model {
  readonly pods: readonly Pod[]
  readonly podsByWorkload: ReadonlyMap<string, readonly Pod[]>
  readonly hosts: ReadonlyMap<string, Host>
  readonly virtualServices: readonly VirtualService[]
  readonly serviceRoutes: readonly ServiceRoute[]
  readonly ingress: Ingress
  readonly outbound: OutboundPolicy
  readonly peers: PeerAuthentications
  readonly authorization: AuthorizationPolicies
  readonly classification: Classification
  readonly externals: ReadonlyMap<string, WorldExternal>
  /** ztunnel pods by node; '' for any. */
  readonly nodeProxies: ReadonlyMap<string, Pod>
  /** Null when the registry does not know the host, or its rules not the subset. */
  readonly upstream: (ask: UpstreamAsk) => Upstream | null
}

export interface UpstreamAsk {
  readonly host: string
  readonly subset: string
  readonly port: number
  readonly clientNamespace: string
}

const rootNamespace = 'istio-system'

export function buildModel(topology: Topology, objects: ObjectReader, reader: PodReader): Model {
  const pods = reader.read(objects)
  const externals = new Map(topology.externals.map((external) => [external.host, external]))
  const hosts = new Map<string, Host>()
  const podsByNamespace = Map.groupBy(pods, (pod) => pod.workload.namespace)
  for (const draft of readServices(topology, objects)) {
    const near = podsByNamespace.get(draft.namespace) ?? []
    hosts.set(serviceHost(draft.namespace, draft.name), hostOf(draft, near))
  }
  for (const entry of objects.list('ServiceEntry')) {
    for (const host of entryHosts(entry, externals)) {
      if (!hosts.has(host.host)) hosts.set(host.host, host)
    }
  }
  const destinationRules = objects.list('DestinationRule').map(readDestinationRule)
  return {
    pods,
    podsByWorkload: Map.groupBy(pods, (pod) => pod.workload.key),
    hosts,
    virtualServices: objects.list('VirtualService').map(readVirtualService),
    serviceRoutes: [...objects.list('HTTPRoute'), ...objects.list('GRPCRoute')].map(
      readServiceRoute,
    ),
    ingress: readIngress(objects, pods),
    outbound: readOutboundPolicy(objects, rootNamespace),
    peers: new PeerAuthentications(objects.list('PeerAuthentication'), rootNamespace),
    authorization: new AuthorizationPolicies(objects.list('AuthorizationPolicy'), rootNamespace),
    classification: new Classification(
      { plugins: objects.list('WasmPlugin'), telemetries: objects.list('Telemetry') },
      rootNamespace,
    ),
    externals,
    nodeProxies: new Map(
      pods
        .filter((pod) => pod.world.app === 'ztunnel')
        .flatMap((pod) => [['', pod] as const, [pod.node, pod] as const]),
    ),
    upstream: upstreams(hosts, destinationRules),
  }
}

function hostOf(draft: ServiceDraft, near: readonly Pod[]): Host {
  const { namespace, name, selector, targetPorts, waypoint } = draft
  const gates = near.filter((pod) => pod.proxy === 'waypoint')
  return {
    host: serviceHost(namespace, name),
    name,
    namespace,
    pods:
      selector === null
        ? []
        : near.filter((pod) => selects(selector, pod.labels) && pod.proxy !== 'waypoint'),
    external: null,
    waypoint: waypoint === '' ? null : gates.filter((pod) => pod.world.name === waypoint),
    targetPortOf: (port) => targetPorts.get(port) ?? port,
  }
}

/** A wildcard entry stands for those hosts of the outside that it covers. */
function entryHosts(
  { metadata, spec }: KubeObject,
  externals: ReadonlyMap<string, WorldExternal>,
): readonly Host[] {
  const namespace = metadata.namespace ?? ''
  const patterns = listAt(spec, 'hosts').filter((host) => typeof host === 'string')
  const targetPorts = new Map(
    listAt(spec, 'ports').map((port) => {
      const number = numberAt(port, 'number') ?? 0
      return [number, numberAt(port, 'targetPort') ?? number]
    }),
  )
  return patterns.flatMap((pattern) => {
    const covered = [...externals.keys()].filter((host) => hostCovers(pattern, host))
    const named = covered.length === 0 && !pattern.startsWith('*') ? [pattern] : covered
    return named.map((host) => ({
      host,
      name: host,
      namespace,
      pods: [],
      external: externals.get(host) ?? null,
      waypoint: null,
      targetPortOf: (port: number) => targetPorts.get(port) ?? port,
    }))
  })
}

function upstreams(
  hosts: ReadonlyMap<string, Host>,
  rules: readonly DestinationRule[],
): Model['upstream'] {
  const known = new Map<string, Upstream | null>()
  return (ask) => {
    const key = `${ask.clientNamespace}|${ask.host}|${ask.subset}|${ask.port}`
    let upstream = known.get(key)
    if (upstream === undefined) known.set(key, (upstream = findUpstream(ask, hosts, rules)))
    return upstream
  }
}

function findUpstream(
  { host: name, subset, port, clientNamespace }: UpstreamAsk,
  hosts: ReadonlyMap<string, Host>,
  rules: readonly DestinationRule[],
): Upstream | null {
  const host = hosts.get(name)
  if (host === undefined) return null
  const rule = pickDestinationRule(rules, name, [clientNamespace, host.namespace])
  const labels = subset === '' ? {} : rule?.subsets.get(subset)?.labels
  if (labels === undefined) return null
  return {
    key: `${name}|${subset}|${port}`,
    host,
    subset,
    port,
    pods: subset === '' ? host.pods : host.pods.filter((pod) => selects(labels, pod.labels)),
    policy: rule?.policyFor(subset, port) ?? noPolicy,
  }
}

/** The ztunnel that carries this pod's connections. */
export function nodeProxyOf(model: Model, pod: Pod): Pod {
  return model.nodeProxies.get(pod.node) ?? model.nodeProxies.get('') ?? pod
}
