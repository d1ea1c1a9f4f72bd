import { describe, expect, it } from 'vitest'
import { aBase, aPicture, edgesOf, type BaseParts } from '../../test/support/graph.ts'
import { anInventory, aServiceObject } from '../../test/support/inventory.ts'
import { someFacts } from '../../test/support/mesh.ts'
import {
  anEnd,
  aRequested,
  aSample,
  aTcpSample,
  nobody,
  noService,
} from '../../test/support/traffic.ts'
import type { TrafficSample } from '../seams/traffic.ts'

const productpage = 'workload:east/bookinfo/productpage-v1'
const reviews = 'workload:east/bookinfo/reviews-v1'
const waypoint = anEnd('bookinfo/waypoint')
const wayOut = { ...noService, cluster: 'east', egress: 'passthrough' } as const
const ztunnel = { isNodeProxy: true, security: 'mutualTls' } as const

interface Case {
  readonly desc: string
  readonly samples: readonly TrafficSample[]
  readonly parts?: BaseParts
  readonly ask?: Parameters<typeof aPicture>[1]
  readonly expected: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const cases: readonly Case[] = [
  {
    desc: 'T1: two proxies report one call',
    samples: [aSample({ value: 3 }), aSample({ reporter: 'destination', value: 3 })],
    expected: { [`${productpage} → ${reviews}`]: { http: 3 } },
  },
  {
    desc: 'a scrape gap on one side does not halve an edge',
    samples: [aSample({ value: 1 }), aSample({ reporter: 'destination', value: 4 })],
    expected: { [`${productpage} → ${reviews}`]: { http: 4 } },
  },
  {
    desc: 'codes of one reporter are one edge',
    samples: [aSample({ value: 2 }), aSample({ code: '500', value: 1 })],
    expected: { [`${productpage} → ${reviews}`]: { http: 3 } },
  },
  {
    desc: 'protocols are told apart on one edge',
    samples: [
      aSample({ value: 2 }),
      aSample({ protocol: 'grpc', grpcStatus: '0', value: 4 }),
      aTcpSample({ value: 100 }),
    ],
    expected: { [`${productpage} → ${reviews}`]: { http: 2, grpc: 4, sent: 100 } },
  },
  {
    desc: 'rule 1: an unknown cluster is the only one there is',
    samples: [
      aSample({
        source: anEnd('bookinfo/productpage-v1', { cluster: null }),
        service: aRequested('bookinfo/reviews', { cluster: null }),
        destination: anEnd('bookinfo/reviews-v1', { cluster: null }),
      }),
    ],
    parts: { inventories: [anInventory()] },
    expected: { [`${productpage} → ${reviews}`]: { http: 1 } },
  },
  {
    desc: 'rule 1: with two clusters it stays unknown',
    samples: [aSample({ source: anEnd('bookinfo/productpage-v1', { cluster: null }) })],
    parts: { inventories: [anInventory(), anInventory({ cluster: 'west' })] },
    expected: { [`workload:unknown/bookinfo/productpage-v1 → ${reviews}`]: { http: 1 } },
  },
  {
    desc: 'rule 1: what one proxy does not know of an end, the other tells',
    samples: [
      aSample({ source: anEnd('bookinfo/productpage-v1', { app: null, version: null }) }),
      aSample({ reporter: 'destination' }),
    ],
    ask: { type: 'app' },
    expected: { 'app:east/bookinfo/productpage → app:east/bookinfo/reviews': { http: 1 } },
  },
  {
    desc: 'rule 3: another protocol keeps the edge without rates',
    samples: [aSample({ protocol: 'mongo', value: 9 })],
    expected: { [`${productpage} → ${reviews}`]: {} },
  },
  {
    desc: 'rule 5, T4: a request that died before a server ends at the service',
    samples: [aSample({ destination: nobody, code: '503', flags: 'UF', value: 2 })],
    expected: { [`${productpage} → service:east/bookinfo/reviews`]: { http: 2 } },
  },
  {
    desc: 'rule 6: traffic outside the registry ends at one node per way out',
    samples: [
      aSample({
        destination: nobody,
        service: { ...noService, host: '1.2.3.4', egress: 'passthrough' },
      }),
      aSample({
        destination: nobody,
        service: { ...noService, host: 'x.org', egress: 'passthrough' },
      }),
      aSample({ destination: nobody, service: { ...noService, egress: 'blackhole' }, value: 5 }),
    ],
    expected: {
      [`${productpage} → external:east/BlackHoleCluster`]: { http: 5 },
      [`${productpage} → external:east/PassthroughCluster`]: { http: 2 },
    },
  },
  {
    desc: 'rule 6: the way out is that of the cluster it is left from, and so are those nobody knows',
    samples: ['east', 'west'].flatMap((cluster) => [
      aSample({
        source: anEnd('bookinfo/productpage-v1', { cluster }),
        destination: nobody,
        service: wayOut,
      }),
      aSample({ source: nobody, destination: anEnd('bookinfo/reviews-v1', { cluster }) }),
    ]),
    expected: {
      [`${productpage} → external:east/PassthroughCluster`]: { http: 1 },
      'workload:west/bookinfo/productpage-v1 → external:west/PassthroughCluster': { http: 1 },
      [`unknown:east → ${reviews}`]: { http: 1 },
      'unknown:west → workload:west/bookinfo/reviews-v1': { http: 1 },
    },
  },
  {
    desc: 'rule 6: hosts of one entry are one node',
    samples: ['a.api.com', 'b.api.com'].map((host) =>
      aSample({ destination: nobody, service: { ...noService, name: host, host } }),
    ),
    parts: {
      facts: someFacts({
        externalServices: [
          {
            namespace: 'egress',
            name: 'api',
            hosts: ['*.api.com'],
            isInside: false,
            visibleTo: ['*'],
            marks: [],
            effects: [],
          },
        ],
      }),
    },
    expected: { [`${productpage} → external:east/*.api.com`]: { http: 2 } },
  },
  {
    desc: 'rule 6: a host of no entry is a node of its own',
    samples: [
      aSample({ destination: nobody, service: { ...noService, name: 'api.com', host: 'api.com' } }),
    ],
    expected: { [`${productpage} → external:east/api.com`]: { http: 1 } },
  },
  {
    desc: 'rule 6: a service of the cluster is no external host, whatever a wildcard says',
    samples: [aSample({ destination: nobody })],
    parts: {
      inventories: [anInventory({ services: [aServiceObject('bookinfo/reviews')] })],
      facts: someFacts({
        externalServices: [
          {
            namespace: 'x',
            name: 'any',
            hosts: ['*'],
            isInside: false,
            visibleTo: ['*'],
            marks: [],
            effects: [],
          },
        ],
      }),
    },
    expected: { [`${productpage} → service:east/bookinfo/reviews`]: { http: 1 } },
  },
  {
    desc: 'a caller of whom nothing is known is one node per cluster',
    samples: [
      aSample({ reporter: 'destination', source: nobody }),
      aSample({ reporter: 'destination', source: { ...nobody, cluster: 'east' }, value: 2 }),
    ],
    expected: { [`unknown:east → ${reviews}`]: { http: 3 } },
  },
  {
    desc: 'T2: the hops around a waypoint are folded into what it told',
    samples: [
      aTcpSample({ destination: waypoint, value: 500, ...ztunnel }),
      aTcpSample({ source: waypoint, reporter: 'destination', value: 500, ...ztunnel }),
      aSample({ reporter: 'waypoint', security: 'mutualTls', value: 7 }),
    ],
    parts: { facts: someFacts({ waypointWorkloads: new Set(['bookinfo/waypoint']) }) },
    expected: { [`${productpage} → ${reviews}`]: { http: 7 } },
  },
  {
    desc: 'T2: the same without configuration, since a waypoint behaves as one',
    samples: [
      aTcpSample({ destination: waypoint, value: 500, ...ztunnel }),
      aTcpSample({
        source: waypoint,
        service: noService,
        reporter: 'destination',
        value: 500,
        ...ztunnel,
      }),
      aSample({ reporter: 'waypoint', value: 7 }),
    ],
    expected: { [`${productpage} → ${reviews}`]: { http: 7 } },
  },
  {
    desc: 'T2: a hop for a service whose route sends on to others is folded, too',
    samples: [
      aTcpSample({
        destination: waypoint,
        service: aRequested('bookinfo/all'),
        value: 900,
        ...ztunnel,
      }),
      aTcpSample({ source: waypoint, reporter: 'destination', value: 900, ...ztunnel }),
      aSample({ reporter: 'waypoint', value: 7 }),
    ],
    parts: { facts: someFacts({ waypointWorkloads: new Set(['bookinfo/waypoint']) }) },
    expected: { [`${productpage} → ${reviews}`]: { http: 7 } },
  },
  {
    desc: 'T2: a hop to a waypoint that was not seen to call what others told of stays',
    samples: [
      aTcpSample({
        destination: waypoint,
        service: aRequested('bookinfo/all'),
        value: 900,
        ...ztunnel,
      }),
      aSample({ reporter: 'waypoint', value: 7 }),
    ],
    parts: { facts: someFacts({ waypointWorkloads: new Set(['bookinfo/waypoint']) }) },
    expected: {
      [`${productpage} → workload:east/bookinfo/waypoint`]: { sent: 900 },
      [`${productpage} → ${reviews}`]: { http: 7 },
    },
  },
  {
    desc: 'bytes that a node proxy counted below the requests that a gateway told of',
    samples: [
      aSample({ value: 7 }),
      aTcpSample({ reporter: 'destination', value: 900, ...ztunnel }),
      aTcpSample({ measure: 'tcpReceivedBytes', reporter: 'destination', value: 9, ...ztunnel }),
    ],
    expected: { [`${productpage} → ${reviews}`]: { http: 7 } },
  },
  {
    desc: 'the same bytes are shown where only node proxies count',
    samples: [
      aSample({ value: 7 }),
      aTcpSample({ reporter: 'destination', value: 900, ...ztunnel }),
    ],
    ask: { ambient: 'ztunnel' },
    expected: { [`${productpage} → ${reviews}`]: { http: 7, sent: 900 } },
  },
  {
    desc: 'bytes of a node proxy between two of whom nobody told of requests',
    samples: [
      aSample({ destination: anEnd('bookinfo/reviews-v2'), value: 7 }),
      aTcpSample({ reporter: 'destination', value: 900, ...ztunnel }),
    ],
    expected: {
      [`${productpage} → ${reviews}`]: { sent: 900 },
      [`${productpage} → workload:east/bookinfo/reviews-v2`]: { http: 7 },
    },
  },
  {
    desc: 'T2: as a node, the waypoint stands in the way of the calls',
    samples: [
      aTcpSample({ destination: waypoint, value: 500, ...ztunnel }),
      aTcpSample({ source: waypoint, reporter: 'destination', value: 500, ...ztunnel }),
      aSample({ reporter: 'waypoint', value: 7 }),
    ],
    ask: { waypoints: 'true', serviceNodes: 'true' },
    expected: {
      [`${productpage} → workload:east/bookinfo/waypoint`]: { http: 7 },
      [`workload:east/bookinfo/waypoint → ${reviews}`]: { http: 7 },
    },
  },
  {
    desc: 'ztunnel alone: the hops as they were seen',
    samples: [
      aTcpSample({ destination: waypoint, value: 500, ...ztunnel }),
      aTcpSample({ source: waypoint, reporter: 'destination', value: 400, ...ztunnel }),
      aSample({ reporter: 'waypoint', value: 7 }),
    ],
    ask: { ambient: 'ztunnel' },
    expected: {
      [`${productpage} → workload:east/bookinfo/waypoint`]: { sent: 500 },
      [`workload:east/bookinfo/waypoint → ${reviews}`]: { sent: 400 },
    },
  },
  {
    desc: 'waypoint alone: nothing that only a node proxy saw',
    samples: [aTcpSample({ value: 500, ...ztunnel }), aSample({ reporter: 'waypoint', value: 7 })],
    ask: { ambient: 'waypoint' },
    expected: { [`${productpage} → ${reviews}`]: { http: 7 } },
  },
  {
    desc: 'hops that no waypoint told of stay',
    samples: [aTcpSample({ destination: waypoint, value: 500, ...ztunnel })],
    parts: { facts: someFacts({ waypointWorkloads: new Set(['bookinfo/waypoint']) }) },
    expected: { [`${productpage} → workload:east/bookinfo/waypoint`]: { sent: 500 } },
  },
  {
    desc: 'a server that does not know by which name it was asked tells of the same calls',
    samples: [
      aTcpSample({ value: 100 }),
      aTcpSample({ reporter: 'destination', service: noService, value: 100 }),
    ],
    expected: { [`${productpage} → ${reviews}`]: { sent: 100 } },
  },
  {
    desc: 'calls without a service beside those with one, told by the same side, are others',
    samples: [aTcpSample({ value: 100 }), aTcpSample({ service: noService, value: 10 })],
    expected: { [`${productpage} → ${reviews}`]: { sent: 110 } },
  },
  {
    desc: "the store's NaN is no rate and no zero",
    samples: [aSample({ value: Number.NaN })],
    expected: { [`${productpage} → ${reviews}`]: {} },
  },
  {
    desc: 'T24: no counter gives a negative rate',
    samples: [aSample({ value: -3 }), aSample({ code: '500', value: 1 })],
    expected: { [`${productpage} → ${reviews}`]: { http: 1 } },
  },
]

describe('buildBase', () => {
  it.each(cases)('$desc', ({ samples, parts, ask, expected }) => {
    expect(edgesOf(aPicture(samples, ask, parts))).toEqual(expected)
  })

  it.each([
    {
      desc: 'a caller with a namespace alone',
      sample: aSample({ source: { ...nobody, namespace: 'bookinfo' } }),
      reason: 'sourceNotNamed',
    },
    {
      desc: 'a bare address without a workload',
      sample: aSample({
        destination: nobody,
        service: { ...noService, name: '10.0.0.7', host: '10.0.0.7' },
      }),
      reason: 'destinationIsAddress',
    },
    {
      desc: 'nothing known at all',
      sample: aSample({ source: nobody, service: noService, destination: nobody }),
      reason: 'nothingKnown',
    },
  ])('rule 2: drops $desc, and counts it', ({ sample, reason }) => {
    const base = aBase([{ ...sample, value: 4 }])
    expect(base.edges).toEqual([])
    expect(base.dropped).toMatchObject([{ reason, series: 1, requestsPerSecond: 4 }])
  })

  it('takes codes, flags and hosts from the chosen reporter alone', () => {
    const graph = aPicture([
      aSample({ value: 9 }),
      aSample({ code: '503', flags: 'UF', value: 1 }),
      aSample({ reporter: 'destination', code: '500', value: 5 }),
    ])
    expect(graph.edges[0]?.http).toEqual({
      requestsPerSecond: 10,
      errorRatio: 0.1,
      perSecondByClass: { ok: 9, serverError: 1 },
      reporter: 'source',
      outboundShare: 1,
      responses: [
        { code: '200', flags: '-', host: 'reviews.bookinfo.svc.cluster.local', perSecond: 9 },
        { code: '503', flags: 'UF', host: 'reviews.bookinfo.svc.cluster.local', perSecond: 1 },
      ],
    })
  })

  it('T23: all failing is an error ratio of 1', () => {
    expect(aPicture([aSample({ code: '500' })]).edges[0]?.http?.errorRatio).toBe(1)
  })

  it('T6: a client that hung up is no error', () => {
    const graph = aPicture([aSample({ code: '0', flags: 'DC' }), aSample()])
    expect(graph.edges[0]?.http).toMatchObject({
      errorRatio: 0,
      perSecondByClass: { ok: 1, clientClosed: 1 },
    })
  })

  it('knows no error ratio where no code was told', () => {
    expect(aPicture([aSample({ code: null })]).edges[0]?.http).toMatchObject({
      requestsPerSecond: 1,
      errorRatio: null,
      perSecondByClass: {},
    })
  })

  it.each([
    { desc: 'T3: a client sidecar cannot know', samples: [aSample()], share: null, basis: null },
    {
      desc: "T3: the server's word wins",
      samples: [
        aSample({ value: 4 }),
        aSample({ reporter: 'destination', security: 'mutualTls', value: 3 }),
        aSample({ reporter: 'destination', security: 'none', value: 1 }),
      ],
      share: 0.75,
      basis: 'destination',
    },
    {
      desc: 'a waypoint knows',
      samples: [aSample({ reporter: 'waypoint', security: 'mutualTls' })],
      share: 1,
      basis: 'waypoint',
    },
    {
      desc: 'a node proxy of the client knows',
      samples: [aTcpSample({ isNodeProxy: true, security: 'mutualTls' })],
      share: 1,
      basis: 'ztunnel',
    },
    {
      desc: 'a node proxy below the requests lends what it knows',
      samples: [
        aSample({ value: 8 }),
        aTcpSample({ ...ztunnel, reporter: 'destination', value: 300 }),
        aTcpSample({ ...ztunnel, reporter: 'destination', security: 'none', value: 100 }),
      ],
      share: 0.75,
      basis: 'destination',
    },
    {
      desc: 'a server that read the requests knows better than a node proxy below them',
      samples: [
        aSample({ reporter: 'destination', security: 'none' }),
        aTcpSample({ ...ztunnel, reporter: 'source' }),
      ],
      share: 0,
      basis: 'destination',
    },
    {
      desc: 'else the principals tell',
      samples: [aSample({ sourcePrincipal: 'a', destinationPrincipal: 'b' })],
      share: 1,
      basis: 'principals',
    },
    {
      desc: 'calls without principals among those with them',
      samples: [
        aSample({ sourcePrincipal: 'a', destinationPrincipal: 'b', value: 3 }),
        aSample({ value: 1 }),
      ],
      share: 0.75,
      basis: 'principals',
    },
    {
      desc: 'plain text that the server saw',
      samples: [aSample(), aSample({ reporter: 'destination', security: 'none' })],
      share: 0,
      basis: 'destination',
    },
  ] as const)('mTLS: $desc', ({ samples, share, basis }) => {
    expect(aPicture(samples).edges[0]?.mtls).toMatchObject({ share, basis })
  })

  it('tells the bytes of tcp from the seat of the client, and null for a missing layer', () => {
    const both = aPicture([
      aTcpSample({ value: 100 }),
      aTcpSample({ measure: 'tcpReceivedBytes', value: 30 }),
    ])
    expect(both.edges[0]?.tcp).toMatchObject({
      sentBytesPerSecond: 100,
      receivedBytesPerSecond: 30,
    })
    const warning = {
      source: 'metrics',
      layer: 'tcp' as const,
      code: 'timeout' as const,
      message: 'too slow',
      sinceAt: 1,
      dataAt: null,
    }
    const warnings = [{ part: 'rates' as const, warning }]
    const half = aPicture([aTcpSample({ value: 100 })], {}, { traffic: { warnings } })
    expect(half.edges[0]?.tcp).toMatchObject({
      sentBytesPerSecond: 100,
      receivedBytesPerSecond: null,
    })
  })
})
