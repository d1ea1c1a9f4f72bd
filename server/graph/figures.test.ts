import { describe, expect, it } from 'vitest'
import type { GraphNode } from '#contract/graph.ts'
import { aBase, aContext, anAsk } from '../../test/support/graph.ts'
import { anInventory, aServiceObject, aWorkloadObject } from '../../test/support/inventory.ts'
import { aRequested, aSample, anEnd } from '../../test/support/traffic.ts'
import { figuresOf } from './figures.ts'
import { partsOf } from './layer-parts.ts'
import { projectGraph } from './project.ts'

const base = aBase(
  [
    aSample({ value: 3 }),
    aSample({ value: 1, code: '503' }),
    aSample({
      source: anEnd('bookinfo/reviews-v1'),
      service: aRequested('bookinfo/ratings'),
      destination: anEnd('bookinfo/ratings-v1'),
      protocol: 'grpc',
      code: '0',
      value: 2,
    }),
    aSample({
      source: anEnd('travel/front-v1'),
      service: aRequested('bookinfo/ratings'),
      destination: anEnd('bookinfo/ratings-v2'),
      value: 5,
    }),
  ],
  {
    inventories: [
      anInventory({
        workloads: [
          aWorkloadObject('bookinfo/reviews-v1'),
          aWorkloadObject('bookinfo/idle-v1', { availableReplicas: 0 }),
        ],
        services: [aServiceObject('bookinfo/ratings'), aServiceObject('bookinfo/idle')],
      }),
    ],
  },
)
const context = aContext()
const figures = figuresOf(base, context.healthRules)

describe('figures', () => {
  it.each([
    { kind: 'workload', type: 'workload' },
    { kind: 'app', type: 'app' },
    { kind: 'service', type: 'service' },
  ] as const)('of each $kind are those of its node in the picture', ({ kind, type }) => {
    const graph = projectGraph(base, anAsk({ type, open: 'all', idleNodes: 'true' }), context)
    const nodes = graph.nodes.filter((node) => node.kind === kind)
    expect(nodes.length).toBeGreaterThan(1)
    for (const node of nodes) expect(of(kind, node)).toEqual(numbersOf(node))
  })

  it('of what neither traffic nor inventory knows are none', () => {
    const thing = { kind: 'workload', cluster: 'east', namespace: 'nowhere', name: 'x' } as const
    expect(figures.of(thing)).toBeNull()
  })

  it('of what stands still say how its pods are, and no traffic', () => {
    const thing = {
      kind: 'workload',
      cluster: 'east',
      namespace: 'bookinfo',
      name: 'idle-v1',
    } as const
    expect(figures.of(thing)).toMatchObject({
      inbound: { http: null, grpc: null, tcp: null },
      health: { status: 'failure' },
    })
  })
})

describe('response times of services', () => {
  const time = (from: string, value: number) =>
    aSample({
      ...{ measure: 'responseTimeMs', value, source: anEnd(`bookinfo/${from}`) },
      destination: anEnd('bookinfo/reviews-v1'),
    })
  const timed = [
    aSample({ source: anEnd('bookinfo/web-v1') }),
    aSample({ source: anEnd('bookinfo/cron-v1') }),
    time('web-v1', 40),
    time('cron-v1', 90),
  ]

  it('are the longest of the edges that the picture has of it', () => {
    const ask = anAsk({ type: 'service', open: 'all', responseTime: 'p95' })
    const base = aBase(timed, { traffic: { parts: partsOf(ask) } })
    const { edges } = projectGraph(base, ask, context)
    const own = edges.filter(({ target }) => target === 'service:east/bookinfo/reviews')
    expect(own.map(({ responseTime }) => responseTime?.valueMs).sort()).toEqual([40, 90])
    const times = figuresOf(base, context.healthRules).responseTimes('p95')
    expect(times?.('service:east/bookinfo/reviews')).toMatchObject({ valueMs: 90, isAtMost: true })
    expect(times?.('service:east/bookinfo/never')).toBeNull()
  })

  it('are not known of a round that did not ask for them', () => {
    expect(figures.responseTimes('p95')).toBeNull()
  })
})

function of(kind: 'app' | 'service' | 'workload', node: GraphNode) {
  const { cluster, namespace, name } = node
  return figures.of({ kind, cluster: cluster ?? '', namespace: namespace ?? '', name })
}

const numbersOf = ({ inbound, outbound, health }: GraphNode) => ({ inbound, outbound, health })
