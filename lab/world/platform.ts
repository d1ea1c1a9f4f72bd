import { canary, versionByRevision } from '../revisions.ts'
import { aService, aWorkload, httpPort, tcpPort } from './building.ts'
import type { Topology, WorldPort, WorldWorkload } from './topology.ts'

export const istioVersion = versionByRevision.default
const namespace = 'istio-system'
const proxyImage = `docker.io/istio/proxyv2:${istioVersion}`
const webPort = { ...httpPort, name: 'http2', port: 80, targetPort: 8080 }

const istiodPorts: readonly WorldPort[] = [
  { name: 'grpc-xds', port: 15010, targetPort: 15010, protocol: 'grpc' },
  { name: 'https-dns', port: 15012, targetPort: 15012, protocol: 'tcp' },
  { name: 'http-monitoring', port: 15014, targetPort: 15014, protocol: 'http' },
]

/** The mesh's own machinery and what watches it. None of it asks or answers in the traffic but the gateways. */
export const platform: Topology = {
  namespaces: [
    { name: namespace, mesh: 'none' },
    { name: 'kube-system', mesh: 'none' },
    { name: 'default', mesh: 'none' },
  ],
  services: [
    aService(namespace, 'istiod', { ports: istiodPorts }),
    aService(namespace, 'istio-ingressgateway', { ports: [webPort] }),
    aService(namespace, 'istio-egressgateway', { ports: [webPort] }),
    aService(namespace, 'prometheus', { ports: [{ ...httpPort, port: 9090, targetPort: 9090 }] }),
    aService(namespace, 'tracing', {
      app: 'jaeger',
      ports: [{ ...httpPort, name: 'http-query', port: 80, targetPort: 16686 }],
    }),
    aService(namespace, 'jaeger', {
      ports: [{ ...httpPort, name: 'http-query', port: 16686, targetPort: 16686 }],
    }),
    aService('kube-system', 'kube-dns', { ports: [tcpPort('dns-tcp', 53)], app: 'coredns' }),
  ],
  workloads: [
    machine('istiod', { image: `docker.io/istio/pilot:${istioVersion}` }),
    machine('istio-ingressgateway', {
      proxy: 'gateway',
      image: proxyImage,
      ports: [webPort],
      serviceAccount: 'istio-ingressgateway-service-account',
      latency: { p50Ms: 0.4, p95Ms: 1.2 },
    }),
    machine('istio-egressgateway', {
      proxy: 'gateway',
      image: proxyImage,
      ports: [webPort],
      serviceAccount: 'istio-egressgateway-service-account',
      latency: { p50Ms: 0.4, p95Ms: 1.2 },
    }),
    machine('ztunnel', { kind: 'DaemonSet', image: `docker.io/istio/ztunnel:${istioVersion}` }),
    machine('istio-cni-node', {
      kind: 'DaemonSet',
      image: `docker.io/istio/install-cni:${istioVersion}`,
    }),
    machine('prometheus', { image: 'prom/prometheus:v3.5.0' }),
    machine('jaeger', { image: 'docker.io/jaegertracing/jaeger:2.17.0' }),
    machine('coredns', {
      namespace: 'kube-system',
      image: 'registry.k8s.io/coredns/coredns:v1.13.1',
    }),
  ],
  roots: [],
  externals: [],
}

/** The control plane of the next version, beside the one that serves nearly all. */
export const nextControlPlane: Topology = {
  namespaces: [],
  services: [
    aService(namespace, `istiod-${canary}`, {
      ...{ app: 'istiod', version: canary, ports: istiodPorts },
    }),
  ],
  workloads: [
    machine('istiod', {
      version: canary,
      image: `docker.io/istio/pilot:${versionByRevision[canary]}`,
    }),
  ],
  roots: [],
  externals: [],
}

function machine(app: string, fields: Partial<WorldWorkload>): WorldWorkload {
  return aWorkload({ namespace, app, version: '', proxy: 'none', ...fields })
}
