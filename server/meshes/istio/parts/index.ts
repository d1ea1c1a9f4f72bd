import type { FigureAsk, FigureQuery, MeshParts } from '../../../seams/mesh-parts.ts'
import { settingsPlaceOf } from '../access-logs/proxies.ts'
import { mtlsOfMesh } from '../config/policies.ts'
import { rateOf, sumBy } from '../promql.ts'
import { skewOf } from '../versions.ts'
import { mergeSettings } from './merge-settings.ts'
import { readSettings } from './settings.ts'
import { survey } from './survey.ts'

const charts = {
  controlPlane: { dashboard: 'istiod', charts: ['convergence', 'connections', 'cpu', 'memory'] },
  nodeProxy: { dashboard: 'ztunnel', charts: ['proxies', 'cpu', 'memory'] },
} as const

/**
 * Gateway API in its standard channel is installed beside Istio, which uses it where it is there.
 *
 * @see https://istio.io/latest/docs/reference/config/ and
 *   https://gateway-api.sigs.k8s.io/concepts/versioning/
 */
const kinds = {
  own: [
    ...['VirtualService', 'DestinationRule', 'Gateway', 'ServiceEntry', 'Sidecar'].map(ofTraffic),
    ...['WorkloadEntry', 'WorkloadGroup', 'EnvoyFilter', 'ProxyConfig'].map(ofTraffic),
    'security.istio.io/AuthorizationPolicy',
    'security.istio.io/PeerAuthentication',
    'security.istio.io/RequestAuthentication',
    'telemetry.istio.io/Telemetry',
    'extensions.istio.io/WasmPlugin',
  ],
  shared: ['GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'ReferenceGrant'].map(
    (kind) => `gateway.networking.k8s.io/${kind}`,
  ),
} as const

/** What Istio consists of. */
export const parts: MeshParts = {
  survey,
  skewOf,
  mtlsOfMesh,
  figures,
  chartsOf: (role) => (role === 'controlPlane' || role === 'nodeProxy' ? charts[role] : null),
  kinds,
  rootCertificate: { configMap: 'istio-ca-root-cert', key: 'root-cert.pem' },
  settingsOf: settingsPlaceOf,
  sharedSettingsOf: ({ namespace, env }) => {
    const name = env['SHARED_MESH_CONFIG'] ?? ''
    return name === '' ? null : { namespace, name }
  },
  settingsKey: 'mesh',
  mergeSettings,
  signingSecrets: ['cacerts', 'istio-ca-secret'],
  readSettings,
  tags: {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingWebhookConfiguration',
    labelSelector: 'istio.io/rev',
  },
  readTag: ({ metadata: { labels = {} } }) => {
    const { 'istio.io/tag': tag = '', 'istio.io/rev': revision = '' } = labels
    return revision === '' ? null : { tag: tag === '' ? null : tag, revision }
  },
}

function ofTraffic(kind: string): string {
  return `networking.istio.io/${kind}`
}

/** Quantiles of several pods cannot be put together: each tells its own. */
function figures({ namespaceLabel, podLabel, windowSeconds }: FigureAsk): readonly FigureQuery[] {
  const by = [namespaceLabel, podLabel]
  const buckets = rateOf('pilot_proxy_convergence_time_bucket', windowSeconds, [])
  const rejects = rateOf('pilot_total_xds_rejects', windowSeconds, [])
  return [
    { figure: 'connected', promql: sumBy(by, 'pilot_xds') },
    {
      figure: 'convergenceP99Seconds',
      promql: `histogram_quantile(0.99, ${sumBy([...by, 'le'], buckets)})`,
    },
    { figure: 'rejectsPerSecond', promql: sumBy(by, rejects) },
  ]
}
