import { describe, expect, it } from 'vitest'
import {
  aPod,
  aServiceObject,
  aWorkloadObject,
  anInventory,
} from '../../../../test/support/inventory.ts'
import type { ContainerObject, Inventory } from '../../../seams/inventory.ts'
import type { ReadRow } from '../../../seams/proxy-program.ts'
import { proxies } from './index.ts'
import { nodeProgram } from './node-program.ts'

const container = (name: string): ContainerObject => ({
  ...{ name, image: 'docker.io/istio/proxyv2:1.29.1', isInit: false, env: {} },
})

describe('the proxy of a pod', () => {
  const proxy = container('istio-proxy')
  const managed = { 'gateway.istio.io/managed': 'istio.io-mesh-controller' }
  it.each([
    { desc: 'none', fields: {}, role: undefined },
    { desc: 'a sidecar', fields: { containers: [proxy, container('app')] }, role: 'sidecar' },
    { desc: 'a gateway', fields: { containers: [proxy] }, role: 'gateway' },
    { desc: 'a waypoint', fields: { containers: [proxy], labels: managed }, role: 'waypoint' },
    {
      desc: 'that of its node',
      fields: { containers: [proxy], labels: { app: 'ztunnel' } },
      role: 'node',
    },
  ])('is $desc', ({ fields, role }) => {
    const found = proxies.proxyOf(aPod('shop/cart', fields))
    expect(found?.role).toBe(role)
    if (found !== null) expect(found).toMatchObject({ version: '1.29.1', port: 15_000 })
  })
})

describe('what the control plane says', () => {
  const istiod = aWorkloadObject('mesh/istiod', { podLabels: { app: 'istiod' } })
  const labels = { app: 'istiod' }

  it('is asked of each of its ready replicas', () => {
    const pods = [
      aPod('mesh/istiod-1', { labels }),
      aPod('mesh/istiod-2', { labels, isReady: false }),
      aPod('shop/istiod-3', { labels }),
    ]
    const source = proxies.syncAt(anInventory({ workloads: [istiod], pods }))
    expect(source).toEqual({
      ...{ namespace: 'mesh', pods: ['istiod-1'], port: 15_014, path: '/debug/syncz' },
    })
    expect(proxies.syncAt(anInventory({ pods }))).toBeNull()
  })

  it('is read type by type', () => {
    const row = {
      proxy: 'cart-v1-abc.shop',
      ...{ cluster_sent: 'a', cluster_acked: 'a', listener_sent: 'b', listener_acked: 'old' },
      endpoint_sent: 'c',
    }
    const [read] = proxies.readSync([row, { proxy: 'nonsense' }, 5]) ?? []
    expect(read).toEqual({
      ...{ namespace: 'shop', pod: 'cart-v1-abc' },
      clusters: { state: 'synced', sent: 'a', acknowledged: 'a' },
      listeners: { state: 'stale', sent: 'b', acknowledged: 'old' },
      endpoints: { state: 'stale', sent: 'c', acknowledged: null },
      routes: { state: 'notSent', sent: null, acknowledged: null },
    })
    expect(proxies.readSync({ error: 'no' })).toBeNull()
  })
})

describe('what is enrolled with a waypoint', () => {
  const use = { 'istio.io/use-waypoint': 'way' }
  const gateway = (trafficFor: string): Inventory['config'] =>
    new Map([
      [
        'Gateway',
        [
          {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'Gateway',
            metadata: {
              ...{ name: 'way', namespace: 'shop' },
              labels: { 'istio.io/waypoint-for': trafficFor },
            },
            spec: { gatewayClassName: 'istio-waypoint' },
          },
        ],
      ],
    ])
  const way = aWorkloadObject('shop/way', {
    podLabels: {
      'gateway.networking.k8s.io/gateway-name': 'way',
      'gateway.istio.io/managed': 'istio.io-mesh-controller',
    },
  })
  const inventory = anInventory({
    namespaces: [
      { name: 'shop', namespace: '', annotations: {}, labels: use },
      { name: 'other', namespace: '', annotations: {}, labels: {} },
    ],
    services: [
      aServiceObject('shop/cart'),
      aServiceObject('shop/own', { labels: use }),
      aServiceObject('shop/not', { labels: { 'istio.io/use-waypoint': 'none' } }),
      aServiceObject('other/far', {
        labels: { ...use, 'istio.io/use-waypoint-namespace': 'shop' },
      }),
      aServiceObject('other/another', { labels: use }),
    ],
    workloads: [way, aWorkloadObject('shop/cart-v1', { podLabels: use })],
    config: gateway('service'),
  })

  it('says by whose label, and whether it is for traffic of that kind', () => {
    const facts = proxies.waypointOf(inventory, { namespace: 'shop', name: 'way' })
    const label = 'istio.io/use-waypoint=way'
    const row = (kind: string, at: string, labelledBy: string): object => {
      const [namespace, name] = at.split('/')
      const isServed = kind === 'Service'
      const group = isServed ? '' : 'apps'
      return { object: { group, kind, namespace, name }, labelledBy, label, isServed }
    }
    expect(facts).toEqual({
      gateway: {
        ...{ group: 'gateway.networking.k8s.io', kind: 'Gateway' },
        ...{ namespace: 'shop', name: 'way' },
      },
      trafficFor: 'service',
      services: [
        row('Service', 'shop/cart', 'namespace'),
        row('Service', 'shop/own', 'own'),
        row('Service', 'other/far', 'own'),
      ],
      workloads: [row('Deployment', 'shop/cart-v1', 'pods')],
    })
    const none = { namespace: 'shop', name: 'cart-v1' }
    expect(proxies.waypointOf(inventory, none)).toBeNull()
    const all = { ...inventory, config: gateway('all') }
    const ofAll = proxies.waypointOf(all, { namespace: 'shop', name: 'way' })
    expect(ofAll?.workloads.map(({ isServed }) => isServed)).toEqual([true])
  })
})

describe('what a name stands for', () => {
  const named = (kind: string, name: string, part: string | null = null) => ({
    object: { group: 'networking.istio.io', kind, namespace: 'shop', name },
    part,
  })
  const entry = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'outside', namespace: 'shop' },
    spec: { hosts: ['api.example.com'] },
  }
  const grpc = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GRPCRoute',
    metadata: { name: 'calls', namespace: 'shop' },
  }
  const inventory = anInventory({
    config: new Map([
      ['ServiceEntry', [entry]],
      ['GRPCRoute', [grpc]],
    ]),
  })
  const resolve = (origin: ReturnType<typeof named>) => proxies.resolveOrigin(inventory, origin)

  it('is the entry that has the host, or nothing', () => {
    const found = resolve(named('ServiceEntry', '', 'api.example.com'))
    expect(found).toEqual(named('ServiceEntry', 'outside', 'api.example.com'))
    expect(resolve(named('ServiceEntry', '', 'elsewhere.example.com'))).toBeNull()
  })

  it('is the route of the kind that is there', () => {
    const route = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }
    const found = resolve({ object: { ...route, name: 'calls' }, part: null })
    expect(found?.object.kind).toBe('GRPCRoute')
  })
})

describe('a dump of ztunnel', () => {
  const workload = {
    ...{ uid: 'Kubernetes//Pod/shop/cart-1', name: 'cart-1', namespace: 'shop' },
    ...{ workloadIps: ['net/10.0.0.1'], protocol: 'HBONE', node: 'node-1', status: 'Healthy' },
    ...{ workloadName: 'cart', workloadType: 'deployment', serviceAccount: 'cart' },
    waypoint: { destination: '/10.96.0.5' },
  }
  const service = {
    ...{ name: 'cart', namespace: 'shop', hostname: 'cart.shop.svc.cluster.local' },
    ...{ vips: ['/10.96.0.7'], ports: { '80': 8080, '90': 0 } },
    endpoints: {
      a: { workloadUid: workload.uid },
      b: { workloadUid: 'gone' },
    },
    waypoint: { destination: { namespace: 'shop', hostname: 'way.shop.svc.cluster.local' } },
  }
  const certificates = [
    {
      identity: 'spiffe://cluster.local/ns/shop/sa/cart',
      state: 'Available',
      certChain: [
        {
          serialNumber: '17',
          validFrom: '2026-01-05T00:00:00Z',
          expirationTime: '2026-01-06T00:00:00Z',
        },
      ],
    },
  ]
  const read = (dump: unknown, section: 'services' | 'workloads' | 'secrets'): readonly ReadRow[] =>
    nodeProgram.readTables('config', dump, Date.UTC(2026, 0, 5, 12)).get(section)?.rows ?? []

  it('has services, workloads and certificates', () => {
    const dump = { workloads: [workload], services: [service], certificates }
    expect(read(dump, 'services')).toEqual([
      {
        ...{ key: 'shop/cart.shop.svc.cluster.local', name: 'cart', namespace: 'shop' },
        resource: 'shop/cart.shop.svc.cluster.local',
        origins: [
          {
            object: { group: '', kind: 'Service', namespace: 'shop', name: 'cart' },
            ...{ part: null, isThere: null },
          },
        ],
        ...{ host: service.hostname, addresses: ['10.96.0.7'], ports: '80→8080, 90' },
        waypoint: 'shop/way.shop.svc.cluster.local',
        ...{ endpoints: { healthy: 1, all: 2 }, health: 'partly' },
      },
    ])
    expect(read(dump, 'workloads')).toMatchObject([
      {
        ...{ key: workload.uid, name: 'cart-1', addresses: ['10.0.0.1'], node: 'node-1' },
        ...{ protocol: 'HBONE', workload: 'Deployment/cart', waypoint: '10.96.0.5' },
        health: 'healthy',
      },
    ])
    expect(read(dump, 'secrets')).toMatchObject([
      { name: certificates[0]?.identity, serial: '17', validity: 'valid', place: 0 },
    ])
  })

  it('of an older release is read all the same', () => {
    const dump = { workloads: { '/10.0.0.1': workload }, services: { x: service } }
    expect(read(dump, 'workloads')).toHaveLength(1)
    expect(read(dump, 'services')).toMatchObject([{ endpoints: { healthy: 1, all: 2 } }])
    for (const odd of [null, 5, [], { workloads: 5 }, { workloads: [null], services: [{}] }])
      expect(() => read(odd, 'workloads').concat(read(odd, 'services'))).not.toThrow()
  })

  it('is compared by what each workload, service and identity is', () => {
    const dump = { workloads: [workload], services: [service], certificates }
    const resources = (['services', 'workloads', 'secrets'] as const).map((section) => [
      ...nodeProgram.readResources(section, dump).entries(),
    ])
    expect(resources).toEqual([
      [['shop/cart.shop.svc.cluster.local', service]],
      [[workload.uid, workload]],
      certificates.map((held) => [held.identity, held]),
    ])
  })

  it('has levels in one line, and sets them by module', () => {
    const { logging } = nodeProgram
    expect(logging?.read('current log level is a::b=off,info\n')).toEqual([
      { logger: 'a::b', level: 'off' },
      { logger: 'default', level: 'info' },
    ])
    expect(logging?.read('usage: …')).toBeNull()
    expect(logging?.writePath({ logger: null, level: 'debug' })).toBe('/logging?level=debug')
    const path = logging?.writePath({ logger: 'a::b', level: 'debug' })
    expect(path).toBe('/logging?level=a%3A%3Ab%3Adebug')
  })
})
