import type { KubeObject } from '../../../seams.ts'
import { listAt, recordAt, stringAt, stringsOf } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import type { Authority } from '../../../certificates.ts'
import { selects } from '../../../world/traffic/rules/text-match.ts'
import {
  inboundClusters,
  outboundClusters,
  ownClusters,
  targetPortOf,
  type LabCluster,
} from './clusters.ts'
import {
  gatewayListeners,
  sidecarListeners,
  vipName,
  waypointListeners,
  type LabListener,
  type ServedPort,
} from './listeners.ts'
import type { Registry, ServicePort } from './registry.ts'
import { routeBeside } from './service-routes.ts'
import { gatewayRoutes, sidecarRoutes, type LabRoutes } from './routes.ts'

export type ProxyKind = 'sidecar' | 'gateway' | 'waypoint'

/** All that one proxy is told. */
export interface ProxyConfig {
  readonly clusters: readonly LabCluster[]
  readonly listeners: readonly LabListener[]
  readonly routes: readonly LabRoutes[]
}

export function configOf(registry: Registry, pod: KubeObject, kind: ProxyKind): ProxyConfig {
  const from = pod.metadata.namespace ?? ''
  const outside = [...outboundClusters(registry, from), ...ownClusters]
  if (kind === 'gateway') {
    const { served, routes } = servedBy(registry, pod)
    return { clusters: outside, listeners: gatewayListeners(served), routes }
  }
  if (kind === 'waypoint') {
    const ports = waypointPorts(registry, pod)
    return {
      clusters: [
        ...withTargets(registry, ports).map((port) => vipCluster(registry, port)),
        ...ownClusters,
      ],
      listeners: waypointListeners(registry, ports),
      routes: [],
    }
  }
  return {
    clusters: [...inboundClusters(registry, pod), ...outside],
    listeners: sidecarListeners(registry, pod),
    routes: sidecarRoutes(registry),
  }
}

/** The servers of the Gateways that select the pod. */
function servedBy(
  registry: Registry,
  pod: KubeObject,
): { readonly served: readonly ServedPort[]; readonly routes: readonly LabRoutes[] } {
  const gateways = registry.objects
    .list('Gateway.networking.istio.io')
    .filter(({ spec }) => selects(stringsOf(recordAt(spec, 'selector')), pod.metadata.labels ?? {}))
  const found = gateways.flatMap((gateway) =>
    listAt(gateway.spec, 'servers').map((server) => {
      const { name, namespace = '' } = gateway.metadata
      const port = recordAt(server, 'port')
      const number = Number(port['number'] ?? 0)
      const isSecured = Object.keys(recordAt(server, 'tls')).length > 0
      const target = targetOf(registry, pod, number)
      const route = isSecured
        ? `https.${number}.${stringAt(port, 'name')}.${name}.${namespace}`
        : `http.${target}`
      const serverNames = isSecured ? listAt(server, 'hosts').map(String) : []
      return {
        served: { port: target, route, serverNames, makers: [gateway] },
        routes: gatewayRoutes(registry, {
          ...{ gateway: `${namespace}/${name}`, port: number, name: route },
        }),
      }
    }),
  )
  const byRoute = new Map(found.map((one) => [one.served.route, one]))
  return {
    served: [...byRoute.values()].map(({ served }) => served),
    routes: [...Map.groupBy(found, ({ routes }) => routes.name).values()].flatMap((same) =>
      mergeRoutes(same.map(({ routes }) => routes)),
    ),
  }
}

/** Gateways on one port share one configuration. */
function mergeRoutes(same: readonly LabRoutes[]): readonly LabRoutes[] {
  const [first] = same
  if (first === undefined) return []
  const hosts = same.flatMap(({ config }) => listAt(config, 'virtual_hosts'))
  const makers = same.flatMap((one) => one.makers)
  return [{ name: first.name, makers, config: { ...first.config, virtual_hosts: hosts } }]
}

/** The port of the pod behind the port of its service. */
function targetOf(registry: Registry, pod: KubeObject, port: number): number {
  const found = registry.ports.find(
    (one) => one.port === port && registry.podsOf(one.service).includes(pod),
  )
  return found === undefined ? port : targetPortOf(found.service, port)
}

const useWaypoint = 'istio.io/use-waypoint'

function waypointPorts(registry: Registry, { metadata }: KubeObject): readonly ServicePort[] {
  const name = metadata.labels?.['gateway.networking.k8s.io/gateway-name'] ?? ''
  const namespaces = new Map(
    registry.objects
      .list('Namespace')
      .map((one) => [one.metadata.name, one.metadata.labels?.[useWaypoint]]),
  )
  return registry.ports.filter(({ service, namespace }) => {
    const asked = service.metadata.labels?.[useWaypoint] ?? namespaces.get(namespace)
    return namespace === metadata.namespace && asked === name
  })
}

/** Those that it serves, and those to which its routes lead. */
function withTargets(registry: Registry, ports: readonly ServicePort[]): readonly ServicePort[] {
  const named = ports.flatMap((port) =>
    listAt(routeBeside(registry, port)?.spec, 'rules')
      .flatMap((rule) => listAt(rule, 'backendRefs'))
      .map((ref) => `${stringAt(ref, 'namespace') || port.namespace}/${stringAt(ref, 'name')}`),
  )
  const isTarget = ({ namespace, name }: ServicePort): boolean =>
    named.includes(`${namespace}/${name}`)
  return registry.ports.filter((port) => ports.includes(port) || isTarget(port))
}

function vipCluster(registry: Registry, port: ServicePort): LabCluster {
  const name = vipName(port.host, port.port, port.isHttp)
  const target = targetPortOf(port.service, port.port)
  const { host, namespace } = port
  return {
    name,
    makers: [port.service],
    hosts: registry.podsOf(port.service).map((pod) => ({ pod, port: target })),
    isStatic: false,
    config: {
      '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
      name,
      type: 'EDS',
      connect_timeout: '2s',
      metadata: {
        filter_metadata: { istio: { services: [{ host, name: port.name, namespace }] } },
      },
    },
  }
}

/** `/config_dump`: what the proxy was told, in Envoy's own words. */
export function writeDump(
  { clusters, listeners, routes }: ProxyConfig,
  at: {
    readonly registry: Registry
    readonly bootstrap: Json
    readonly startedAt: string
    readonly secrets: readonly Json[]
  },
): Json {
  const { versionOf } = at.registry
  const admin = 'type.googleapis.com/envoy.admin.v3.'
  const fixed = { last_updated: at.startedAt }
  return {
    configs: [
      { '@type': `${admin}BootstrapConfigDump`, bootstrap: at.bootstrap, ...fixed },
      {
        '@type': `${admin}ClustersConfigDump`,
        version_info: versionOf(clusters.flatMap(({ makers }) => makers)).version_info,
        static_clusters: clusters
          .filter(({ isStatic }) => isStatic)
          .map(({ config }) => ({ cluster: config, ...fixed })),
        dynamic_active_clusters: clusters
          .filter(({ isStatic }) => !isStatic)
          .map(({ config, makers }) => ({ ...versionOf(makers), cluster: config })),
      },
      {
        '@type': `${admin}ListenersConfigDump`,
        version_info: versionOf(listeners.flatMap(({ makers }) => makers)).version_info,
        dynamic_listeners: listeners.map(({ name, config, makers }) => ({
          name,
          active_state: { ...versionOf(makers), listener: config },
        })),
      },
      {
        '@type': `${admin}RoutesConfigDump`,
        static_route_configs: inlineRoutes(listeners).map((config) => ({
          route_config: config,
          ...fixed,
        })),
        dynamic_route_configs: routes.map(({ config, makers }) => ({
          ...versionOf(makers),
          route_config: config,
        })),
      },
      { '@type': `${admin}SecretsConfigDump`, dynamic_active_secrets: at.secrets },
    ],
  }
}

/** Envoy names those that stand within listeners among the static ones. */
function inlineRoutes(listeners: readonly LabListener[]): readonly Json[] {
  return listeners
    .flatMap(({ config }) => [
      ...listAt(config, 'filter_chains'),
      recordAt(config, 'default_filter_chain'),
    ])
    .flatMap((chain) => listAt(chain, 'filters'))
    .map((filter) => recordAt(recordAt(filter, 'typed_config'), 'route_config'))
    .filter((route) => Object.keys(route).length > 0)
}

const dayMs = 86_400_000

/** The proxy's own certificate of a day, and the authority that it trusts. */
export function secretsOf(pod: KubeObject, authority: Authority, nowMs: number): readonly Json[] {
  const account = stringAt(pod.spec, 'serviceAccountName') || 'default'
  const fromMs = Math.floor(nowMs / (dayMs / 2)) * (dayMs / 2)
  const uri = `spiffe://cluster.local/ns/${pod.metadata.namespace ?? ''}/sa/${account}`
  const own = authority.issue({ uri, fromMs: fromMs - 120_000, toMs: fromMs + dayMs })
  const last_updated = new Date(fromMs).toISOString()
  const bytes = (text: string): Json => ({ inline_bytes: Buffer.from(text).toString('base64') })
  const type = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret'
  const version_info = String(fromMs)
  return [
    {
      ...{ name: 'default', version_info, last_updated },
      secret: {
        ...{ '@type': type, name: 'default' },
        // Envoy itself writes this for a key.
        tls_certificate: { certificate_chain: bytes(own.pem), private_key: bytes('[redacted]') },
      },
    },
    {
      ...{ name: 'ROOTCA', version_info, last_updated },
      secret: {
        ...{ '@type': type, name: 'ROOTCA' },
        validation_context: { trusted_ca: bytes(authority.pem) },
      },
    },
  ]
}
