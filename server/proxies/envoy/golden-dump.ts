import { generateKeyPairSync } from 'node:crypto'

/** A small dump with one of each thing, in Envoy's own words: what tests read and fuzz. */

const admin = 'type.googleapis.com/envoy.admin.v3.'
const updated = '2026-01-05T10:00:00.000Z'

/** Valid from 2025-01-02 to 2025-01-03. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBRzCB7aADAgECAgkBP/Bi9QxogeMwCgYIKoZIzj0EAwIwGDEWMBQGA1UECgwN
Y2x1c3Rlci5sb2NhbDAeFw0yNTAxMDIwMDAwMDBaFw0yNTAxMDMwMDAwMDBaMAAw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATeoqCDEasopx2JAX61BG5QNYAq0DGj
dI5WnjJ15+cGgC436su7YuqyaFjPMwZ7twCqyniriZYlDUbQnc0p89N4ozgwNjA0
BgNVHREBAf8EKjAohiZzcGlmZmU6Ly9jbHVzdGVyLmxvY2FsL25zL3Nob3Avc2Ev
Y2FydDAKBggqhkjOPQQDAgNJADBGAiEA8kwbGgSOi2/r//Cbsvt4BzLQKTNhywnH
YDB0ZdAULpECIQCZe1EpObpYbKOT0ZfU77u652PLWvTPKwL4V8GpdI9WCQ==
-----END CERTIFICATE-----
`

/** Nobody's: another one each time. */
export const privateKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

const base64 = (text: string): string => Buffer.from(text).toString('base64')

export const reviewsCluster = {
  '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
  name: 'outbound|9080|v1|reviews.shop.svc.cluster.local',
  type: 'EDS',
  connect_timeout: '10s',
  transport_socket: {
    typed_config: {
      common_tls_context: { tls_certificate_sds_secret_configs: [{ name: 'default' }] },
    },
  },
  metadata: { filter_metadata: { mesh: { made: 'of a rule' } } },
}

export const goldenDump = {
  configs: [
    {
      '@type': `${admin}BootstrapConfigDump`,
      bootstrap: { node: { id: 'sidecar~10.0.0.1~cart.shop' } },
    },
    {
      '@type': `${admin}ClustersConfigDump`,
      version_info: '7',
      static_clusters: [
        { cluster: { name: 'agent', type: 'STATIC' }, last_updated: '2026-01-01T00:00:00Z' },
      ],
      dynamic_active_clusters: [
        { version_info: '7', cluster: reviewsCluster, last_updated: updated },
      ],
      dynamic_warming_clusters: [
        {
          version_info: '8',
          cluster: { name: 'outbound|80||new.shop.svc.cluster.local', type: 'STRICT_DNS' },
          last_updated: updated,
          error_state: { details: 'no such secret', failed_configuration: { name: 'new' } },
        },
      ],
    },
    {
      '@type': `${admin}ListenersConfigDump`,
      dynamic_listeners: [
        {
          name: 'virtualInbound',
          active_state: {
            version_info: '7',
            last_updated: updated,
            listener: {
              name: 'virtualInbound',
              address: { socket_address: { address: '0.0.0.0', port_value: 15_006 } },
              traffic_direction: 'INBOUND',
              filter_chains: [
                {
                  filter_chain_match: {
                    destination_port: 9080,
                    transport_protocol: 'tls',
                    server_names: ['cart.example.com'],
                    prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }],
                  },
                  filters: [
                    {
                      name: 'http',
                      typed_config: {
                        '@type': 'x.HttpConnectionManager',
                        rds: { route_config_name: '9080' },
                        http_filters: [
                          {
                            name: 'rbac',
                            typed_config: {
                              '@type': 'x.RBAC',
                              rules: { policies: { 'rule-of-cart': {} } },
                            },
                          },
                        ],
                      },
                    },
                  ],
                },
                {
                  filters: [
                    {
                      name: 'tcp',
                      typed_config: {
                        '@type': 'x.TcpProxy',
                        weighted_clusters: {
                          clusters: [
                            { name: 'a', weight: 3 },
                            { name: 'b', weight: 1 },
                          ],
                        },
                      },
                    },
                  ],
                },
              ],
              default_filter_chain: {
                filters: [
                  {
                    name: 'http',
                    typed_config: {
                      '@type': 'x.HttpConnectionManager',
                      route_config: {
                        name: 'inside',
                        virtual_hosts: [
                          { routes: [{ match: { prefix: '/' }, route: { cluster: 'agent' } }] },
                        ],
                      },
                    },
                  },
                ],
              },
            },
          },
        },
      ],
    },
    {
      '@type': `${admin}RoutesConfigDump`,
      dynamic_route_configs: [
        {
          version_info: '7',
          last_updated: updated,
          route_config: {
            name: '9080',
            virtual_hosts: [
              {
                name: 'reviews.shop.svc.cluster.local:9080',
                domains: ['10.96.0.9', 'reviews'],
                routes: [
                  {
                    name: 'jason',
                    match: {
                      path_separated_prefix: '/api',
                      headers: [
                        { name: 'end-user', string_match: { exact: 'jason' } },
                        { name: 'x-old', present_match: true, invert_match: true },
                      ],
                      query_parameters: [{ name: 'page', string_match: { prefix: '2' } }],
                    },
                    route: {
                      weighted_clusters: {
                        clusters: [
                          { name: 'v1', weight: 90 },
                          { name: 'v2', weight: 10 },
                        ],
                      },
                    },
                  },
                  {
                    match: { path: '/old' },
                    redirect: { https_redirect: true, path_redirect: '/' },
                  },
                  {
                    match: { safe_regex: { regex: '.*[.]php' } },
                    direct_response: { status: 404 },
                  },
                ],
              },
              { name: 'blackhole:80', domains: ['*'] },
            ],
          },
        },
      ],
    },
    {
      '@type': `${admin}SecretsConfigDump`,
      dynamic_active_secrets: [
        {
          name: 'default',
          version_info: '3',
          last_updated: updated,
          secret: {
            name: 'default',
            tls_certificate: {
              certificate_chain: { inline_bytes: base64(certificate) },
              private_key: { inline_bytes: base64(privateKey) },
            },
          },
        },
      ],
      dynamic_warming_secrets: [
        { name: 'ROOTCA', secret: { name: 'ROOTCA', validation_context: { trusted_ca: {} } } },
      ],
    },
  ],
}

export const goldenHosts = {
  cluster_statuses: [
    {
      name: 'outbound|9080|v1|reviews.shop.svc.cluster.local',
      host_statuses: [
        {
          address: { socket_address: { address: '10.0.0.2', port_value: 9080 } },
          stats: [{ name: 'rq_total', value: '12' }, { name: 'rq_error' }],
          health_status: { eds_health_status: 'HEALTHY' },
          weight: 2,
          locality: { region: 'west', zone: 'a' },
        },
        {
          address: { socket_address: { address: '10.0.0.3', port_value: 9080 } },
          health_status: { failed_outlier_check: true, eds_health_status: 'HEALTHY' },
          priority: 1,
        },
        {
          address: { pipe: { path: '/var/run/socket' } },
          health_status: { eds_health_status: 'DRAINING' },
        },
      ],
    },
  ],
}

export const goldenStats = {
  stats: [
    { name: 'server.live', value: 1 },
    { name: 'server.version_text', value: '1.40' },
    {
      histograms: {
        supported_quantiles: [0, 50, 99],
        computed_quantiles: [
          {
            name: 'upstream_rq_time',
            values: [
              { interval: null, cumulative: 1 },
              { interval: null, cumulative: 4 },
              { interval: null, cumulative: 9.5 },
            ],
          },
        ],
      },
    },
  ],
}
