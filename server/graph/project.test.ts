import { describe, expect, it } from 'vitest'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { graphSchema } from '#contract/graph.ts'
import type { Graph, GraphNode } from '#contract/graph.ts'
import { aPicture, aViewerOf, edgesOf } from '../../test/support/graph.ts'
import { anInventory, aServiceObject, aWorkloadObject } from '../../test/support/inventory.ts'
import { aDetectedMesh, aMesh, someFacts } from '../../test/support/mesh.ts'
import {
  anAnswer,
  anEnd,
  aRequested,
  aSample,
  aTcpSample,
  aTraffic,
  nobody,
  noService,
} from '../../test/support/traffic.ts'
import type { ExternalService } from '../seams/mesh.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import type { ProjectContext } from './project.ts'

const ingress = anEnd('istio-system/ingressgateway')
/** `to` may name a version: `bookinfo/reviews-v2`. */
const call = (from: string, to: string, value = 1) => {
  const service = to.replace(/-v2$/, '')
  return aSample({
    source: from === 'ingress' ? ingress : anEnd(`${from}-v1`),
    service: aRequested(service),
    destination: anEnd(service === to ? `${to}-v1` : to),
    value,
  })
}

/** ingress → productpage → reviews (two versions) → ratings; and a shop beside it. */
const bookinfo = [
  call('ingress', 'bookinfo/productpage', 10),
  call('bookinfo/productpage', 'bookinfo/reviews', 6),
  call('bookinfo/productpage', 'bookinfo/reviews-v2', 4),
  call('bookinfo/reviews', 'bookinfo/ratings', 3),
  call('bookinfo/ratings', 'shop/db', 2),
]

const ids = ({ nodes }: Graph): readonly string[] => nodes.map(({ id }) => id)
const node = ({ nodes }: Graph, id: string): GraphNode | undefined =>
  nodes.find((one) => one.id === id)

describe('what a telemetry end becomes', () => {
  it.each([
    {
      type: 'workload' as const,
      expected: {
        'workload:east/bookinfo/productpage-v1 → workload:east/bookinfo/reviews-v1': { http: 6 },
        'workload:east/bookinfo/productpage-v1 → workload:east/bookinfo/reviews-v2': { http: 4 },
        'workload:east/bookinfo/ratings-v1 → workload:east/shop/db-v1': { http: 2 },
        'workload:east/bookinfo/reviews-v1 → workload:east/bookinfo/ratings-v1': { http: 3 },
        'workload:east/istio-system/ingressgateway → workload:east/bookinfo/productpage-v1': {
          http: 10,
        },
      },
    },
    {
      type: 'app' as const,
      expected: {
        'app:east/bookinfo/productpage → app:east/bookinfo/reviews': { http: 10 },
        'app:east/bookinfo/ratings → app:east/shop/db': { http: 2 },
        'app:east/bookinfo/reviews → app:east/bookinfo/ratings': { http: 3 },
        'app:east/istio-system/ingressgateway → app:east/bookinfo/productpage': { http: 10 },
      },
    },
    {
      type: 'versionedApp' as const,
      expected: {
        'app:east/bookinfo/productpage@v1 → app:east/bookinfo/reviews@v1': { http: 6 },
        'app:east/bookinfo/productpage@v1 → app:east/bookinfo/reviews@v2': { http: 4 },
        'app:east/bookinfo/ratings@v1 → app:east/shop/db@v1': { http: 2 },
        'app:east/bookinfo/reviews@v1 → app:east/bookinfo/ratings@v1': { http: 3 },
        'app:east/istio-system/ingressgateway~ingressgateway → app:east/bookinfo/productpage@v1': {
          http: 10,
        },
      },
    },
    {
      type: 'service' as const,
      expected: {
        'service:east/bookinfo/productpage → service:east/bookinfo/reviews': { http: 10 },
        'service:east/bookinfo/ratings → service:east/shop/db': { http: 2 },
        'service:east/bookinfo/reviews → service:east/bookinfo/ratings': { http: 3 },
        'workload:east/istio-system/ingressgateway → service:east/bookinfo/productpage': {
          http: 10,
        },
      },
    },
  ])('in a graph of type $type', ({ type, expected }) => {
    expect(edgesOf(aPicture(bookinfo, { type }))).toEqual(expected)
  })

  it.each([
    {
      desc: 'workload, without a workload: its service',
      type: 'workload' as const,
      end: { workload: null },
      id: 'service:east/bookinfo/reviews',
    },
    {
      desc: 'app, without an app: its workload',
      type: 'app' as const,
      end: { app: null },
      id: 'workload:east/bookinfo/reviews-v1',
    },
    {
      desc: 'app, without either: its service',
      type: 'app' as const,
      end: { app: null, workload: null },
      id: 'service:east/bookinfo/reviews',
    },
    {
      desc: 'versioned app, without a workload',
      type: 'versionedApp' as const,
      end: { workload: null },
      id: 'app:east/bookinfo/reviews@v1',
    },
    {
      desc: 'a second workload of one app and version',
      type: 'versionedApp' as const,
      end: { workload: 'reviews-canary' },
      id: 'app:east/bookinfo/reviews@v1~reviews-canary',
    },
  ])('$desc', ({ type, end, id }) => {
    const sample = aSample({ destination: anEnd('bookinfo/reviews-v1', end) })
    expect(aPicture([sample], { type }).edges[0]?.target).toBe(id)
  })

  it('gives two things never one id', () => {
    const graph = aPicture([
      aSample({ destination: anEnd('a/x', { workload: 'y/z' }) }),
      aSample({ destination: anEnd('a/y', { namespace: 'a/y', workload: 'z' }) }),
    ])
    expect(graph.edges.map(({ target }) => target)).toEqual([
      'workload:east/a%2Fy/z',
      'workload:east/a/y%2Fz',
    ])
  })

  it('counts the calls of a workload with two services once in a service graph', () => {
    const graph = aPicture(
      [
        call('ingress', 'bookinfo/reviews'),
        aSample({ source: ingress, service: aRequested('bookinfo/reviews-alias') }),
        call('bookinfo/reviews', 'bookinfo/ratings', 3),
      ],
      { type: 'service' },
    )
    expect(graph.totals.all.http?.requestsPerSecond).toBe(5)
    expect(node(graph, 'service:east/bookinfo/reviews')?.outbound.http?.requestsPerSecond).toBe(3)
  })
})

describe('service nodes', () => {
  const ask = { serviceNodes: 'true' } as const

  it('stand between caller and callee, both halves carrying the rate', () => {
    expect(edgesOf(aPicture(bookinfo.slice(1, 3), ask))).toEqual({
      'service:east/bookinfo/reviews → workload:east/bookinfo/reviews-v1': { http: 6 },
      'service:east/bookinfo/reviews → workload:east/bookinfo/reviews-v2': { http: 4 },
      'workload:east/bookinfo/productpage-v1 → service:east/bookinfo/reviews': { http: 10 },
    })
  })

  it.each([
    {
      desc: 'before a way out',
      sample: aSample({ destination: nobody, service: { ...noService, egress: 'passthrough' } }),
    },
    { desc: 'before a callee that is a service', sample: aSample({ destination: nobody }) },
  ])('are not drawn $desc', ({ sample }) => {
    expect(aPicture([sample], ask).edges).toHaveLength(1)
  })

  it('leave latency and throughput to the second half', () => {
    const { edges } = aPicture(
      [
        aSample(),
        aSample({ measure: 'responseTimeMs', value: 40 }),
        aSample({ measure: 'requestBytes', value: 900 }),
      ],
      { ...ask, responseTime: 'p95', throughput: 'request' },
    )
    expect(
      edges.map(({ responseTime, throughput }) => [responseTime?.valueMs, throughput]),
    ).toEqual([
      [40, { direction: 'request', bytesPerSecond: 900 }],
      [null, { direction: 'request', bytesPerSecond: null }],
    ])
  })
})

describe('response times', () => {
  const time = (value: number, fields: Parameters<typeof aSample>[0] = {}) =>
    aSample({ measure: 'responseTimeMs', value, ...fields })
  const toV2 = { destination: anEnd('bookinfo/reviews-v2') }

  it.each([
    { desc: 'one value', statistic: 'p95' as const, times: [time(40)], expected: [40, false] },
    {
      desc: 'T34: in the lowest bucket',
      statistic: 'p95' as const,
      times: [time(3)],
      expected: [5, true],
    },
    {
      desc: 'a mean is no bucket',
      statistic: 'avg' as const,
      times: [time(3)],
      expected: [3, false],
    },
    {
      desc: "the counting reporter's",
      statistic: 'p95' as const,
      times: [time(70, { reporter: 'destination' }), time(40)],
      expected: [40, false],
    },
    {
      desc: "the other's when there is no other",
      statistic: 'p95' as const,
      times: [time(70, { reporter: 'destination' })],
      expected: [70, false],
    },
    {
      desc: 'nothing timed',
      statistic: 'p95' as const,
      times: [time(Number.NaN)],
      expected: [null, false],
    },
    { desc: 'no histogram', statistic: 'p95' as const, times: [], expected: [null, false] },
  ])('$desc', ({ statistic, times, expected }) => {
    const { edges } = aPicture([aSample(), ...times], { responseTime: statistic })
    const told = edges[0]?.responseTime
    expect([told?.valueMs, told?.isAtMost]).toEqual(expected)
    expect(told?.reason === null).toBe(expected[0] !== null)
  })

  it.each([
    { desc: 'weights means by requests', statistic: 'avg' as const, expected: [70, false] },
    {
      desc: 'tells of a quantile only what it is at most',
      statistic: 'p95' as const,
      expected: [100, true],
    },
  ])('$desc when an edge sums two', ({ statistic, expected }) => {
    const { edges } = aPicture(
      [aSample({ value: 1 }), aSample({ ...toV2, value: 1 }), time(40), time(100, toV2)],
      { responseTime: statistic, type: 'app' },
    )
    expect([edges[0]?.responseTime?.valueMs, edges[0]?.responseTime?.isAtMost]).toEqual(expected)
  })

  const coarse = someFacts({ lowestBucketMsByWorkload: new Map([['bookinfo/reviews-v1', 50]]) })
  const byServer = { reporter: 'destination' } as const
  const noWorkloads = {
    ...byServer,
    source: { ...anEnd('bookinfo/productpage'), workload: null },
    destination: { ...anEnd('bookinfo/reviews'), workload: null },
  }

  it.each([
    {
      desc: "T34: the server's own lowest bound",
      times: [time(30, byServer)],
      type: 'workload' as const,
      expected: [50, true],
    },
    {
      desc: 'T34: not of what the client measured with the usual bounds',
      times: [time(30)],
      type: 'workload' as const,
      expected: [30, false],
    },
    {
      desc: 'T34: above its lowest bound',
      times: [time(51, byServer)],
      type: 'workload' as const,
      expected: [51, false],
    },
    {
      desc: 'T34: the coarsest bound of an app',
      times: [time(30, noWorkloads)],
      type: 'app' as const,
      expected: [50, true],
    },
    {
      desc: 'T34: the coarsest bound of those who answer for a service',
      times: [time(30, { ...noWorkloads, destination: { ...nobody, cluster: 'east' } })],
      type: 'service' as const,
      expected: [50, true],
    },
  ])('$desc', ({ times, type, expected }) => {
    const samples = [...bookinfo, ...times]
    const { edges } = aPicture(samples, { responseTime: 'p95', type }, { facts: coarse })
    const told = edges.find(({ target }) => /reviews(-v1)?$/.test(target))?.responseTime
    expect([told?.valueMs, told?.isAtMost]).toEqual(expected)
  })

  it('reads groups by app and by service, which name no workload', () => {
    const groups = { source: { ...anEnd('bookinfo/productpage'), workload: null } }
    const samples = [
      ...bookinfo,
      time(40, { ...groups, destination: { ...anEnd('bookinfo/reviews'), workload: null } }),
    ]
    const byApp = aPicture(samples, { responseTime: 'p95', type: 'app' })
    expect(byApp.edges.map(({ responseTime }) => responseTime?.valueMs)).toContain(40)
    const service = [
      ...bookinfo,
      time(40, { ...groups, destination: { ...nobody, cluster: 'east' } }),
    ]
    const byService = aPicture(service, { responseTime: 'p95', type: 'service' })
    expect(
      byService.edges.find(({ target }) => target.endsWith('/reviews'))?.responseTime?.valueMs,
    ).toBe(40)
  })
})

describe('open and closed namespaces', () => {
  it('sums in one node what is closed', () => {
    const graph = aPicture(bookinfo, { open: 'none' })
    expect(edgesOf(graph)).toEqual({
      'namespace:east/bookinfo → namespace:east/shop': { http: 2 },
      'namespace:east/istio-system → namespace:east/bookinfo': { http: 10 },
    })
    expect(node(graph, 'namespace:east/bookinfo')).toMatchObject({
      inbound: { http: { requestsPerSecond: 10 } },
      outbound: { http: { requestsPerSecond: 2 } },
      closed: {
        members: { workloads: 4, apps: 3, services: 0, edges: 3 },
        internal: { http: { requestsPerSecond: 13 } },
      },
    })
  })

  it.each([
    { open: 'all', expected: ['bookinfo', 'istio-system', 'shop'] },
    { open: 'none', expected: [] },
    { open: 'shop', expected: ['shop'] },
    { open: 'east/shop,bookinfo', expected: ['bookinfo', 'shop'] },
    { open: 'all,-shop', expected: ['bookinfo', 'istio-system'] },
    { open: 'auto', expected: ['bookinfo', 'istio-system', 'shop'] },
    { open: 'auto,-bookinfo', expected: ['istio-system', 'shop'] },
    { open: 'none,+shop', expected: ['shop'] },
    { open: 'nonsense', expected: [] },
  ])('open=$open', ({ open, expected }) => {
    expect(aPicture(bookinfo, { open }).open.namespaces).toEqual(
      expected.map((name) => `east/${name}`),
    )
  })

  it('says how many edges one stands for', () => {
    const graph = aPicture(bookinfo, { open: 'shop,istio-system' })
    expect(graph.edges.map(({ standsFor }) => standsFor)).toEqual([1, 1])
    const both = aPicture([...bookinfo, call('bookinfo/reviews', 'shop/db')], { open: 'none' })
    expect(both.edges.find(({ target }) => target === 'namespace:east/shop')?.standsFor).toBe(2)
  })

  it('keeps the totals whatever is open, boxed or drawn between', () => {
    const views: GraphAskInput[] = [
      { open: 'all' },
      { open: 'none' },
      { open: 'shop', serviceNodes: 'true' },
      { boxBy: '', serviceNodes: 'true' },
      { waypoints: 'true' },
    ]
    const [first, ...others] = views.map((view) => aPicture(bookinfo, view).totals.all)
    for (const one of others) expect(one).toEqual(first)
    expect(first?.http?.requestsPerSecond).toBe(25)
  })
})

describe('boxes', () => {
  it('hold namespaces, and apps with two or more workloads', () => {
    const graph = aPicture(bookinfo, { type: 'versionedApp' })
    expect(graph.boxes.map(({ id, box }) => [id, box])).toEqual([
      ['box:namespace/east/bookinfo', null],
      ['box:namespace/east/istio-system', null],
      ['box:namespace/east/shop', null],
      ['box:app/east/bookinfo/reviews', 'box:namespace/east/bookinfo'],
    ])
    expect(node(graph, 'app:east/bookinfo/reviews@v2')?.box).toBe('box:app/east/bookinfo/reviews')
    expect(graph.boxes[3]).toMatchObject({
      members: { workloads: 2, apps: 1 },
      inbound: { http: { requestsPerSecond: 10 } },
      outbound: { http: { requestsPerSecond: 3 } },
      internal: { http: null },
    })
  })

  it('take the service of their app in', () => {
    const graph = aPicture(bookinfo, { type: 'versionedApp', serviceNodes: 'true' })
    expect(node(graph, 'service:east/bookinfo/reviews')?.box).toBe('box:app/east/bookinfo/reviews')
    expect(node(graph, 'service:east/bookinfo/ratings')?.box).toBe('box:namespace/east/bookinfo')
  })

  it('of clusters are drawn when there are several', () => {
    const west = { cluster: 'west' }
    const graph = aPicture(
      [
        aSample({
          service: aRequested('bookinfo/reviews', west),
          destination: anEnd('bookinfo/reviews-v1', west),
        }),
      ],
      { open: 'none' },
    )
    expect(graph.boxes).toMatchObject([
      { id: 'box:cluster/east', outbound: { http: { requestsPerSecond: 1 } } },
      { id: 'box:cluster/west', inbound: { http: { requestsPerSecond: 1 } } },
    ])
    expect(graph.nodes.map(({ id, box }) => [id, box])).toEqual([
      ['namespace:east/bookinfo', 'box:cluster/east'],
      ['namespace:west/bookinfo', 'box:cluster/west'],
    ])
  })
})

describe('selection and rights', () => {
  it('draws the neighbours of what is selected, marked as outside', () => {
    const graph = aPicture(bookinfo, { namespaces: 'shop' })
    expect(graph.nodes.map(({ id, marks }) => [id, marks])).toEqual([
      ['workload:east/bookinfo/ratings-v1', ['outside']],
      ['workload:east/shop/db-v1', []],
    ])
    expect(graph.totals).toMatchObject({
      namespaces: 1,
      members: { workloads: 1 },
      inbound: { http: { requestsPerSecond: 2 } },
      all: { http: { requestsPerSecond: 2 } },
    })
  })

  it('makes one nameless node of all that a viewer may not see', () => {
    const graph = aPicture(bookinfo, {}, { context: { viewer: aViewerOf('shop') } })
    expect(edgesOf(graph)).toEqual({ 'restricted:east → workload:east/shop/db-v1': { http: 2 } })
    expect(JSON.stringify(graph)).not.toMatch(/bookinfo|ratings|istio-system/)
  })

  it('adds up the totals of two viewers by who calls, and by who is called', () => {
    const [web, db] = [anEnd('shop/web-v1'), anEnd('bank/db-v1')]
    const outside = { ...noService, name: 'api.com', host: 'api.com' }
    const call = (source: typeof web, destination: typeof web, value: number): TrafficSample =>
      aSample({ source, destination, service: noService, value })
    const samples = [
      call(web, anEnd('shop/cart-v1'), 1),
      call(web, db, 2),
      call(db, web, 4),
      call(db, anEnd('bank/log-v1'), 8),
      call(nobody, web, 16),
      aSample({ source: web, destination: nobody, service: outside, value: 32 }),
    ]
    const totalsOf = (viewer: ProjectContext['viewer'], namespaces = ''): number[] => {
      const { totals } = aPicture(samples, { namespaces }, { context: { viewer } })
      const { all, inbound, outbound, internal } = totals
      return [all, inbound, outbound, internal].map(({ http }) => http?.requestsPerSecond ?? 0)
    }
    const admin: ProjectContext['viewer'] = { user: 'admin', sees: 'all' }
    const [shop, bank] = [totalsOf(aViewerOf('shop')), totalsOf(aViewerOf('bank'))]
    expect(shop).toEqual([55, 20, 34, 1])
    expect(bank).toEqual([14, 2, 4, 8])
    expect([totalsOf(admin, 'shop'), totalsOf(admin, 'bank')]).toEqual([shop, bank])
    const [callsOfNobody, callsToOutside] = [16, 32]
    const [whole = 0] = totalsOf(admin)
    const plus = (...parts: (number | undefined)[]): number =>
      parts.reduce<number>((sum, part = 0) => sum + part, 0)
    expect(plus(shop[2], shop[3], bank[2], bank[3], callsOfNobody)).toBe(whole)
    expect(plus(shop[1], shop[3], bank[1], bank[3], callsToOutside)).toBe(whole)
  })

  it('leaves out what happens among namespaces that are hidden', () => {
    const graph = aPicture(bookinfo, {}, { context: { viewer: aViewerOf('elsewhere') } })
    expect(graph).toMatchObject({ nodes: [], edges: [], empty: { code: 'noTraffic' } })
  })

  it('tells no host, principal or entry of a hidden namespace', () => {
    const graph = aPicture(
      [
        aSample({
          source: anEnd('shop/web-v1'),
          service: aRequested('vault/keys'),
          destination: anEnd('vault/keys-v1'),
          sourcePrincipal: 'spiffe://c/ns/shop/sa/web',
          destinationPrincipal: 'spiffe://c/ns/vault/sa/keys',
        }),
        aSample({
          source: anEnd('shop/web-v1'),
          destination: nobody,
          service: { ...noService, name: 'api.com', host: 'api.com' },
        }),
      ],
      {},
      {
        context: { viewer: aViewerOf('shop') },
        facts: someFacts({
          externalServices: [
            {
              namespace: 'vault',
              name: 'vault-api',
              hosts: ['api.com'],
              isInside: false,
              visibleTo: ['*'],
              marks: [],
              effects: [],
            },
          ],
        }),
      },
    )
    expect(ids(graph)).toEqual([
      'external:east/api.com',
      'workload:east/shop/web-v1',
      'restricted:east',
    ])
    expect(JSON.stringify(graph)).not.toMatch(/vault|keys/)
    expect(graph.edges[1]?.mtls.sourcePrincipals).toEqual(['spiffe://c/ns/shop/sa/web'])
  })
})

describe('focus', () => {
  it.each([
    {
      desc: 'one step around a node',
      ask: { focus: 'workload:east/bookinfo/ratings-v1' },
      expected: ['bookinfo/ratings-v1', 'bookinfo/reviews-v1', 'shop/db-v1'],
    },
    {
      desc: 'two steps, along the calls',
      ask: { focus: 'workload:east/shop/db-v1', depth: '2' },
      expected: ['bookinfo/ratings-v1', 'bookinfo/reviews-v1', 'shop/db-v1'],
    },
    {
      desc: 'an id of another graph type',
      ask: { focus: 'app:east/bookinfo/ratings@v1' },
      expected: ['bookinfo/ratings-v1', 'bookinfo/reviews-v1', 'shop/db-v1'],
    },
    {
      desc: 'a service, by those behind it',
      ask: { focus: 'service:east/shop/db' },
      expected: ['bookinfo/ratings-v1', 'shop/db-v1'],
    },
    {
      desc: 'a namespace',
      ask: { focus: 'namespace:east/shop' },
      expected: ['bookinfo/ratings-v1', 'shop/db-v1'],
    },
  ])('keeps $desc', ({ ask, expected }) => {
    const graph = aPicture(bookinfo, ask)
    expect(ids(graph).filter((id) => id.startsWith('workload:'))).toEqual(
      expected.map((name) => `workload:east/${name}`),
    )
  })

  it.each([{ focus: 'workload:east/bookinfo/nobody' }, { focus: 'nonsense' }])(
    'says that $focus is not there',
    ({ focus }) => {
      expect(aPicture(bookinfo, { focus }).empty?.code).toBe('focusNotFound')
    },
  )

  it('does not tell whether a hidden node exists', () => {
    const focus = 'workload:east/bookinfo/ratings-v1'
    const graph = aPicture(bookinfo, { focus }, { context: { viewer: aViewerOf('shop') } })
    expect(graph.empty?.code).toBe('focusNotFound')
  })
})

describe('marks', () => {
  const facts = someFacts({
    marksByService: new Map([['bookinfo/reviews', new Set(['routing', 'timeout'] as const)]]),
    gatewayHostsByWorkload: new Map([['istio-system/ingressgateway', ['shop.example.com']]]),
    dataPlaneByWorkload: new Map([
      ['shop/db-v1', 'none'],
      ['bookinfo/ratings-v1', 'ambient'],
    ]),
  })

  it('come from the traffic and from the configuration', () => {
    const graph = aPicture(bookinfo, {}, { facts })
    expect(Object.fromEntries(graph.nodes.map(({ name, marks }) => [name, marks]))).toEqual({
      'db-v1': ['outOfMesh'],
      ingressgateway: ['root', 'gateway'],
      'productpage-v1': [],
      'ratings-v1': ['ambient'],
      'reviews-v1': ['routing', 'timeout'],
      'reviews-v2': ['routing', 'timeout'],
    })
    expect(node(graph, 'workload:east/istio-system/ingressgateway')?.hosts).toEqual([
      'shop.example.com',
    ])
  })

  it('of a service sit on its node where there is one', () => {
    const graph = aPicture(bookinfo, { serviceNodes: 'true' }, { facts })
    expect(node(graph, 'service:east/bookinfo/reviews')?.marks).toEqual(['routing', 'timeout'])
    expect(node(graph, 'workload:east/bookinfo/reviews-v1')?.marks).toEqual([])
  })

  it('of a host outside sit on the node of its entry', () => {
    const entry: ExternalService = {
      namespace: 'shop',
      name: 'api',
      hosts: ['api.com'],
      isInside: false,
      visibleTo: ['*'],
      marks: ['timeout', 'routing'],
      effects: [],
    }
    const service = { ...noService, name: 'api.com', host: 'api.com' }
    const graph = aPicture(
      [aSample({ destination: nobody, service })],
      {},
      { facts: someFacts({ externalServices: [entry] }) },
    )
    expect(node(graph, 'external:east/api.com')?.marks).toEqual([
      'serviceEntry',
      'routing',
      'timeout',
    ])
  })
})

describe('idle elements', () => {
  const inventories = [
    anInventory({
      workloads: [aWorkloadObject('bookinfo/reviews-v1'), aWorkloadObject('bookinfo/idle-v1')],
      services: [aServiceObject('bookinfo/reviews'), aServiceObject('bookinfo/idle')],
      endpoints: [{ namespace: 'bookinfo', service: 'reviews', addresses: 1, readyAddresses: 1 }],
    }),
  ]

  it('are drawn when they are asked for', () => {
    expect(ids(aPicture([aSample()], {}, { inventories }))).toHaveLength(2)
    const graph = aPicture(
      [aSample()],
      { idleNodes: 'true', serviceNodes: 'true' },
      { inventories },
    )
    expect(node(graph, 'workload:east/bookinfo/idle-v1')?.marks).toEqual(['idle'])
    expect(node(graph, 'service:east/bookinfo/idle')?.marks).toEqual(['idle', 'dead'])
  })

  it('may be edges whose counters stand still', () => {
    const still = aSample({ value: 0 })
    expect(aPicture([still]).edges).toEqual([])
    const graph = aPicture([still], { idleEdges: 'true' })
    expect(graph.edges).toMatchObject([
      {
        isIdle: true,
        http: { requestsPerSecond: 0, errorRatio: null },
        health: { status: 'none' },
      },
    ])
    expect(graph.nodes.map(({ marks }) => marks)).toEqual([['root', 'idle'], ['idle']])
  })
})

describe('health', () => {
  it.each([
    { desc: 'all well', code: '200', flags: null, failing: 1, expected: 'healthy' },
    { desc: 'some errors', code: '503', flags: null, failing: 0.5, expected: 'degraded' },
    { desc: 'many errors', code: '503', flags: null, failing: 5, expected: 'failure' },
    { desc: 'no response', code: '0', flags: 'UT', failing: 5, expected: 'failure' },
    { desc: 'clients that hang up', code: '0', flags: 'DC', failing: 5, expected: 'healthy' },
    { desc: 'a few 4xx', code: '404', flags: null, failing: 0.5, expected: 'healthy' },
  ])('of an edge: $desc', ({ code, flags, failing, expected }) => {
    const graph = aPicture([aSample({ value: 9 }), aSample({ code, flags, value: failing })])
    expect(graph.edges[0]?.health.status).toBe(expected)
  })

  it('does not blame a callee for faults that the mesh was told to inject', () => {
    const graph = aPicture([aSample({ value: 5 }), aSample({ code: '500', flags: 'FI', value: 5 })])
    expect(node(graph, 'workload:east/bookinfo/reviews-v1')?.health).toMatchObject({
      status: 'healthy',
      reasons: [{ injectedPerSecond: 5, ratio: 0.5 }],
    })
  })

  it('is the worse of requests and pods', () => {
    const inventories = [
      anInventory({
        workloads: [aWorkloadObject('bookinfo/reviews-v1', { availableReplicas: 0 })],
      }),
    ]
    const graph = aPicture([aSample()], {}, { inventories })
    expect(node(graph, 'workload:east/bookinfo/reviews-v1')?.health.status).toBe('failure')
  })

  it('of what is closed is the worst of it, and says why', () => {
    const failing = aSample({ code: '503', value: 5 })
    const graph = aPicture([...bookinfo, failing], { open: 'none' })
    expect(node(graph, 'namespace:east/bookinfo')).toMatchObject({
      health: { status: 'failure' },
      closed: { members: { byHealth: { failure: 2, healthy: 2 } } },
    })
    expect(node(graph, 'namespace:east/bookinfo')?.health.reasons[0]).toMatchObject({
      codes: '5xx',
    })
  })
})

describe('other layers', () => {
  it('tells the share of what a source sends', () => {
    const graph = aPicture(bookinfo.slice(1, 3))
    expect(graph.edges.map(({ http }) => http?.outboundShare)).toEqual([0.6, 0.4])
  })

  it('tells gRPC messages when they are asked for', () => {
    const grpc = { protocol: 'grpc', grpcStatus: '0' }
    const samples = [aSample(grpc), aSample({ ...grpc, measure: 'messagesSent', value: 8 })]
    expect(aPicture(samples).edges[0]?.grpcMessages).toBeUndefined()
    expect(aPicture(samples, { grpc: 'total' }).edges[0]?.grpcMessages).toMatchObject({
      sentPerSecond: 8,
      reporter: 'source',
    })
  })

  it('draws operations before the callee, the unclassified rest beside them', () => {
    const operations = ['list', 'get'].map((name, index) =>
      aSample({ operation: name, value: 6 - 3 * index }),
    )
    const traffic = aTraffic([aSample({ value: 10 })])
    const answers = [
      ...traffic.answers,
      anAnswer(operations, { id: 'operations', layer: 'operations' }),
    ]
    const target = 'workload:east/bookinfo/reviews-v1'
    const source = 'workload:east/bookinfo/productpage-v1'
    const graph = aPicture([], { operations: 'true' }, { traffic: { answers } })
    expect(edgesOf(graph)).toEqual({
      [`${source} → ${target}`]: { http: 1 },
      [`${source} → operation:${target}/list`]: { http: 6 },
      [`operation:${target}/list → ${target}`]: { http: 6 },
      [`${source} → operation:${target}/get`]: { http: 3 },
      [`operation:${target}/get → ${target}`]: { http: 3 },
    })
    expect(graph.totals.all.http?.requestsPerSecond).toBe(10)
  })

  it('draws operations that only the server classifies, where the client counted the calls', () => {
    const classified = aSample({ reporter: 'destination', operation: 'list', value: 6 })
    const plain = aSample({ reporter: 'source', operation: null, value: 10 })
    const traffic = aTraffic([
      aSample({ reporter: 'source', value: 10 }),
      aSample({ reporter: 'destination', value: 9.9 }),
    ])
    const operations = anAnswer([classified, plain], { id: 'operations', layer: 'operations' })
    const answers = [...traffic.answers, operations]
    const target = 'workload:east/bookinfo/reviews-v1'
    const source = 'workload:east/bookinfo/productpage-v1'
    const graph = aPicture([], { operations: 'true' }, { traffic: { answers } })
    expect(edgesOf(graph)).toEqual({
      [`${source} → ${target}`]: { http: 4 },
      [`${source} → operation:${target}/list`]: { http: 6 },
      [`operation:${target}/list → ${target}`]: { http: 6 },
    })
  })
})

describe('an empty picture', () => {
  it.each([
    { desc: 'no mesh', samples: [], ask: {}, parts: {}, code: 'noMesh', says: /testd/ },
    {
      desc: 'no traffic where it was looked for',
      samples: bookinfo,
      ask: { namespaces: 'elsewhere' },
      parts: {},
      code: 'noTrafficInSelection',
      says: /some in bookinfo, istio-system, shop\./,
    },
    {
      desc: 'a namespace that is not theirs',
      samples: bookinfo,
      ask: { namespaces: 'bookinfo' },
      parts: { context: { viewer: aViewerOf('shop') } },
      code: 'noRights',
      says: /may not see/,
    },
    {
      desc: 'metrics that did not answer',
      samples: [],
      ask: {},
      parts: {
        traffic: {
          answers: [],
          warnings: [
            {
              part: 'rates' as const,
              warning: {
                source: 'metrics',
                layer: 'requests' as const,
                code: 'unavailable' as const,
                message: 'The metrics source did not answer',
                sinceAt: 1,
                dataAt: null,
              },
            },
          ],
        },
      },
      code: 'metricsUnavailable',
      says: /did not answer/,
    },
    {
      desc: 'no store and no mesh that it could be of',
      samples: [],
      ask: {},
      parts: { inventories: [anInventory()], traffic: { answers: [] } },
      code: 'noMesh',
      says: /Looked for: .*testd/,
    },
    {
      desc: 'no store, and objects that could not be read',
      samples: [],
      ask: {},
      parts: {
        inventories: [
          anInventory({
            unreadable: [
              { kind: 'Pod', reason: 'forbidden' as const, message: 'not yours', sinceAt: 1 },
            ],
          }),
        ],
        traffic: { answers: [] },
      },
      code: 'metricsUnavailable',
      says: /not asked/,
    },
    {
      desc: 'a window younger than two scrapes',
      samples: [],
      ask: {},
      parts: {
        inventories: [anInventory()],
        traffic: { scrapeIntervalSeconds: 60, meshes: [aMesh({ detect: () => aDetectedMesh })] },
      },
      code: 'tooYoung',
      says: /every 60 s/,
    },
    {
      desc: 'a quiet mesh',
      samples: [],
      ask: {},
      parts: {
        inventories: [anInventory()],
        traffic: { meshes: [aMesh({ detect: () => aDetectedMesh })] },
      },
      code: 'noTraffic',
      says: /last 1 min\./,
    },
  ])('says why: $desc', ({ samples, ask, parts, code, says }) => {
    const { empty } = aPicture(samples, ask, parts)
    expect(empty?.code).toBe(code)
    expect(empty?.message).toMatch(says)
  })
})

it('gives what the contract promises', () => {
  const graph = aPicture([...bookinfo, aTcpSample({ value: 5 })], { serviceNodes: 'true' })
  expect(graphSchema.parse(graph)).toEqual(graph)
})
