import type { KubeObject } from '../../seams.ts'
import { listAt, recordAt, stringsOf } from '../json.ts'
import type { Json } from '../json.ts'
import { revisionOf, versionByRevision, type Revision } from '../../revisions.ts'

const imageOf = (revision: Revision): string =>
  `docker.io/istio/proxyv2:${versionByRevision[revision]}`

export interface PodDraft {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: Json
}

/** What the injector and the ambient node agent do to a new pod, by the labels of namespace and pod. */
export function injectProxy(draft: PodDraft, namespace: KubeObject | null): PodDraft {
  const namespaceLabels = namespace?.metadata.labels ?? {}
  const hasProxy = [...listAt(draft.spec, 'containers'), ...listAt(draft.spec, 'initContainers')]
    .map((container) => recordAt({ container }, 'container')['name'])
    .includes('istio-proxy')
  if (!hasProxy && wantsSidecar(draft.labels, namespaceLabels))
    return withSidecar(draft, revisionOf(namespaceLabels['istio.io/rev']))
  if (!hasProxy && wantsAmbient(draft.labels, namespaceLabels)) {
    return { ...draft, annotations: { ...draft.annotations, ...capturedByAmbient } }
  }
  return draft
}

export const capturedByAmbient = { 'ambient.istio.io/redirection': 'enabled' }

export function wantsAmbient(
  podLabels: Readonly<Record<string, string>>,
  namespaceLabels: Readonly<Record<string, string>>,
): boolean {
  const mode = podLabels['istio.io/dataplane-mode'] ?? namespaceLabels['istio.io/dataplane-mode']
  return mode === 'ambient' && podLabels['gateway.istio.io/managed'] === undefined
}

function wantsSidecar(
  podLabels: Readonly<Record<string, string>>,
  namespaceLabels: Readonly<Record<string, string>>,
): boolean {
  const asked = podLabels['sidecar.istio.io/inject']
  if (asked !== undefined) return asked === 'true'
  const rule = namespaceLabels['istio-injection']
  return rule === undefined ? namespaceLabels['istio.io/rev'] !== undefined : rule === 'enabled'
}

function withSidecar(draft: PodDraft, revision: Revision): PodDraft {
  const proxyImage = imageOf(revision)
  const isNative = draft.annotations['sidecar.istio.io/nativeSidecar'] === 'true'
  const labels = stringsOf(draft.labels)
  const app = labels['app'] ?? 'unknown'
  const proxy = {
    name: 'istio-proxy',
    image: draft.annotations['sidecar.istio.io/proxyImage'] ?? proxyImage,
    args: ['proxy', 'sidecar', '--domain', '$(POD_NAMESPACE).svc.cluster.local'],
    ports: [{ containerPort: 15090, name: 'http-envoy-prom', protocol: 'TCP' }],
    env: [
      { name: 'ISTIO_META_CLUSTER_ID', value: 'Kubernetes' },
      { name: 'ISTIO_META_WORKLOAD_NAME', value: app },
      { name: 'ISTIO_META_MESH_ID', value: 'cluster.local' },
    ],
    ...(isNative ? { restartPolicy: 'Always' } : {}),
  }
  const setUp = { name: 'istio-init', image: proxyImage, args: ['istio-iptables', '-p', '15001'] }
  const before = listAt(draft.spec, 'initContainers')
  const containers = listAt(draft.spec, 'containers')
  const status = {
    initContainers: isNative ? ['istio-init', 'istio-proxy'] : ['istio-init'],
    containers: isNative ? null : ['istio-proxy'],
    volumes: ['workload-socket', 'istio-envoy', 'istio-data', 'istio-podinfo', 'istio-token'],
    imagePullSecrets: null,
    revision,
  }
  return {
    labels: {
      'security.istio.io/tlsMode': 'istio',
      'service.istio.io/canonical-name': app,
      'service.istio.io/canonical-revision': labels['version'] ?? 'latest',
      ...draft.labels,
    },
    annotations: {
      'kubectl.kubernetes.io/default-container': app,
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '15020',
      'prometheus.io/path': '/stats/prometheus',
      ...draft.annotations,
      'istio.io/rev': revision,
      'sidecar.istio.io/status': JSON.stringify(status),
    },
    spec: {
      ...draft.spec,
      initContainers: isNative ? [...before, setUp, proxy] : [...before, setUp],
      containers: isNative ? containers : [proxy, ...containers],
    },
  }
}
