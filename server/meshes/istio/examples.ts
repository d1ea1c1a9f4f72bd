import type { KindKey } from '../../seams/kube-object.ts'

type Example = Readonly<Record<string, unknown>>

const labels = { app: 'my-app' }

/** What objects of each kind look like in the simplest case that does something. */
export const examples: ReadonlyMap<KindKey, Example> = new Map<KindKey, Example>([
  [
    'networking.istio.io/VirtualService',
    {
      spec: {
        hosts: ['my-service'],
        http: [{ route: [{ destination: { host: 'my-service' } }] }],
      },
    },
  ],
  [
    'networking.istio.io/DestinationRule',
    {
      spec: {
        host: 'my-service',
        subsets: [{ name: 'v1', labels: { version: 'v1' } }],
      },
    },
  ],
  [
    'networking.istio.io/Gateway',
    {
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['www.example.com'] },
        ],
      },
    },
  ],
  [
    'networking.istio.io/ServiceEntry',
    {
      spec: {
        hosts: ['api.example.com'],
        location: 'MESH_EXTERNAL',
        ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
        resolution: 'DNS',
      },
    },
  ],
  [
    'networking.istio.io/Sidecar',
    {
      spec: {
        workloadSelector: { labels },
        egress: [{ hosts: ['./*', 'istio-system/*'] }],
      },
    },
  ],
  [
    'networking.istio.io/WorkloadEntry',
    { spec: { address: '192.0.2.10', labels, serviceAccount: 'my-account' } },
  ],
  [
    'networking.istio.io/WorkloadGroup',
    { spec: { metadata: { labels }, template: { serviceAccount: 'my-account' } } },
  ],
  ['security.istio.io/PeerAuthentication', { spec: { mtls: { mode: 'STRICT' } } }],
  [
    'security.istio.io/AuthorizationPolicy',
    {
      spec: {
        selector: { matchLabels: labels },
        action: 'ALLOW',
        rules: [
          {
            from: [{ source: { principals: ['cluster.local/ns/my-namespace/sa/my-account'] } }],
            to: [{ operation: { methods: ['GET'] } }],
          },
        ],
      },
    },
  ],
  [
    'security.istio.io/RequestAuthentication',
    {
      spec: {
        selector: { matchLabels: labels },
        jwtRules: [
          {
            issuer: 'https://issuer.example.com',
            jwksUri: 'https://issuer.example.com/.well-known/jwks.json',
          },
        ],
      },
    },
  ],
  ['telemetry.istio.io/Telemetry', { spec: { tracing: [{ randomSamplingPercentage: 1 }] } }],
  [
    'networking.istio.io/EnvoyFilter',
    { spec: { workloadSelector: { labels }, configPatches: [] } },
  ],
  [
    'extensions.istio.io/WasmPlugin',
    {
      spec: { selector: { matchLabels: labels }, url: 'oci://registry.example.com/my-plugin:1.0' },
    },
  ],
])
