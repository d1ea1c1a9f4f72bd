import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../seams.ts'
import { aWorkload, httpCall } from '../building.ts'
import {
  anObject,
  apiRoutes,
  apiSubsets,
  codeAndFlags,
  fromClient,
  fromServer,
  run,
  shares,
  shop,
  toApi,
} from './fixtures.ts'
import type { WorldWorkload } from '../topology.ts'
import type { ProxyReport } from './report.ts'

const nearly = (value: number): unknown => expect.closeTo(value, 1)

const version = ({ destination }: ProxyReport): string => destination?.workload.version ?? 'none'
const subset = (name: string, weight?: number): Readonly<Record<string, unknown>> => ({
  destination: { host: 'api', subset: name },
  ...(weight === undefined ? {} : { weight }),
})

interface SplitCase {
  readonly desc: string
  readonly objects: readonly KubeObject[]
  readonly expected: Readonly<Record<string, unknown>>
}

const splits: readonly SplitCase[] = [
  {
    desc: 'takes any pod without a rule',
    objects: [],
    expected: { v1: nearly(0.5), v2: nearly(0.5) },
  },
  {
    desc: 'obeys weights, which need not total 100',
    objects: [apiSubsets, apiRoutes({ route: [subset('v1', 3), subset('v2', 1)] })],
    expected: { v1: nearly(0.75), v2: nearly(0.25) },
  },
  {
    desc: 'sends everything to the one route there is',
    objects: [apiSubsets, apiRoutes({ route: [subset('v2')] })],
    expected: { v2: 1 },
  },
  {
    desc: 'matches headers before the default',
    objects: [
      apiSubsets,
      apiRoutes(
        { match: [{ headers: { user: { exact: 'ann' } } }], route: [subset('v1')] },
        { route: [subset('v2')] },
      ),
    ],
    expected: { v1: nearly(0.5), v2: nearly(0.5) },
  },
  {
    desc: 'takes the first rule that matches',
    objects: [
      apiSubsets,
      apiRoutes(
        { route: [subset('v1')] },
        { match: [{ uri: { prefix: '/' } }], route: [subset('v2')] },
      ),
    ],
    expected: { v1: 1 },
  },
  ...[
    { part: 'uri.prefix', match: { uri: { prefix: '/it' } } },
    { part: 'uri.exact', match: { uri: { exact: '/items' } } },
    { part: 'uri.regex', match: { uri: { regex: '/[a-z]+' } } },
    { part: 'method', match: { method: { exact: 'GET' } } },
    { part: 'port', match: { port: 8000 } },
    { part: 'sourceNamespace', match: { sourceNamespace: 'shop' } },
    { part: 'sourceLabels', match: { sourceLabels: { app: 'web' } } },
    { part: 'withoutHeaders', match: { withoutHeaders: { nope: {} } } },
  ].map(({ part, match }) => ({
    desc: `matches ${part}`,
    objects: [
      apiSubsets,
      apiRoutes({ match: [match], route: [subset('v1')] }, { route: [subset('v2')] }),
    ],
    expected: { v1: 1 },
  })),
  ...[
    { part: 'uri.exact', match: { uri: { exact: '/other' } } },
    { part: 'uri.regex, whole', match: { uri: { regex: '/item' } } },
    { part: 'method', match: { method: { exact: 'POST' } } },
    { part: 'sourceNamespace', match: { sourceNamespace: 'other' } },
    { part: 'gateways', match: { gateways: ['some-gateway'] } },
    {
      part: 'all of one match',
      match: { uri: { prefix: '/items' }, headers: { user: { exact: 'bob' } } },
    },
  ].map(({ part, match }) => ({
    desc: `passes over a rule by ${part}`,
    objects: [
      apiSubsets,
      apiRoutes({ match: [match], route: [subset('v1')] }, { route: [subset('v2')] }),
    ],
    expected: { v2: 1 },
  })),
  {
    desc: 'knows a host by its full name',
    objects: [
      apiSubsets,
      anObject('VirtualService', 'api', {
        hosts: ['api.shop.svc.cluster.local'],
        http: [{ route: [subset('v1')] }],
      }),
    ],
    expected: { v1: 1 },
  },
  {
    desc: 'ignores what is not exported to the client',
    objects: [
      apiSubsets,
      anObject('VirtualService', 'api', {
        hosts: ['api'],
        exportTo: ['elsewhere'],
        http: [{ route: [subset('v1')] }],
      }),
    ],
    expected: { v1: nearly(0.5), v2: nearly(0.5) },
  },
]

describe('splits', () => {
  it.each(splits)('$desc', ({ objects, expected }) => {
    expect(shares(fromClient(run({ objects })), version)).toEqual(expected)
  })

  it('follows a change of weights', () => {
    const outcome = run({
      objects: [apiSubsets, apiRoutes({ route: [subset('v1')] })],
      later: [apiSubsets, apiRoutes({ route: [subset('v2')] })],
    })
    expect(shares(fromClient(outcome), version)).toEqual({ v1: 0.5, v2: 0.5 })
  })

  it('is the same for the same seed', () => {
    expect(run({ seconds: 5 })).toEqual(run({ seconds: 5 }))
  })
})

describe('HTTPRoute', () => {
  const services = ['web', 'api', 'api-v1', 'api-v2'].map((name): KubeObject => {
    const [app = '', part] = name.split('-')
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'shop' },
      spec: {
        selector: { app, ...(part === undefined ? {} : { version: part }) },
        ports: [{ port: 8000 }],
      },
    }
  })
  const backend = (name: string, weight: number): unknown => ({ name, port: 8000, weight })
  const routes = (...rules: readonly unknown[]): readonly KubeObject[] => [
    ...services,
    anObject('HTTPRoute', 'api', {
      parentRefs: [{ group: '', kind: 'Service', name: 'api', port: 8000 }],
      rules,
    }),
  ]

  it('splits over Services, and reports the one that was sent to', () => {
    const objects = routes({ backendRefs: [backend('api-v1', 9), backend('api-v2', 1)] })
    const reports = fromClient(run({ objects }))
    expect(shares(reports, version)).toEqual({ v1: nearly(0.9), v2: nearly(0.1) })
    expect(shares(reports, ({ service }) => service.name)).toEqual({
      'api-v1': nearly(0.9),
      'api-v2': nearly(0.1),
    })
  })

  it('prefers the more specific match, whatever the order', () => {
    const objects = routes(
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [backend('api-v1', 1)],
      },
      {
        matches: [{ path: { type: 'Exact', value: '/items' } }],
        backendRefs: [backend('api-v2', 1)],
      },
    )
    expect(shares(fromClient(run({ objects })), version)).toEqual({ v2: 1 })
  })

  it('ends at its time-out', () => {
    const objects = routes({ timeouts: { request: '100ms' }, backendRefs: [backend('api-v1', 1)] })
    const topology = shop({ api: { latency: { p50Ms: 500, p95Ms: 510 } } })
    expect(shares(fromClient(run({ topology, objects })), codeAndFlags)).toEqual({ '504 UT': 1 })
  })

  it('has no route for what no rule matches', () => {
    const objects = routes({
      matches: [{ path: { type: 'PathPrefix', value: '/other' } }],
      backendRefs: [backend('api-v1', 1)],
    })
    expect(shares(fromClient(run({ objects })), codeAndFlags)).toEqual({ '404 NR': 1 })
  })
})

interface EndCase {
  readonly desc: string
  readonly objects: readonly KubeObject[]
  readonly api?: Partial<WorldWorkload>
  readonly client: Readonly<Record<string, unknown>>
  readonly server: Readonly<Record<string, unknown>>
}

const slow = { latency: { p50Ms: 500, p95Ms: 510 } }
const broken = { spoilt: [{ ratio: 1, code: 503, grpcStatus: null }] }

const ends: readonly EndCase[] = [
  {
    desc: 'delays with flag DI',
    objects: [
      apiRoutes({ ...toApi, fault: { delay: { percentage: { value: 100 }, fixedDelay: '2s' } } }),
    ],
    client: { '200 DI': 1 },
    server: { '200 -': 1 },
  },
  {
    desc: 'aborts a share with flag FI, and the server never knows',
    objects: [
      apiRoutes({ ...toApi, fault: { abort: { percentage: { value: 30 }, httpStatus: 418 } } }),
    ],
    client: { '200 -': nearly(0.7), '418 FI': nearly(0.3) },
    server: { '200 -': 1 },
  },
  {
    desc: 'gives up after the time-out, and the server loses its client',
    objects: [apiRoutes({ ...toApi, timeout: '50ms' })],
    api: slow,
    client: { '504 UT': 1 },
    server: { '0 DC': 1 },
  },
  {
    desc: 'does not count an injected delay towards the time-out',
    objects: [apiRoutes({ ...toApi, timeout: '1s', fault: { delay: { fixedDelay: '2s' } } })],
    client: { '200 DI': 1 },
    server: { '200 -': 1 },
  },
  {
    desc: 'tries again as often as told, then says so',
    objects: [apiRoutes({ ...toApi, retries: { attempts: 2, retryOn: '5xx' } })],
    api: broken,
    client: { '503 URX': 1 },
    server: { '503 -': 1 },
  },
  {
    desc: 'does not retry what the policy does not name',
    objects: [apiRoutes({ ...toApi, retries: { attempts: 2, retryOn: 'reset' } })],
    api: broken,
    client: { '503 -': 1 },
    server: { '503 -': 1 },
  },
  {
    desc: 'has no cluster for a subset that nobody defined',
    objects: [apiRoutes({ route: [{ destination: { host: 'api', subset: 'v3' } }] })],
    client: { '503 NC': 1 },
    server: {},
  },
  {
    desc: 'has no healthy upstream in an empty subset',
    objects: [apiSubsets, apiRoutes({ route: [{ destination: { host: 'api', subset: 'v9' } }] })],
    client: { '503 UH': 1 },
    server: {},
  },
  {
    desc: 'has no route when no rule matches',
    objects: [apiRoutes({ ...toApi, match: [{ uri: { exact: '/nowhere' } }] })],
    client: { '404 NR': 1 },
    server: {},
  },
  {
    desc: 'redirects by itself',
    objects: [apiRoutes({ redirect: { authority: 'other' } })],
    client: { '301 -': 1 },
    server: {},
  },
  {
    desc: 'cannot connect with mutual TLS to a server that was told not to speak it',
    objects: [
      anObject('PeerAuthentication', 'default', { mtls: { mode: 'DISABLE' } }),
      anObject('DestinationRule', 'api', {
        host: 'api',
        trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
      }),
    ],
    client: { '503 UF,URX': 1 },
    server: {},
  },
]

describe('how requests end', () => {
  it.each(ends)('$desc', ({ objects, api, client, server }) => {
    const outcome = run({ objects, topology: shop(api === undefined ? {} : { api }) })
    expect(shares(fromClient(outcome), codeAndFlags)).toEqual(client)
    expect(shares(fromServer(outcome), codeAndFlags)).toEqual(server)
  })

  it('reports retries once at the client and every try at the server', () => {
    const objects = [apiRoutes({ ...toApi, retries: { attempts: 2, retryOn: '5xx' } })]
    const outcome = run({ objects, topology: shop({ api: broken }) })
    expect(fromServer(outcome)).toHaveLength(3 * fromClient(outcome).length)
  })

  it('adds the delay to what the client waits', () => {
    const objects = [apiRoutes({ ...toApi, fault: { delay: { fixedDelay: '2s' } } })]
    const [first] = fromClient(run({ objects, seconds: 2 }))
    expect(first?.durationMs).toBeGreaterThan(2_000)
  })

  it('lets a mirror hear without telling the client', () => {
    const objects = [
      apiSubsets,
      apiRoutes({
        route: [subset('v1')],
        mirror: { host: 'api', subset: 'v2' },
        mirrorPercentage: { value: 25 },
      }),
    ]
    const outcome = run({ objects })
    expect(shares(fromClient(outcome), version)).toEqual({ v1: 1 })
    expect(shares(fromServer(outcome), version)).toEqual({ v1: nearly(0.8), v2: nearly(0.2) })
  })

  it('overflows when connections and queue are full', () => {
    const objects = [
      anObject('DestinationRule', 'api', {
        host: 'api',
        trafficPolicy: {
          connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1 } },
        },
      }),
    ]
    const reports = fromClient(run({ objects, topology: shop({ api: slow }) }))
    expect(shares(reports, codeAndFlags)).toEqual({ '200 -': nearly(0.2), '503 UO': nearly(0.8) })
    expect(reports.find(({ flags }) => flags === 'UO')?.destination).toBeNull()
  })

  it('ejects a pod that keeps failing', () => {
    const topology = shop({
      workloads: [
        aWorkload({ namespace: 'shop', app: 'api', version: 'v3', spoilt: broken.spoilt }),
      ],
    })
    const failed = (objects: readonly KubeObject[]): number =>
      shares(fromClient(run({ topology, objects })), codeAndFlags)['503 -'] ?? 0
    const outlierDetection = {
      consecutive5xxErrors: 3,
      baseEjectionTime: '30s',
      maxEjectionPercent: 50,
    }
    const detection = anObject('DestinationRule', 'api', {
      host: 'api',
      trafficPolicy: { outlierDetection },
    })
    expect(failed([])).toBeGreaterThan(0.25)
    expect(failed([detection])).toBeLessThan(0.05)
  })
})

describe('hosts outside', () => {
  const toPartner = { call: httpCall('partner.example', '/', { port: 80 }) }
  const partner = {
    host: 'partner.example',
    address: '203.0.113.1',
    ports: [],
    latency: { p50Ms: 20, p95Ms: 40 },
    spoilt: [],
    requestBytes: 1,
    responseBytes: 1,
  }
  const topology = shop({ root: toPartner, externals: [partner] })
  const seen = (objects: readonly KubeObject[]): unknown =>
    shares(
      fromClient(run({ topology, objects })),
      (r) => `${r.service.kind} ${r.service.namespace} ${codeAndFlags(r)}`,
    )

  it('lets unknown hosts pass', () => {
    expect(seen([])).toEqual({ 'passthrough  200 -': 1 })
  })

  it('stops them where only the registry counts', () => {
    const sidecar = anObject('Sidecar', 'default', {
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    })
    expect(seen([sidecar])).toEqual({ 'blackhole  502 -': 1 })
  })

  it('stops them where the whole mesh says so', () => {
    const mesh = 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n'
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: { mesh },
    }
    expect(seen([config])).toEqual({ 'blackhole  502 -': 1 })
  })

  it('knows them by an entry', () => {
    const entry = anObject('ServiceEntry', 'partner', {
      hosts: ['partner.example'],
      ports: [{ number: 80 }],
    })
    expect(seen([entry])).toEqual({ 'registry shop 200 -': 1 })
  })

  it('cannot reach an entry behind which there is nobody', () => {
    const entry = anObject('ServiceEntry', 'nobody', { hosts: ['partner.example'] })
    const lonely = shop({ root: toPartner })
    expect(shares(fromClient(run({ topology: lonely, objects: [entry] })), codeAndFlags)).toEqual({
      '503 UF,URX': 1,
    })
  })
})
