import { describe, expect, it } from 'vitest'
import { aTraceOf } from '../../../../test-support/trace-calls.ts'
import { aGraph, anEdge, aNode } from '../../../canvas/fixtures/parts.ts'
import { placeCalls, type PlacedCall } from './place-calls.ts'

const app = (name: string, version: string, namespace = 'bookinfo'): ReturnType<typeof aNode> =>
  aNode(name, {
    ...{ id: `${name}@${version}`, kind: 'app', app: name, version, namespace },
    workload: `${name}-${version}`,
  })
const nodes = [
  app('web', 'v1'),
  app('reviews', 'v1'),
  app('reviews', 'v2'),
  app('ratings', 'v1'),
  aNode('ratings', { id: 'svc', kind: 'service', service: 'ratings', app: null, workload: null }),
  aNode('pay', { id: 'ns:pay', kind: 'namespace', namespace: 'pay', app: null, workload: null }),
  aNode('api.bank', {
    ...{ id: 'bank', kind: 'external', namespace: null, app: null, workload: null },
    hosts: ['api.bank'],
  }),
  aNode('restricted', { id: 'secret', kind: 'restricted', namespace: null, app: null }),
]
const graph = aGraph({
  nodes,
  edges: [
    anEdge('web@v1', 'reviews@v2'),
    anEdge('reviews@v2', 'svc'),
    anEdge('svc', 'ratings@v1'),
    anEdge('web@v1', 'ns:pay'),
    anEdge('ratings@v1', 'bank'),
    anEdge('web@v1', 'reviews@v1', { silent: { allowedBy: [], more: 0 } }),
  ],
})
const web = 'bookinfo/web@v1'
const said = ({ where, mainId }: PlacedCall): string => `${where} ${mainId ?? '-'}`

describe('a trace over a picture', () => {
  it.each([
    {
      desc: 'along an edge',
      call: { from: web, to: 'bookinfo/reviews@v2' },
      at: 'edge web@v1→reviews@v2',
    },
    {
      desc: 'through a service that is drawn',
      call: { from: 'bookinfo/reviews@v2', to: 'bookinfo/ratings@v1' },
      at: 'edge svc→ratings@v1',
    },
    {
      desc: 'into a closed namespace',
      call: { from: web, to: 'pay/cart@v1' },
      at: 'edge web@v1→ns:pay',
    },
    {
      desc: 'within a closed namespace',
      call: { from: 'pay/cart@v1', to: 'pay/tax@v1' },
      at: 'inside ns:pay',
    },
    { desc: 'into the trace', call: { from: null, to: web }, at: 'entry web@v1' },
    {
      desc: 'that the metrics do not know',
      call: { from: web, to: 'bookinfo/ratings@v1' },
      at: 'notMeasured web@v1→ratings@v1',
    },
    {
      desc: 'that the configuration alone knows',
      call: { from: web, to: 'bookinfo/reviews@v1' },
      at: 'notMeasured web@v1→reviews@v1',
    },
    {
      desc: 'to what is not drawn',
      call: { from: web, to: 'else/where@v1' },
      at: 'notDrawn web@v1',
    },
    {
      desc: 'to a host outside that left no span',
      call: { from: 'bookinfo/ratings@v1', to: null, host: 'api.bank' },
      at: 'edge ratings@v1→bank',
    },
    {
      desc: 'to a service that nobody answered for',
      call: { from: 'bookinfo/reviews@v2', to: null, host: 'ratings.bookinfo.svc.cluster.local' },
      at: 'edge reviews@v2→svc',
    },
    {
      desc: 'to somebody hidden',
      call: { from: web, to: 'hidden' },
      at: 'notMeasured web@v1→secret',
    },
  ])('places a call $desc', ({ call, at }) => {
    const placed = placeCalls(aTraceOf([call]), graph)
    expect(placed.calls.map(said)).toEqual([at])
  })

  it('marks all that it touches, nodes on the way too, and nothing else', () => {
    const { ids } = placeCalls(
      aTraceOf([{ from: 'bookinfo/reviews@v2', to: 'bookinfo/ratings@v1' }]),
      graph,
    )
    expect([...ids].toSorted()).toEqual(
      ['ratings@v1', 'reviews@v2', 'reviews@v2→svc', 'svc', 'svc→ratings@v1'].toSorted(),
    )
  })

  it('writes order, time and failure beside each edge', () => {
    const call = { from: web, to: 'bookinfo/reviews@v2' }
    const { marks } = placeCalls(
      aTraceOf([call, { ...call, isError: true }, { from: web, to: 'pay/cart@v1' }]),
      graph,
    )
    expect(marks.get('web@v1→reviews@v2')).toEqual({
      ...{ words: ['1, 2 · ≤ 5.0 ms', '1 failed'], isGone: false, isBad: true },
    })
    expect(marks.get('web@v1→ns:pay')?.words).toEqual(['3 · 5.0 ms'])
  })

  it('adds an edge for each call that the metrics do not know, once', () => {
    const call = { from: web, to: 'bookinfo/ratings@v1' }
    const { missing } = placeCalls(aTraceOf([call, call]), graph)
    expect(missing.map(({ id, isIdle }) => [id, isIdle])).toEqual([['web@v1→ratings@v1', true]])
  })
})
