import {
  aRoot,
  aService,
  aWorkload,
  grpcCall,
  grpcPort,
  httpCall,
  tcpCall,
  tcpPort,
} from './building.ts'
import type { Topology, WorldRoot, WorldWorkload } from './topology.ts'

const agency = 'travel-agency'
const portals = ['viaggi', 'voyages', 'reisen']
const mysqlPort = tcpPort('tcp-mysql', 3306)

/** Three shop windows ask one agency, which asks its desks, which ask one database. */
export const travel: Topology = {
  namespaces: [
    { name: 'travel-portal', mesh: 'sidecar' },
    { name: 'travel-control', mesh: 'sidecar' },
    { name: agency, mesh: 'sidecar' },
  ],
  services: [
    ...portals.map((name) => aService('travel-portal', name)),
    aService('travel-control', 'control'),
    ...['travels', 'hotels', 'cars', 'flights', 'insurances'].map((name) => aService(agency, name)),
    aService(agency, 'discounts', { ports: [grpcPort] }),
    aService(agency, 'mysqldb', { ports: [mysqlPort], isHeadless: true }),
  ],
  workloads: [
    ...portals.map((app) => aWorkload({ namespace: 'travel-portal', app })),
    aWorkload({
      namespace: 'travel-control',
      app: 'control',
      calls: portals.map((host) => httpCall(`${host}.travel-portal`, '/status')),
    }),
    travels('v1'),
    travels('v2'),
    desk('hotels', 'v1'),
    desk('hotels', 'v2'),
    desk('cars', 'v1'),
    desk('flights', 'v1', { replicas: 2, latency: { p50Ms: 22, p95Ms: 70 } }),
    desk('insurances', 'v1'),
    aWorkload({
      namespace: agency,
      app: 'discounts',
      ports: [grpcPort],
      latency: { p50Ms: 1.5, p95Ms: 5 },
      spoilt: [{ ratio: 0.004, code: 200, grpcStatus: 13 }],
      requestBytes: 96,
      responseBytes: 140,
    }),
    aWorkload({
      namespace: agency,
      app: 'mysqldb',
      kind: 'StatefulSet',
      ports: [mysqlPort],
      image: 'docker.io/library/mysql:8.4',
      latency: { p50Ms: 1, p95Ms: 4 },
    }),
  ],
  roots: [
    portalRoot('viaggi', 3, 'cities/Roma'),
    portalRoot('voyages', 2.5, 'cities/Paris'),
    portalRoot('reisen', 2, 'offers/Berlin'),
    aRoot({
      from: 'istio-system/istio-ingressgateway',
      call: httpCall('travel.example.com', '/', { port: 80 }),
      requestsPerSecond: 1.5,
    }),
  ],
  externals: [],
}

function travels(version: string): WorldWorkload {
  return aWorkload({
    namespace: agency,
    app: 'travels',
    version,
    replicas: version === 'v1' ? 2 : 1,
    calls: [
      httpCall('hotels', '/hotels/Roma'),
      httpCall('cars', '/cars/Roma'),
      httpCall('flights', '/flights/Roma'),
      httpCall('insurances', '/insurances/Roma', { countPerRequest: 0.6, step: 1 }),
      tcpCall('mysqldb', 3306, { countPerRequest: 0.5, step: 1 }),
    ],
    latency: { p50Ms: 6, p95Ms: 20 },
  })
}

function desk(app: string, version: string, fields: Partial<WorldWorkload> = {}): WorldWorkload {
  return aWorkload({
    namespace: agency,
    app,
    version,
    calls: [
      grpcCall('discounts', '/travel.Discounts/GetDiscount', { countPerRequest: 0.5 }),
      tcpCall('mysqldb', 3306, { step: 1 }),
    ],
    ...fields,
  })
}

function portalRoot(app: string, requestsPerSecond: number, city: string): WorldRoot {
  return aRoot({
    from: `travel-portal/${app}-v1`,
    call: httpCall('travels.travel-agency', `/travels/${city}`),
    requestsPerSecond,
    headerShares: [
      { share: 0.3, headers: { device: 'mobile', user: 'registered' } },
      { share: 0.2, headers: { device: 'web', user: 'registered' } },
    ],
  })
}
