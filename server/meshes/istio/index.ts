import type { Mesh } from '../../seams/mesh.ts'
import { charts } from './charts/index.ts'
import { logs } from './access-logs/logs.ts'
import { proxies } from './proxy/index.ts'
import { readConfig } from './config.ts'
import { clusterNameOf, detect, lookedFor } from './detect.ts'
import { readReferences } from './references.ts'
import { examples } from './examples.ts'
import { parts } from './parts/index.ts'
import { istioRules } from './rules/index.ts'
import { telemetry } from './telemetry.ts'

/** Istio, with sidecars or in ambient mode. */
export const istio: Mesh = {
  id: 'istio',
  name: 'Istio',
  telemetry,
  charts,
  logs,
  proxies,
  parts,
  needs: {
    apiGroups: [
      'networking.istio.io',
      'security.istio.io',
      'telemetry.istio.io',
      'extensions.istio.io',
      'gateway.networking.k8s.io',
    ],
    annotationPrefixes: [
      'istio.io/',
      'istio-injection', // a label of namespaces, shown beside them
      'sidecar.istio.io/',
      'ambient.istio.io/',
      'networking.istio.io/',
      'traffic.sidecar.istio.io/',
      'topology.istio.io/',
      'status.sidecar.istio.io/',
      'readiness.status.sidecar.istio.io/',
      'proxy.istio.io/',
      'inject.istio.io/',
      'alpha.istio.io/',
      'galley.istio.io/', // what people have let be for istioctl
      'linkerd.io/inject', // a second sidecar in the pod
    ],
    envNames: [
      'CLUSTER_ID',
      'REVISION',
      'PILOT_ENABLE_AMBIENT',
      'ISTIO_META_CLUSTER_ID',
      'BLOCKED_CIDRS_IN_JWKS_URIS',
      'SHARED_MESH_CONFIG',
    ],
  },
  detect,
  clusterNameOf,
  lookedFor,
  readConfig,
  rules: istioRules,
  examples,
  readReferences,
}
