import type { KubeObject } from '../../../seams.ts'
import { listAt, recordAt, stringAt } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import { selects } from '../../../world/traffic/rules/text-match.ts'
import { inboundClusters } from './clusters.ts'
import type { Registry, ServicePort } from './registry.ts'
import { routeBeside, routesOf } from './service-routes.ts'

const types = {
  listener: 'type.googleapis.com/envoy.config.listener.v3.Listener',
  http: 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
  tcp: 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  rbac: 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC',
  router: 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router',
}

export interface LabListener {
  readonly name: string
  readonly config: Json
  readonly makers: readonly (KubeObject | null)[]
}

/** What a sidecar listens on: all that leaves, all that arrives, and each port and address called. */
export function sidecarListeners(registry: Registry, pod: KubeObject): readonly LabListener[] {
  return [virtualOutbound, virtualInbound(registry, pod), ...outbound(registry)]
}

function outbound(registry: Registry): readonly LabListener[] {
  const http = Map.groupBy(
    registry.ports.filter(({ isHttp }) => isHttp),
    ({ port }) => port,
  )
  const shared = [...http].map(([port, services]) =>
    listener({
      ...{ name: `0.0.0.0_${port}`, address: '0.0.0.0', port, direction: 'OUTBOUND' },
      chains: [{ filters: [httpByRoutes(String(port))] }],
      usual: { filters: [tcpTo('PassthroughCluster')] },
      makers: services.map(({ service }) => service),
    }),
  )
  const own = registry.ports
    .filter(({ isHttp, address }) => !isHttp && address !== '')
    .map(({ address, port, host, service }: ServicePort) =>
      listener({
        ...{ name: `${address}_${port}`, address, port, direction: 'OUTBOUND' },
        chains: [{ filters: [tcpTo(`outbound|${port}||${host}`)] }],
        makers: [service],
      }),
    )
  return [...shared, ...own]
}

const virtualOutbound = listener({
  ...{ name: 'virtualOutbound', address: '0.0.0.0', port: 15_001, direction: 'OUTBOUND' },
  chains: [
    { filter_chain_match: { destination_port: 15_001 }, filters: [tcpTo('BlackHoleCluster')] },
  ],
  usual: { filters: [tcpTo('PassthroughCluster')] },
  makers: [],
})

function virtualInbound(registry: Registry, pod: KubeObject): LabListener {
  const policies = policiesFor(registry, pod)
  const clusters = inboundClusters(registry, pod).filter(({ name }) => name.startsWith('inbound|'))
  const chains = clusters.flatMap(({ name }) => {
    const port = Number(name.split('|')[1])
    const filters = [httpTo(name, policies)]
    const secured = {
      destination_port: port,
      transport_protocol: 'tls',
      application_protocols: ['istio', 'istio-peer-exchange', 'istio-http/1.1', 'istio-h2'],
    }
    const plain = { destination_port: port, transport_protocol: 'raw_buffer' }
    return [secured, plain].map((match) => ({ filter_chain_match: match, filters }))
  })
  return listener({
    ...{ name: 'virtualInbound', address: '0.0.0.0', port: 15_006, direction: 'INBOUND' },
    chains: [
      {
        filter_chain_match: { destination_port: 15_006 },
        filters: [tcpTo('BlackHoleCluster')],
      },
      ...chains,
    ],
    usual: { filters: [tcpTo('InboundPassthroughCluster')] },
    makers: [...clusters.flatMap(({ makers }) => makers), ...policies],
  })
}

/** The AuthorizationPolicies that hold for a pod. */
function policiesFor(registry: Registry, { metadata }: KubeObject): readonly KubeObject[] {
  return registry.objects.list('AuthorizationPolicy').filter((policy) => {
    const home = policy.metadata.namespace ?? ''
    if (home !== metadata.namespace && home !== 'istio-system') return false
    const labels = recordAt(recordAt(policy.spec, 'selector'), 'matchLabels')
    return selects(labels, metadata.labels ?? {})
  })
}

export interface ServedPort {
  readonly port: number
  readonly route: string
  readonly serverNames: readonly string[] // with TLS; none: without
  readonly makers: readonly KubeObject[]
}

/** One listener for each port of a gateway; with TLS, a chain for each of its servers. */
export function gatewayListeners(served: readonly ServedPort[]): readonly LabListener[] {
  const byPort = Map.groupBy(served, ({ port }) => port)
  return [...byPort].map(([port, servers]) =>
    listener({
      ...{ name: `0.0.0.0_${port}`, address: '0.0.0.0', port, direction: 'OUTBOUND' },
      chains: servers.map(({ route, serverNames }) => ({
        ...(serverNames.length === 0
          ? {}
          : { filter_chain_match: { server_names: serverNames, transport_protocol: 'tls' } }),
        filters: [httpByRoutes(route)],
      })),
      makers: servers.flatMap(({ makers }) => makers),
    }),
  )
}

/** What a waypoint listens on: the tunnels that end in it, and the services that it serves. */
export function waypointListeners(
  registry: Registry,
  ports: readonly ServicePort[],
): readonly LabListener[] {
  const routes = ports.map((port) => routeBeside(registry, port))
  const inside = listener({
    ...{ name: 'main_internal', address: '', port: 0, direction: 'UNSPECIFIED' },
    chains: ports.map(({ host, address, port, isHttp }, index) => {
      const name = vipName(host, port, isHttp)
      const route = routes[index] ?? null
      const told = route === null ? null : routesOf(route, (to, at) => vipName(to, at, true))
      return {
        filter_chain_match: {
          destination_port: port,
          ...(address === ''
            ? {}
            : { prefix_ranges: [{ address_prefix: address, prefix_len: 32 }] }),
        },
        filters: [isHttp ? httpTo(name, [], told) : tcpTo(name)],
      }
    }),
    usual: { filters: [tcpTo('BlackHoleCluster')] },
    makers: [...ports.map(({ service }) => service), ...routes],
  })
  const terminate = listener({
    ...{ name: 'connect_terminate', address: '0.0.0.0', port: 15_008, direction: 'UNSPECIFIED' },
    chains: [{ filters: [httpTo('main_internal', [])] }],
    makers: [],
  })
  return [terminate, inside]
}

/** How the cluster of a service that a waypoint serves is called. */
export function vipName(host: string, port: number, isHttp: boolean): string {
  return `inbound-vip|${port}|${isHttp ? 'http' : 'tcp'}|${host}`
}

interface ListenerParts {
  readonly name: string
  readonly address: string // '' for one within the proxy
  readonly port: number
  readonly direction: string
  readonly chains: readonly Json[]
  readonly usual?: Json
  readonly makers: readonly (KubeObject | null)[]
}

function listener(parts: ListenerParts): LabListener {
  const { name, address, port, direction, chains, usual, makers } = parts
  return {
    name,
    makers,
    config: {
      '@type': types.listener,
      name,
      ...(address === ''
        ? { internal_listener: {} }
        : { address: { socket_address: { address, port_value: port } } }),
      filter_chains: chains,
      ...(usual === undefined ? {} : { default_filter_chain: usual }),
      traffic_direction: direction,
    },
  }
}

function tcpTo(cluster: string): Json {
  return {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: { '@type': types.tcp, stat_prefix: cluster, cluster },
  }
}

function httpByRoutes(route: string): Json {
  return manager({ rds: { config_source: { ads: {} }, route_config_name: route } }, [])
}

function httpTo(
  cluster: string,
  policies: readonly KubeObject[],
  told: readonly Json[] | null = null,
): Json {
  const routes = told ?? [
    { name: 'default', match: { prefix: '/' }, route: { cluster, timeout: '0s' } },
  ]
  const hosts = [{ name: `inbound|http|${cluster}`, domains: ['*'], routes }]
  return manager({ route_config: { name: cluster, virtual_hosts: hosts } }, policies)
}

function manager(routing: Json, policies: readonly KubeObject[]): Json {
  const router = { name: 'envoy.filters.http.router', typed_config: { '@type': types.router } }
  const byAction = Map.groupBy(policies, ({ spec }) => stringAt(spec, 'action') || 'ALLOW')
  const rbac = [...byAction].map(([action, some]) => ({
    name: 'envoy.filters.http.rbac',
    typed_config: {
      '@type': types.rbac,
      rules: { action, policies: Object.fromEntries(some.flatMap(rulesOf)) },
    },
  }))
  return {
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: { '@type': types.http, ...routing, http_filters: [...rbac, router] },
  }
}

function rulesOf({ metadata, spec }: KubeObject): [string, Json][] {
  return listAt(spec, 'rules').map((_rule, index) => [
    `ns[${metadata.namespace ?? ''}]-policy[${metadata.name}]-rule[${index}]`,
    { permissions: [{ any: true }], principals: [{ any: true }] },
  ])
}
