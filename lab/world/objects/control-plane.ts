import { readFileSync } from 'node:fs'
import { canary, canaryTag } from '../../revisions.ts'
import type { KubeObject } from '../../seams.ts'

const namespace = 'istio-system'

const meshConfig = `accessLogFile: /dev/stdout
defaultConfig:
  discoveryAddress: istiod.istio-system.svc:15012
  tracing:
    sampling: 100
    zipkin:
      address: zipkin.istio-system:9411
defaultProviders:
  metrics:
  - prometheus
enablePrometheusMerge: true
enableTracing: true
extensionProviders:
- name: jaeger
  opentelemetry:
    port: 4317
    service: jaeger-collector.istio-system.svc.cluster.local
outboundTrafficPolicy:
  mode: ALLOW_ANY
rootNamespace: istio-system
trustDomain: cluster.local
`

/** What everybody in the mesh trusts; nobody has the key any more. */
const rootCertificate = readFileSync(new URL('config/root-cert.pem', import.meta.url), 'utf8')

/** What an installation leaves in its own namespace beside the workloads. */
export function buildControlPlane(): readonly KubeObject[] {
  return [
    configMap('istio', { mesh: meshConfig, meshNetworks: 'networks: {}' }),
    configMap('istio-sidecar-injector', { values: '{"revision":"default"}' }),
    configMap(`istio-${canary}`, { mesh: meshConfig, meshNetworks: 'networks: {}' }, canary),
    configMap(`istio-sidecar-injector-${canary}`, { values: `{"revision":"${canary}"}` }, canary),
    configMap('istio-ca-root-cert', { 'root-cert.pem': rootCertificate }),
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'mesh-default', namespace },
      spec: {
        accessLogging: [{ providers: [{ name: 'envoy' }] }],
        tracing: [{ providers: [{ name: 'jaeger' }], randomSamplingPercentage: 100 }],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace },
      spec: { mtls: { mode: 'PERMISSIVE' } },
    },
    gatewayClass('istio', 'istio.io/gateway-controller'),
    gatewayClass('istio-remote', 'istio.io/unmanaged-gateway'),
    gatewayClass('istio-waypoint', 'istio.io/mesh-controller'),
    webhook(
      'MutatingWebhookConfiguration',
      { name: 'istio-sidecar-injector', hook: 'sidecar-injector.istio.io' },
      { app: 'istiod', 'istio.io/rev': 'default' },
    ),
    webhook(
      'MutatingWebhookConfiguration',
      {
        name: `istio-revision-tag-${canaryTag}-${namespace}`,
        hook: 'rev.object.sidecar-injector.istio.io',
      },
      { app: 'sidecar-injector', 'istio.io/rev': canary, 'istio.io/tag': canaryTag },
    ),
    webhook(
      'ValidatingWebhookConfiguration',
      { name: 'istio-validator-istio-system', hook: 'rev.validation.istio.io' },
      { app: 'istiod', 'istio.io/rev': 'default' },
    ),
  ]
}

type Texts = Readonly<Record<string, string>>

function configMap(name: string, data: Texts, revision = 'default'): KubeObject {
  const labels = { 'istio.io/rev': revision, release: 'istio' }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data }
}

function gatewayClass(name: string, controllerName: string): KubeObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name },
    spec: { controllerName, description: `The ${name} class of the mesh` },
    status: {
      conditions: [{ type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Handled' }],
    },
  }
}

function webhook(
  kind: string,
  { name, hook }: { readonly name: string; readonly hook: string },
  labels: Texts,
): KubeObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { name, labels },
    webhooks: [
      {
        name: hook,
        clientConfig: {
          service: { name: 'istiod', namespace, path: '/inject', port: 443 },
          caBundle: Buffer.from(rootCertificate).toString('base64'),
        },
        failurePolicy: 'Fail',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  }
}
