import { createAuthority } from '../../lab/certificates.ts'

export const secretInBootstrap = 'hunter2-is-no-good-password'

const tls = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext'
const manager =
  'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'
const router = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router'
const cluster = 'outbound|9080|v1|reviews.shop.svc.cluster.local'
const rule = '/apis/networking.istio.io/v1/namespaces/shop/destination-rule/reviews'

/** What istiod would tell a sidecar, as a configuration of the beginning. */
export function configurationLikeIstio({ listen }: { readonly listen: number }): object {
  const atMs = Date.now() - 60_000
  const ca = createAuthority('cluster.local', atMs)
  const uri = 'spiffe://cluster.local/ns/shop/sa/caller'
  const own = ca.issue({ uri, fromMs: atMs, toMs: atMs + 3_600_000 })
  return {
    node: {
      id: 'sidecar~10.0.0.1~caller.shop~shop.svc.cluster.local',
      cluster: 'caller.shop',
      metadata: { password: secretInBootstrap },
    },
    static_resources: {
      clusters: [
        {
          name: cluster,
          type: 'STATIC',
          connect_timeout: '1s',
          load_assignment: {
            cluster_name: cluster,
            endpoints: [{ lb_endpoints: [{ endpoint: { address: socket('127.0.0.1', 9) } }] }],
          },
          transport_socket: {
            name: 'envoy.transport_sockets.tls',
            typed_config: {
              '@type': tls,
              common_tls_context: {
                tls_certificate_sds_secret_configs: [{ name: 'default' }],
                validation_context_sds_secret_config: { name: 'ROOTCA' },
              },
            },
          },
          metadata: { filter_metadata: { istio: { config: rule, subset: 'v1' } } },
        },
      ],
      listeners: [
        {
          name: '0.0.0.0_9080',
          address: socket('127.0.0.1', listen),
          traffic_direction: 'OUTBOUND',
          filter_chains: [{ filters: [httpManager()] }],
        },
      ],
      secrets: [
        {
          name: 'default',
          tls_certificate: {
            certificate_chain: { inline_string: own.pem },
            private_key: { inline_string: own.key },
          },
        },
        { name: 'ROOTCA', validation_context: { trusted_ca: { inline_string: ca.pem } } },
      ],
    },
  }
}

function socket(address: string, port: number): object {
  return { socket_address: { address, port_value: port } }
}

function httpManager(): object {
  return {
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: {
      '@type': manager,
      stat_prefix: 'outbound',
      http_filters: [{ name: 'envoy.filters.http.router', typed_config: { '@type': router } }],
      route_config: {
        name: '9080',
        virtual_hosts: [
          {
            name: 'reviews.shop.svc.cluster.local:9080',
            domains: ['reviews', 'reviews.shop.svc.cluster.local'],
            routes: [{ match: { prefix: '/reviews' }, route: { cluster } }],
          },
        ],
      },
    },
  }
}
