import { aRoot, aService, aWorkload, bookinfoPort, httpCall } from './building.ts'
import type { Topology, WorldCall, WorldWorkload } from './topology.ts'

const namespace = 'bookinfo'

/** What Bookinfo's own manifests deploy: six workloads, six edges between them. */
export const bookinfo: Topology = {
  namespaces: [{ name: namespace, mesh: 'sidecar' }],
  services: ['productpage', 'details', 'reviews', 'ratings'].map((name) =>
    aService(namespace, name, { ports: [bookinfoPort] }),
  ),
  workloads: [
    part('productpage', 'v1', {
      calls: [call('details', '/details/0', 0), call('reviews', '/reviews/0', 1)],
      latency: { p50Ms: 9, p95Ms: 24 },
      responseBytes: 5_290,
    }),
    part('details', 'v1', { responseBytes: 358 }),
    part('reviews', 'v1', { responseBytes: 295 }),
    part('reviews', 'v2', { calls: [call('ratings', '/ratings/0', 0)], responseBytes: 379 }),
    part('reviews', 'v3', { calls: [call('ratings', '/ratings/0', 0)], responseBytes: 375 }),
    part('ratings', 'v1', { latency: { p50Ms: 2, p95Ms: 7 }, responseBytes: 231 }),
  ],
  roots: [
    aRoot({
      from: 'istio-system/istio-ingressgateway',
      call: httpCall('bookinfo.example.com', '/productpage', { port: 80 }),
      requestsPerSecond: 12,
      headerShares: [{ share: 0.15, headers: { 'end-user': 'jason' } }],
    }),
  ],
  externals: [],
}

function part(app: string, version: string, fields: Partial<WorldWorkload>): WorldWorkload {
  return aWorkload({
    namespace,
    app,
    version,
    serviceAccount: `bookinfo-${app}`,
    ports: [bookinfoPort],
    image: `docker.io/istio/examples-bookinfo-${app}-${version}:1.20.3`,
    ...fields,
  })
}

function call(host: string, path: string, step: number): WorldCall {
  return httpCall(host, path, { port: 9080, step })
}
