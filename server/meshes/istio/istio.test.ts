import { describe, expect, it } from 'vitest'
import type { Mark } from '#contract/graph.ts'
import type { ConfigObject, ContainerObject, Inventory } from '../../seams/inventory.ts'
import type { PodObject, ServiceObject, WorkloadObject } from '../../seams/inventory.ts'
import { threadTimeOf } from '../../../test/support/thread-time.ts'
import { meshConformance } from '../conformance.ts'
import { istio } from './index.ts'

const emptyInventory: Inventory = {
  cluster: 'east',
  revision: 1,
  namespaces: [],
  workloads: [],
  services: [],
  pods: [],
  endpoints: [],
  config: new Map(),
  unreadable: [],
}

function aContainer(overrides: Partial<ContainerObject> = {}): ContainerObject {
  return { name: 'app', image: 'app:1', isInit: false, env: {}, ...overrides }
}

function aWorkload(overrides: Partial<WorkloadObject> = {}): WorkloadObject {
  return {
    name: 'reviews-v1',
    namespace: 'bookinfo',
    labels: {},
    annotations: {},
    kind: 'Deployment',
    desiredReplicas: 1,
    currentReplicas: 1,
    availableReplicas: 1,
    podLabels: {},
    podAnnotations: {},
    containers: [aContainer()],
    ...overrides,
  }
}

function aPod(overrides: Partial<PodObject> = {}): PodObject {
  return {
    name: 'reviews-v1-1',
    namespace: 'bookinfo',
    labels: {},
    annotations: {},
    phase: 'Running',
    isReady: true,
    workload: { kind: 'Deployment', name: 'reviews-v1' },
    containers: [aContainer()],
    ip: null,
    serviceAccount: null,
    ...overrides,
  }
}

function aService(name: string, namespace = 'bookinfo'): ServiceObject {
  return {
    name,
    namespace,
    labels: {},
    annotations: {},
    type: 'ClusterIP',
    selector: { app: name },
    ports: [],
    externalName: null,
    clusterIps: [],
  }
}

function anObject(kind: string, spec: unknown, place: Partial<ConfigObject['metadata']> = {}) {
  const group = /^(?:HTTP|GRPC|TCP|TLS)Route$|^ListenerSet$/.test(kind)
    ? 'gateway.networking.k8s.io'
    : 'networking.istio.io'
  const metadata = { name: 'one', namespace: 'bookinfo', ...place }
  return { apiVersion: `${group}/v1`, kind, metadata, spec }
}

function anInventory(objects: readonly ConfigObject[], rest: Partial<Inventory> = {}): Inventory {
  const config = new Map<string, ConfigObject[]>()
  for (const object of objects) {
    config.set(object.kind, [...(config.get(object.kind) ?? []), object])
  }
  return { ...emptyInventory, config, ...rest }
}

const istiod = aWorkload({
  name: 'istiod',
  namespace: 'istio-system',
  labels: { app: 'istiod', 'istio.io/rev': 'default' },
  containers: [
    aContainer({
      name: 'discovery',
      image: 'docker.io/istio/pilot:1.29.2-distroless',
      env: { CLUSTER_ID: 'east' },
    }),
  ],
})

const ends = {
  source_workload: 'productpage-v1',
  source_workload_namespace: 'bookinfo',
  destination_workload: 'reviews-v1',
  destination_workload_namespace: 'bookinfo',
  destination_service_name: 'reviews',
}
const http = { ...ends, request_protocol: 'http', response_code: '200', response_flags: '-' }
const tcp = { ...ends, request_protocol: 'tcp', response_flags: '-', app: 'reviews' }

meshConformance(istio, {
  inventory: { ...emptyInventory, workloads: [istiod] },
  ownSeries: {
    requests: [
      { ...http, reporter: 'source', connection_security_policy: 'unknown' },
      { ...http, reporter: 'destination', connection_security_policy: 'mutual_tls' },
      { ...http, reporter: 'waypoint', connection_security_policy: 'mutual_tls' },
      { ...http, reporter: 'source', response_code: '503', response_flags: 'UF' },
      {
        ...http,
        reporter: 'source',
        destination_service_name: 'PassthroughCluster',
        destination_service: 'a.com',
      },
    ],
    tcpSent: [{ ...tcp, reporter: 'source' }],
    tcpReceived: [{ ...tcp, reporter: 'destination', app: 'ztunnel' }],
    messagesSent: [{ ...ends, reporter: 'source' }],
    messagesReceived: [{ ...ends, reporter: 'source' }],
    responseTime: [{ ...ends, reporter: 'source', request_protocol: 'grpc' }],
    responseBytes: [{ ...ends, reporter: 'source', request_protocol: 'http' }],
    operations: [{ ...http, reporter: 'source', request_operation: 'GetBook' }],
  },
  foreignSeries: [
    {
      direction: 'outbound',
      deployment: 'web',
      dst_deployment: 'books',
      classification: 'success',
    },
    { consul_source_service: 'web', consul_destination_service: 'api' },
    { client: 'frontend', server: 'cart', connection_type: '' },
    { source: 'shop/web', destination: 'shop/cart', protocol: 'http', reporter: 'client' },
  ],
})

describe('detect', () => {
  const canary = aWorkload({
    ...istiod,
    name: 'istiod-canary',
    namespace: 'control',
    labels: { app: 'istiod', 'istio.io/rev': 'canary' },
    availableReplicas: 0,
    containers: [aContainer({ name: 'discovery', image: 'registry:5000/pilot@sha256:ab' })],
  })
  const ztunnel = aWorkload({
    name: 'ztunnel',
    namespace: 'kube-ambient',
    kind: 'DaemonSet',
    podLabels: { app: 'ztunnel' },
    containers: [aContainer({ name: 'istio-proxy' })],
  })

  it('finds every revision in any namespace, and ambient mode', () => {
    const workloads = [canary, ztunnel, istiod, aWorkload()]
    expect(istio.detect({ ...emptyInventory, workloads })).toEqual({
      mesh: 'istio',
      cluster: 'east',
      version: '1.29.2',
      components: [
        {
          ...{ role: 'controlPlane', namespace: 'istio-system', name: 'istiod' },
          ...{ revision: 'default', version: '1.29.2', ready: 1, total: 1 },
        },
        {
          ...{ role: 'controlPlane', namespace: 'control', name: 'istiod-canary' },
          ...{ revision: 'canary', version: null, ready: 0, total: 1 },
        },
        {
          ...{ role: 'nodeProxy', namespace: 'kube-ambient', name: 'ztunnel' },
          ...{ revision: null, version: '1', ready: 1, total: 1 },
        },
      ],
      proxies: [],
      hasAmbient: true,
      lookedFor: [],
    })
  })

  it('finds the mesh where only the data plane is', () => {
    const pods = [aPod({ containers: [aContainer(), aContainer({ name: 'istio-proxy' })] })]
    expect(istio.detect({ ...emptyInventory, pods })).toMatchObject({
      components: [],
      version: null,
      hasAmbient: false,
      proxies: [{ version: '1', proxies: 1, skew: null }],
    })
  })

  it('tells which proxies are not of the version of their control plane', () => {
    const proxyOf = (version: string, part: Partial<PodObject> = {}): PodObject =>
      aPod({
        containers: [
          aContainer(),
          aContainer({ name: 'istio-proxy', image: `docker.io/istio/proxyv2:${version}` }),
        ],
        ...part,
      })
    const other = aWorkload({
      name: 'istiod-next',
      namespace: 'control',
      labels: { app: 'istiod', 'istio.io/rev': 'next' },
      containers: [aContainer({ name: 'discovery', image: 'docker.io/istio/pilot:1.30.0' })],
    })
    const pods = [
      ...[proxyOf('1.29.2'), proxyOf('1.29.2-distroless'), proxyOf('1.29.0'), proxyOf('1.28.9')],
      proxyOf('1.9.0'),
      proxyOf('1.30.0', { annotations: { 'istio.io/rev': 'next' } }),
      proxyOf('1.31.0', { labels: { 'istio.io/rev': 'next' } }),
      proxyOf('1.10.0', { phase: 'Succeeded' }),
      proxyOf('latest'),
    ]
    const detected = istio.detect({ ...emptyInventory, pods, workloads: [other, istiod] })
    expect(detected?.proxies).toEqual([
      { version: 'latest', proxies: 1, skew: null },
      { version: '1.31.0', proxies: 1, skew: 'ahead' },
      { version: '1.30.0', proxies: 1, skew: 'none' },
      { version: '1.29.2', proxies: 2, skew: 'none' },
      { version: '1.29.0', proxies: 1, skew: 'patch' },
      { version: '1.28.9', proxies: 1, skew: 'behind' },
      { version: '1.9.0', proxies: 1, skew: 'tooOld' },
    ])
  })

  it('counts gateways and node agents among the components, by the version of their pods', () => {
    const gateway = aWorkload({
      name: 'edge',
      namespace: 'ingress',
      desiredReplicas: 3,
      availableReplicas: 2,
      containers: [aContainer({ name: 'istio-proxy', image: 'auto' })],
    })
    const agent = aWorkload({
      name: 'cni',
      namespace: 'kube-system',
      kind: 'DaemonSet',
      labels: { 'k8s-app': 'istio-cni-node' },
      containers: [
        aContainer({ name: 'install-cni', image: 'docker.io/istio/install-cni:1.29.1' }),
      ],
    })
    const pods = [
      aPod({
        namespace: 'ingress',
        workload: { kind: 'Deployment', name: 'edge' },
        containers: [aContainer({ name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.29.1' })],
      }),
    ]
    const detected = istio.detect({ ...emptyInventory, pods, workloads: [agent, gateway] })
    expect(detected?.components).toEqual([
      {
        ...{ role: 'gateway', namespace: 'ingress', name: 'edge' },
        ...{ revision: null, version: '1.29.1', ready: 2, total: 3 },
      },
      {
        ...{ role: 'nodeAgent', namespace: 'kube-system', name: 'cni' },
        ...{ revision: null, version: '1.29.1', ready: 1, total: 1 },
      },
    ])
  })

  it('finds nothing where only its definitions were left', () => {
    const inventory = anInventory([anObject('VirtualService', { hosts: ['a'] })])
    expect(istio.detect({ ...inventory, workloads: [aWorkload()] })).toBeNull()
  })

  it('knows the cluster by the name that the control plane is given', () => {
    expect(istio.clusterNameOf({ ...emptyInventory, workloads: [istiod] })).toBe('east')
    expect(istio.clusterNameOf({ ...emptyInventory, workloads: [canary] })).toBeNull()
    const env = { ISTIO_META_CLUSTER_ID: 'west' }
    const pods = [aPod({ containers: [aContainer({ name: 'istio-proxy', env })] })]
    expect(istio.clusterNameOf({ ...emptyInventory, pods })).toBe('west')
  })
})

describe('marks by service', () => {
  const services = [aService('reviews'), aService('ratings'), aService('db', 'data')]

  function marksOf(objects: readonly ConfigObject[]): Record<string, readonly Mark[]> {
    const facts = istio.readConfig(anInventory(objects, { services }))
    return Object.fromEntries(
      [...facts.marksByService].map(([key, marks]) => [key, [...marks].toSorted()]),
    )
  }

  function destination(host: string, weight?: number): unknown {
    return { destination: { host }, ...(weight === undefined ? {} : { weight }) }
  }
  const plain = { route: [destination('reviews')] }

  const virtualServices: readonly {
    readonly desc: string
    readonly spec: unknown
    readonly expected: Readonly<Record<string, readonly Mark[]>>
  }[] = [
    {
      desc: 'a short host is in the namespace of the object',
      spec: { hosts: ['reviews'], http: [plain] },
      expected: { 'bookinfo/reviews': ['routing'] },
    },
    {
      desc: 'a full host may be elsewhere',
      spec: { hosts: ['db.data.svc.cluster.local'], tcp: [{ route: [destination('db')] }] },
      expected: { 'data/db': ['routing'] },
    },
    {
      desc: 'name.namespace, when there is such a service',
      spec: { hosts: ['db.data', 'example.com'], http: [plain] },
      expected: { 'data/db': ['routing'] },
    },
    {
      desc: 'a wildcard of a namespace',
      spec: { hosts: ['*.bookinfo.svc.cluster.local'], http: [plain] },
      expected: { 'bookinfo/reviews': ['routing'], 'bookinfo/ratings': ['routing'] },
    },
    {
      desc: 'a wildcard of everything',
      spec: { hosts: ['*'], http: [plain] },
      expected: {
        'bookinfo/reviews': ['routing'],
        'bookinfo/ratings': ['routing'],
        'data/db': ['routing'],
      },
    },
    {
      desc: 'two weighted destinations shift',
      spec: {
        hosts: ['reviews'],
        http: [{ route: [destination('reviews', 80), destination('reviews', 20)] }],
      },
      expected: { 'bookinfo/reviews': ['routing', 'trafficShifting'] },
    },
    {
      desc: 'tcp and tls shift too',
      spec: {
        hosts: ['reviews'],
        tls: [{ route: [destination('reviews', 1), destination('ratings', 1)] }],
      },
      expected: { 'bookinfo/reviews': ['routing', 'tcpTrafficShifting'] },
    },
    {
      desc: 'fault, mirror and time-out',
      spec: {
        hosts: ['reviews'],
        http: [
          { ...plain, fault: { abort: { httpStatus: 503 } }, timeout: '3s' },
          { ...plain, mirrors: [destination('ratings')] },
        ],
      },
      expected: { 'bookinfo/reviews': ['faultInjection', 'mirroring', 'routing', 'timeout'] },
    },
    {
      desc: 'a single mirror; empty fault; no time-out',
      spec: {
        hosts: ['reviews'],
        http: [{ ...plain, mirror: { host: 'ratings' }, fault: {}, timeout: '0.0s' }],
      },
      expected: { 'bookinfo/reviews': ['mirroring', 'routing'] },
    },
    {
      desc: 'exported to nobody',
      spec: { hosts: ['reviews'], http: [plain], exportTo: ['~'] },
      expected: {},
    },
    {
      desc: 'exported to its own namespace',
      spec: { hosts: ['reviews'], http: [plain], exportTo: ['.'] },
      expected: { 'bookinfo/reviews': ['routing'] },
    },
    {
      desc: 'at a gateway the destinations are marked',
      spec: {
        hosts: ['*'],
        gateways: ['istio-ingress/public'],
        http: [{ route: [destination('reviews', 1), destination('db.data.svc.cluster.local', 1)] }],
      },
      expected: {
        'bookinfo/reviews': ['routing', 'trafficShifting'],
        'data/db': ['routing', 'trafficShifting'],
      },
    },
    {
      desc: 'at a gateway and in the mesh',
      spec: { hosts: ['ratings'], gateways: ['mesh', 'public'], http: [plain] },
      expected: { 'bookinfo/ratings': ['routing'], 'bookinfo/reviews': ['routing'] },
    },
    {
      desc: 'malformed parts say nothing',
      spec: {
        hosts: ['reviews', 7, null, ''],
        gateways: 'mesh',
        http: [null, 'x', { route: 'y', timeout: 5 }, { route: [null, 3], mirror: null }],
        tcp: { a: 1 },
      },
      expected: { 'bookinfo/reviews': ['routing', 'trafficShifting'] },
    },
    { desc: 'no spec', spec: undefined, expected: {} },
    { desc: 'a text for a spec', spec: 'x', expected: {} },
  ]
  it.each(virtualServices)('VirtualService: $desc', ({ spec, expected }) => {
    expect(marksOf([anObject('VirtualService', spec)])).toEqual(expected)
  })

  it('VirtualService: a delegate counts for the hosts of who delegates', () => {
    const root = anObject('VirtualService', {
      hosts: ['reviews'],
      http: [{ delegate: { name: 'part', namespace: 'data' } }, { delegate: { name: 'gone' } }],
    })
    const part = anObject(
      'VirtualService',
      { http: [{ route: [destination('db')], timeout: '1s' }] },
      { name: 'part', namespace: 'data' },
    )
    expect(marksOf([root, part])).toEqual({ 'bookinfo/reviews': ['routing', 'timeout'] })
  })

  const toService = (name: string, more = {}) => ({ kind: 'Service', name, ...more })

  it.each([
    {
      desc: 'HTTPRoute of a service',
      kind: 'HTTPRoute',
      spec: {
        parentRefs: [toService('reviews', { group: '' })],
        rules: [
          {
            backendRefs: [{ name: 'reviews-v1' }, { name: 'reviews-v2' }],
            timeouts: { request: '2s' },
            filters: [{ type: 'RequestMirror' }],
          },
        ],
      },
      expected: { 'bookinfo/reviews': ['mirroring', 'routing', 'timeout', 'trafficShifting'] },
    },
    {
      desc: 'the group may be written out, the namespace too',
      kind: 'GRPCRoute',
      spec: {
        parentRefs: [toService('db', { group: 'core', namespace: 'data' })],
        rules: [{ backendRefs: [{ name: 'db' }] }],
      },
      expected: { 'data/db': ['routing'] },
    },
    {
      desc: 'HTTPRoute of a gateway marks its backends',
      kind: 'HTTPRoute',
      spec: {
        parentRefs: [{ name: 'public', namespace: 'istio-ingress' }],
        rules: [{ backendRefs: [{ name: 'reviews' }, { name: 'db', namespace: 'data' }] }],
      },
      expected: {
        'bookinfo/reviews': ['routing', 'trafficShifting'],
        'data/db': ['routing', 'trafficShifting'],
      },
    },
    {
      desc: 'TCPRoute',
      kind: 'TCPRoute',
      spec: {
        parentRefs: [toService('reviews')],
        rules: [{ backendRefs: [{ name: 'a' }, { name: 'b' }] }],
      },
      expected: { 'bookinfo/reviews': ['routing', 'tcpTrafficShifting'] },
    },
    {
      desc: 'TLSRoute',
      kind: 'TLSRoute',
      spec: { parentRefs: [toService('reviews')], rules: [{ backendRefs: [{ name: 'a' }] }] },
      expected: { 'bookinfo/reviews': ['routing'] },
    },
    {
      desc: 'a parent of a foreign group',
      kind: 'HTTPRoute',
      spec: { parentRefs: [toService('reviews', { group: 'example.com' })], rules: [{}] },
      expected: {},
    },
    {
      desc: 'malformed',
      kind: 'HTTPRoute',
      spec: { parentRefs: [null, 4], rules: 'x' },
      expected: {},
    },
  ])('$kind: $desc', ({ kind, spec, expected }) => {
    expect(marksOf([anObject(kind, spec)])).toEqual(expected)
  })

  it.each([
    {
      desc: 'a connection pool',
      spec: { trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } },
      isMarked: true,
    },
    {
      desc: 'ejection of bad hosts in a subset',
      spec: { subsets: [{ trafficPolicy: { outlierDetection: { interval: '1s' } } }] },
      isMarked: true,
    },
    {
      desc: 'one port',
      spec: { trafficPolicy: { portLevelSettings: [{ outlierDetection: { interval: '1s' } }] } },
      isMarked: true,
    },
    { desc: 'only TLS', spec: { trafficPolicy: { tls: { mode: 'SIMPLE' } } }, isMarked: false },
    { desc: 'empty limits', spec: { trafficPolicy: { connectionPool: {} } }, isMarked: false },
    { desc: 'malformed', spec: { trafficPolicy: 3, subsets: [null] }, isMarked: false },
  ])('DestinationRule: $desc', ({ spec, isMarked }) => {
    const expected = isMarked ? { 'bookinfo/reviews': ['circuitBreaker'] } : {}
    expect(marksOf([anObject('DestinationRule', { host: 'reviews', ...spec })])).toEqual(expected)
  })
})

describe('data planes', () => {
  const proxy = aContainer({ name: 'istio-proxy' })
  const gatewayName = 'gateway.networking.k8s.io/gateway-name'

  it.each([
    { desc: 'a sidecar', pod: { containers: [aContainer(), proxy] }, expected: 'sidecar' },
    {
      desc: 'a native sidecar',
      pod: { containers: [{ ...proxy, isInit: true }, aContainer()] },
      expected: 'sidecar',
    },
    {
      desc: 'only the annotation',
      pod: { annotations: { 'sidecar.istio.io/status': '{}' } },
      expected: 'sidecar',
    },
    {
      desc: 'taken in by ztunnel',
      pod: { annotations: { 'ambient.istio.io/redirection': 'enabled' } },
      expected: 'ambient',
    },
    {
      desc: 'asked for, not yet taken in',
      pod: { annotations: { 'ambient.istio.io/redirection': 'pending' } },
      expected: 'none',
    },
    { desc: 'nothing', pod: {}, expected: 'none' },
    { desc: 'a proxy alone is a gateway', pod: { containers: [proxy] }, expected: 'gateway' },
    {
      desc: 'a gateway of the API',
      pod: { containers: [proxy, aContainer()], labels: { [gatewayName]: 'public' } },
      expected: 'gateway',
    },
    {
      desc: 'a waypoint',
      pod: {
        containers: [proxy],
        labels: { [gatewayName]: 'w', 'gateway.istio.io/managed': 'istio.io-mesh-controller' },
      },
      expected: 'waypoint',
    },
    {
      desc: 'ztunnel itself',
      pod: { containers: [proxy], labels: { app: 'ztunnel' } },
      expected: 'none',
    },
  ] as const)('$desc: $expected', ({ pod, expected }) => {
    const inventory = { ...emptyInventory, workloads: [aWorkload()], pods: [aPod(pod)] }
    const facts = istio.readConfig(inventory)
    expect(Object.fromEntries(facts.dataPlaneByWorkload)).toEqual({
      'bookinfo/reviews-v1': expected,
    })
  })

  it.each([
    { labels: { 'istio-injection': 'enabled' }, podLabels: {}, expected: 'sidecar' },
    { labels: { 'istio.io/rev': 'canary' }, podLabels: {}, expected: 'sidecar' },
    {
      labels: { 'istio-injection': 'disabled', 'istio.io/rev': 'x' },
      podLabels: {},
      expected: 'none',
    },
    { labels: { 'istio.io/dataplane-mode': 'ambient' }, podLabels: {}, expected: 'ambient' },
    {
      labels: { 'istio-injection': 'enabled' },
      podLabels: { 'sidecar.istio.io/inject': 'false' },
      expected: 'none',
    },
    {
      labels: {},
      podLabels: { 'sidecar.istio.io/inject': 'true' },
      expected: 'sidecar',
    },
    {
      labels: { 'istio.io/dataplane-mode': 'ambient' },
      podLabels: { 'istio.io/dataplane-mode': 'none' },
      expected: 'none',
    },
  ])('without pods, what is asked for: $labels $podLabels', ({ labels, podLabels, expected }) => {
    const namespaces = [{ name: 'bookinfo', namespace: '', labels, annotations: {} }]
    const workloads = [aWorkload({ podLabels })]
    const facts = istio.readConfig({ ...emptyInventory, namespaces, workloads })
    expect(facts.dataPlaneByWorkload.get('bookinfo/reviews-v1')).toBe(expected)
  })

  it('says how a namespace asks', () => {
    const namespaces = [
      { name: 'a', namespace: '', labels: { 'istio-injection': 'enabled' }, annotations: {} },
      { name: 'b', namespace: '', labels: {}, annotations: {} },
    ]
    const facts = istio.readConfig({ ...emptyInventory, namespaces })
    expect([...facts.dataPlaneByNamespace]).toEqual([
      ['a', 'sidecar'],
      ['b', 'none'],
    ])
  })
})

describe('gateways', () => {
  const edge = aWorkload({
    name: 'edge',
    namespace: 'front',
    podLabels: { istio: 'edge', app: 'edge' },
  })
  const other = aWorkload({ name: 'other', namespace: 'front', podLabels: { istio: 'edge' } })
  const api = (spec: unknown, name = 'public') => ({
    ...anObject('Gateway', spec, { name, namespace: 'front' }),
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
  })
  const named = aWorkload({
    name: 'public-istio',
    namespace: 'front',
    podLabels: { 'gateway.networking.k8s.io/gateway-name': 'public' },
  })

  function hostsOf(objects: readonly ConfigObject[], rest: Partial<Inventory>) {
    const facts = istio.readConfig(anInventory(objects, rest))
    return {
      hosts: Object.fromEntries(facts.gatewayHostsByWorkload),
      waypoints: [...facts.waypointWorkloads],
    }
  }

  it('selects pods by label, in any namespace, and strips the namespace of a host', () => {
    const objects = [
      anObject('Gateway', {
        selector: { istio: 'edge', app: 'edge' },
        servers: [{ hosts: ['prod/*.example.com', 'a.com'] }, { hosts: ['./a.com'] }],
      }),
      anObject('Gateway', { selector: { istio: 'edge' }, servers: [{ hosts: ['b.com'] }] }),
      anObject('Gateway', { selector: {}, servers: [{ hosts: ['never.com'] }] }),
      anObject('Gateway', { selector: 'x', servers: [null] }),
    ]
    expect(hostsOf(objects, { workloads: [edge, other, named] })).toEqual({
      hosts: { 'front/edge': ['*.example.com', 'a.com', 'b.com'], 'front/other': ['b.com'] },
      waypoints: [],
    })
  })

  it('finds the pods of a Gateway of the API, and its listener sets', () => {
    const set = anObject('ListenerSet', {
      parentRef: { name: 'public', namespace: 'front' },
      listeners: [{ hostname: 'more.com' }],
    })
    const gateway = api({ gatewayClassName: 'istio', listeners: [{ hostname: 'a.com' }, {}] })
    const elsewhere = { ...named, namespace: 'bookinfo' }
    expect(hostsOf([gateway, set], { workloads: [named, elsewhere] })).toEqual({
      hosts: { 'front/public-istio': ['a.com', '*', 'more.com'] },
      waypoints: [],
    })
  })

  it('follows the address of a Gateway that was deployed by hand', () => {
    const gateway = api({
      listeners: [{ hostname: 'a.com' }],
      addresses: [{ type: 'Hostname', value: 'edge.front.svc.cluster.local' }],
    })
    const rest = { workloads: [edge, other], services: [aService('edge', 'front')] }
    expect(hostsOf([gateway], rest).hosts).toEqual({ 'front/edge': ['a.com'] })
  })

  it('tells waypoints from gateways', () => {
    const gateway = api({ gatewayClassName: 'istio-waypoint', listeners: [{}] })
    expect(hostsOf([gateway], { workloads: [named] })).toEqual({
      hosts: {},
      waypoints: ['front/public-istio'],
    })
  })
})

describe('entries', () => {
  it('reads service entries and who sees them', () => {
    const objects = [
      anObject('ServiceEntry', { hosts: ['a.com', '*.b.com'] }, { name: 'out' }),
      anObject(
        'ServiceEntry',
        { hosts: ['vm.internal'], location: 'MESH_INTERNAL', exportTo: ['.', 'shop', '~'] },
        { name: 'in' },
      ),
      anObject('ServiceEntry', { hosts: 'a.com' }),
    ]
    expect(istio.readConfig(anInventory(objects)).externalServices).toEqual([
      {
        namespace: 'bookinfo',
        name: 'out',
        hosts: ['a.com', '*.b.com'],
        isInside: false,
        visibleTo: ['*'],
        marks: [],
        effects: [
          { kind: 'ServiceEntry', namespace: 'bookinfo', name: 'out', marks: ['serviceEntry'] },
        ],
      },
      {
        namespace: 'bookinfo',
        name: 'in',
        hosts: ['vm.internal'],
        isInside: true,
        visibleTo: ['bookinfo', 'shop'],
        marks: [],
        effects: [
          { kind: 'ServiceEntry', namespace: 'bookinfo', name: 'in', marks: ['serviceEntry'] },
        ],
      },
    ])
  })

  it('reads the apps of workload entries', () => {
    const objects = [
      anObject('WorkloadEntry', { labels: { app: 'vm' } }),
      anObject('WorkloadEntry', {}, { labels: { app: 'labelled' } }),
      anObject('WorkloadEntry', { labels: [1] }),
    ]
    expect([...istio.readConfig(anInventory(objects)).workloadEntryApps]).toEqual([
      'bookinfo/vm',
      'bookinfo/labelled',
    ])
  })

  it('tells of an entry how its hosts are found, by which ports and where', () => {
    const spec = {
      ...{ hosts: ['a.com'], resolution: 'STATIC', addresses: ['192.0.2.0/24'] },
      ports: [{ number: 443, name: 'https', protocol: 'HTTPS', targetPort: 8443 }, { name: 'x' }],
      endpoints: [{ address: '198.51.100.7', ports: { https: 9443 }, labels: { v: '1' } }, {}],
      workloadSelector: { labels: { app: 'vm' } },
    }
    const objects = [
      anObject('ServiceEntry', spec, { name: 'out' }),
      anObject('ServiceEntry', { hosts: ['b.com'], ports: 7 }, { name: 'bare' }),
    ]
    const { policies } = istio.readConfig(anInventory(objects))
    expect(policies.describeExternal('bookinfo', 'out')).toEqual({
      ...{ resolution: 'STATIC', addresses: ['192.0.2.0/24'], selector: { app: 'vm' } },
      ports: [{ name: 'https', port: 443, protocol: 'HTTPS', targetPort: 8443 }],
      endpoints: [{ address: '198.51.100.7', ports: ['https 9443'], labels: { v: '1' } }],
    })
    expect(policies.describeExternal('bookinfo', 'bare')).toEqual({
      ...{ resolution: 'NONE', addresses: [], ports: [], endpoints: [], selector: {} },
    })
    expect(policies.describeExternal('bookinfo', 'never')).toBeNull()
  })

  it('puts machines to the group that they have registered with, and the others by themselves', () => {
    const registered = { annotations: { 'istio.io/autoRegistrationGroup': 'billing' } }
    const objects = [
      anObject(
        'WorkloadGroup',
        { metadata: { labels: { app: 'billing' } }, template: { serviceAccount: 'pay' } },
        { name: 'billing' },
      ),
      anObject(
        'WorkloadEntry',
        { address: '192.0.2.5', labels: { app: 'billing' }, serviceAccount: 'pay' },
        { name: 'billing-1', ...registered, creationTimestamp: '2026-01-01T00:00:00Z' },
      ),
      anObject('WorkloadEntry', { address: '192.0.2.9' }, { name: 'alone', labels: { app: 'x' } }),
    ]
    const { policies } = istio.readConfig(anInventory(objects))
    const machines = policies.machines()
    expect(
      machines.map(({ object, podLabels, machines: own }) => [
        ...[object.kind, object.name, podLabels],
        own.map((one) => one.address),
      ]),
    ).toEqual([
      ['WorkloadGroup', 'billing', { app: 'billing' }, ['192.0.2.5']],
      ['WorkloadEntry', 'alone', { app: 'x' }, ['192.0.2.9']],
    ])
    expect(machines[0]?.machines[0]).toMatchObject({
      ...{ createdAt: Date.UTC(2026, 0, 1), serviceAccount: 'pay', isHealthy: null },
    })
  })

  it.each([
    { desc: 'nothing', pods: {}, place: {}, isAsked: false, by: null },
    { desc: 'by the namespace', pods: {}, place: { 'istio-injection': 'enabled' } },
    { desc: 'by its revision', pods: {}, place: { 'istio.io/rev': 'blue' } },
    {
      desc: 'refused by the namespace, whatever pods say',
      ...{ pods: { 'sidecar.istio.io/inject': 'true' }, place: { 'istio-injection': 'disabled' } },
      isAsked: false,
    },
    {
      desc: 'refused by the pods',
      ...{ pods: { 'sidecar.istio.io/inject': 'false' }, place: { 'istio-injection': 'enabled' } },
      ...{ isAsked: false, by: 'workload' },
    },
    {
      desc: 'by the pods alone',
      ...{ pods: { 'sidecar.istio.io/inject': 'true' }, place: {}, by: 'workload' },
    },
  ])('tells who asks for a sidecar: $desc', ({ pods, place, isAsked = true, by = 'namespace' }) => {
    const namespace = { name: 'shop', namespace: '', labels: place, annotations: {} }
    const { policies } = istio.readConfig({ ...emptyInventory, namespaces: [namespace] })
    expect(policies.participationOf({ namespace: 'shop', labels: pods }).injection).toEqual({
      ...{ isAsked, by },
    })
  })

  it('tells which waypoint is asked for, by whom, and whether it is there', () => {
    const use = 'istio.io/use-waypoint'
    const labels = { [use]: 'front' }
    const namespace = { name: 'shop', namespace: '', labels, annotations: {} }
    const { policies } = istio.readConfig({ ...emptyInventory, namespaces: [namespace] })
    const of = (own: Record<string, string>) =>
      policies.participationOf({ namespace: 'shop', labels: own }).waypoint
    expect(of({})).toEqual({ namespace: 'shop', name: 'front', by: 'namespace', isThere: false })
    expect(of({ [use]: 'none' })).toBeNull()
    expect(of({ [use]: 'side', 'istio.io/use-waypoint-namespace': 'infra' })).toEqual({
      ...{ namespace: 'infra', name: 'side', by: 'itself', isThere: false },
    })
  })

  it('knows where a control plane runs', () => {
    const facts = istio.readConfig({ ...emptyInventory, workloads: [istiod, aWorkload()] })
    expect([...facts.controlPlaneNamespaces]).toEqual(['istio-system'])
  })
})

/** Workloads, services and half as many of each kind of routing objects. */
function aWideInventory(size: number): Inventory {
  const names = Array.from({ length: size }, (_, index) => `s-${index}`)
  const services = names.map((name, index) => aService(name, `n-${index % 200}`))
  const workloads = names.map((name, index) =>
    aWorkload({ name, namespace: `n-${index % 200}`, podLabels: { app: name, version: 'v1' } }),
  )
  const objects = names.slice(0, size / 2).flatMap((name, index) => [
    anObject(
      'VirtualService',
      {
        hosts: [index % 50 === 0 ? '*.svc.cluster.local' : name],
        http: [
          { route: [{ destination: { host: name } }, { destination: { host: name } }] },
          { timeout: '1s', route: [{ destination: { host: name } }] },
        ],
      },
      { name, namespace: `n-${index % 200}` },
    ),
    anObject('DestinationRule', { host: name, trafficPolicy: {} }, { name }),
    anObject('Gateway', { selector: { app: name }, servers: [{ hosts: ['a'] }] }, { name }),
  ])
  const config = new Map(
    ['VirtualService', 'DestinationRule', 'Gateway'].map((kind) => [
      kind,
      objects.filter((object) => object.kind === kind),
    ]),
  )
  return { ...emptyInventory, services, workloads, config }
}

it('reads twenty times the objects in no more than some times the time each', () => {
  const timeOf = (size: number, times: number): number => {
    const inventory = aWideInventory(size)
    return threadTimeOf(() => istio.readConfig({ ...inventory }), times)
  }
  // A loop within a loop would be four hundred times.
  expect(timeOf(10_000, 3) / timeOf(500, 80)).toBeLessThan(250)
})
