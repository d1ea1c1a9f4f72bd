import type { KubeObject } from '../../../seams.ts'
import { listAt, numberAt, recordAt, stringAt } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import { markOf, subsetsOf, type Registry, type ServicePort } from './registry.ts'

const clusterType = 'type.googleapis.com/envoy.config.cluster.v3.Cluster'
const upstreamTls =
  'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext'

/** A cluster of a proxy, with the pods behind it. */
export interface LabCluster {
  readonly name: string
  readonly config: Json
  readonly makers: readonly (KubeObject | null)[]
  readonly hosts: readonly { readonly pod: KubeObject | null; readonly port: number }[]
  readonly isStatic: boolean
}

/** What a proxy may call: each port of each service, and each subset of it. */
export function outboundClusters(registry: Registry, from: string): readonly LabCluster[] {
  return [
    ...registry.ports.flatMap((port) => clustersOf(registry, port, from)),
    special('BlackHoleCluster', 'STATIC'),
    special('PassthroughCluster', 'ORIGINAL_DST'),
  ]
}

function clustersOf(registry: Registry, port: ServicePort, from: string): readonly LabCluster[] {
  const { service, host, port: number } = port
  const rule = registry.destinationRule(host, from)
  const whole = { name: '', labels: {} }
  return [whole, ...subsetsOf(rule)].map(({ name: subset, labels }) => {
    const name = `outbound|${number}|${subset}|${host}`
    const target = targetPortOf(service, number)
    return {
      name,
      makers: [service, rule],
      hosts: registry.podsOf(service, labels).map((pod) => ({ pod, port: target })),
      isStatic: false,
      config: {
        '@type': clusterType,
        name,
        type: 'EDS',
        eds_cluster_config: {
          eds_config: { ads: {}, initial_fetch_timeout: '0s', resource_api_version: 'V3' },
          service_name: name,
        },
        connect_timeout: '10s',
        lb_policy: 'LEAST_REQUEST',
        ...policyOf(rule, subset),
        ...securedBy(rule, port),
        metadata: {
          filter_metadata: {
            istio: {
              ...(rule === null ? {} : markOf(rule)),
              ...(subset === '' ? {} : { subset }),
              services: [{ host, name: port.name, namespace: port.namespace }],
            },
          },
        },
      },
    }
  })
}

/** What a DestinationRule says of connections and of hosts that fail. */
function policyOf(rule: KubeObject | null, subset: string): Json {
  const own = listAt(rule?.spec, 'subsets').find((one) => stringAt(one, 'name') === subset)
  const policy = { ...recordAt(rule?.spec, 'trafficPolicy'), ...recordAt(own, 'trafficPolicy') }
  const pool = recordAt(policy, 'connectionPool')
  const connections = numberAt(recordAt(pool, 'tcp'), 'maxConnections')
  const requests = numberAt(recordAt(pool, 'http'), 'http2MaxRequests')
  const detection = recordAt(policy, 'outlierDetection')
  const errors = numberAt(detection, 'consecutive5xxErrors')
  const interval = stringAt(detection, 'interval')
  return {
    circuit_breakers: {
      thresholds: [
        {
          max_connections: connections ?? 4_294_967_295,
          max_pending_requests: 4_294_967_295,
          max_requests: requests ?? 4_294_967_295,
        },
      ],
    },
    ...(errors === null
      ? {}
      : {
          outlier_detection: {
            consecutive_5xx: errors,
            ...(interval === '' ? {} : { interval }),
          },
        }),
  }
}

/** Mutual TLS where the other side takes it, unless a rule says how. */
function securedBy(rule: KubeObject | null, { host, port, namespace }: ServicePort): Json {
  const mode = stringAt(recordAt(recordAt(rule?.spec, 'trafficPolicy'), 'tls'), 'mode')
  if (mode === 'DISABLE') return {}
  const secrets = [{ name: 'default', sds_config: { ads: {} } }]
  const socket = {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': upstreamTls,
      common_tls_context: {
        ...(mode === 'SIMPLE' ? {} : { tls_certificate_sds_secret_configs: secrets }),
        combined_validation_context: {
          default_validation_context: {
            match_typed_subject_alt_names: [
              { san_type: 'URI', matcher: { prefix: `spiffe://cluster.local/ns/${namespace}/` } },
            ],
          },
          validation_context_sds_secret_config: { name: 'ROOTCA', sds_config: { ads: {} } },
        },
      },
      sni: `outbound_.${port}_._.${host}`,
    },
  }
  if (mode !== '') return { transport_socket: socket }
  const plain = { name: 'envoy.transport_sockets.raw_buffer' }
  return {
    transport_socket_matches: [
      { name: 'tlsMode-istio', match: { tlsMode: 'istio' }, transport_socket: socket },
      { name: 'tlsMode-disabled', match: {}, transport_socket: plain },
    ],
  }
}

/** What a pod answers: each port of it that a service leads to. */
export function inboundClusters(registry: Registry, pod: KubeObject): readonly LabCluster[] {
  const served = Map.groupBy(
    registry.ports.filter(({ service }) => registry.podsOf(service).includes(pod)),
    ({ service, port }) => targetPortOf(service, port),
  )
  const clusters = [...served].map(([port, services]): LabCluster => {
    const name = `inbound|${port}||`
    return {
      name,
      makers: services.map(({ service }) => service),
      hosts: [{ pod, port }],
      isStatic: false,
      config: {
        '@type': clusterType,
        name,
        type: 'ORIGINAL_DST',
        connect_timeout: '10s',
        lb_policy: 'CLUSTER_PROVIDED',
        metadata: {
          filter_metadata: {
            istio: {
              services: services.map(({ host, name: service, namespace }) => ({
                ...{ host, name: service, namespace },
              })),
            },
          },
        },
      },
    }
  })
  return [...clusters, special('InboundPassthroughCluster', 'ORIGINAL_DST')]
}

/** Of the first configuration: what the proxy itself needs. */
export const ownClusters: readonly LabCluster[] = [
  { ...special('prometheus_stats', 'STATIC'), isStatic: true },
  { ...special('agent', 'STATIC'), isStatic: true },
  { ...special('sds-grpc', 'STATIC'), isStatic: true },
  { ...special('xds-grpc', 'STATIC'), isStatic: true },
]

function special(name: string, type: string): LabCluster {
  const config = { '@type': clusterType, name, type, connect_timeout: '10s' }
  return { name, config, makers: [], hosts: [], isStatic: false }
}

export function targetPortOf({ spec }: KubeObject, port: number): number {
  const found = listAt(spec, 'ports').find((one) => numberAt(one, 'port') === port)
  return numberAt(found, 'targetPort') ?? port
}
