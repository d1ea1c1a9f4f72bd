import { describe, expect, it } from 'vitest'
import type { GraphEdge } from '#contract/graph.ts'
import { badgeKinds } from './canvas-props.ts'
import { toElements } from './elements.ts'
import { bookinfo } from './fixtures/bookinfo.ts'
import { everyKind } from './fixtures/every-kind.ts'
import { aBox, aGraph, aNode, anEdge, httpEdge, tcpEdge } from './fixtures/parts.ts'
import { meshOf } from './fixtures/mesh.ts'

const choice = { labels: ['rate'], badges: badgeKinds } as const

function drawnEdge(over: Partial<GraphEdge>, others: readonly GraphEdge[] = []) {
  const [a, b] = [aNode('a'), aNode('b', { marks: ['circuitBreaker'] })]
  const edge = anEdge(a.id, b.id, over)
  const edges = [edge, ...others]
  return toElements(aGraph({ nodes: [a, b], edges }), choice).edgesById.get(edge.id)
}

const noMtls = { share: 0, basis: null, sourcePrincipals: [], destinationPrincipals: [] }

describe('toElements', () => {
  it('keeps what a refresh did not change, and draws anew what looks different now', () => {
    const graph = bookinfo()
    const [changed, ...rest] = graph.nodes
    if (changed === undefined) throw new Error('no nodes')
    const before = toElements(graph, choice)
    const after = toElements({ ...graph, nodes: [{ ...changed, name: 'other' }, ...rest] }, choice)
    expect(after.nodesById.get(changed.id)?.name).toBe('other')
    for (const { id } of rest) expect(after.nodesById.get(id)).toBe(before.nodesById.get(id))
    for (const [id, edge] of after.edgesById) expect(edge).toBe(before.edgesById.get(id))
    const bare = toElements(graph, { labels: [], badges: [] })
    const badges = [...bare.nodesById.values()].flatMap((node) => node.badges)
    expect(badges).toEqual([])
    for (const edge of bare.edgesById.values()) expect(edge.lock).toBe('none')
  })

  it('draws every node with its kind and health as classes', () => {
    const drawn = toElements(everyKind(), choice)
    const classes = [...drawn.nodesById.values()].map((node) => node.classes.split(' ')[1])
    expect(new Set(classes)).toEqual(
      new Set([
        'kind-unknown',
        'kind-workload',
        'kind-service',
        'kind-operation',
        'kind-external',
        'kind-restricted',
      ]),
    )
  })

  it('shows the version as the name inside an app box, and beside the name elsewhere', () => {
    const { nodesById } = toElements(bookinfo(), choice)
    expect(nodesById.get('app:main/bookinfo/reviews@v2')).toMatchObject({ name: 'v2', caption: [] })
    expect(nodesById.get('app:main/bookinfo/details@v1')).toMatchObject({
      name: 'details',
      caption: ['v1'],
    })
  })

  it('names the namespace only of nodes that no namespace box contains', () => {
    const { nodesById } = toElements(bookinfo(), choice)
    expect(nodesById.get('workload:main/istio-system/istio-ingressgateway')?.caption).toEqual([
      'istio-system',
    ])
  })

  it('GR-18: writes ranks below names, and takes them away again', () => {
    const graph = bookinfo()
    const id = 'app:main/bookinfo/details@v1'
    const captionWith = (ranks?: ReadonlyMap<string, number>): readonly string[] | undefined =>
      toElements(graph, { ...choice, ranks }).nodesById.get(id)?.caption
    expect(captionWith(new Map([[id, 3]]))).toEqual(['v1', 'rank 3'])
    expect(captionWith(new Map([[id, 4]]))).toEqual(['v1', 'rank 4'])
    expect(captionWith()).toEqual(['v1'])
  })

  it('writes workloads and rates on a closed namespace, all cards of one size', () => {
    const drawn = toElements(meshOf({ namespaces: 5, perNamespace: 25, open: 0 }), choice)
    const cards = [...drawn.nodesById.values()]
    expect(cards[0]?.caption[0]).toBe('25 workloads')
    expect(cards[0]?.caption[1]).toMatch(/ in · .* out rps$/)
    expect(new Set(cards.map(({ shape }) => shape.width)).size).toBe(1)
  })

  it('leaves out edges without both ends and boxes without members', () => {
    const node = aNode('a')
    const boxes = [aBox('box:namespace/main/empty')]
    const drawn = toElements(
      aGraph({ nodes: [node], boxes, edges: [anEdge(node.id, 'x')] }),
      choice,
    )
    expect([drawn.edgesById.size, drawn.boxesById.size]).toEqual([0, 0])
  })

  it.each([
    { desc: 'closed for all', mtls: { ...noMtls, share: 1 }, expected: 'closed' },
    { desc: 'half for some', mtls: { ...noMtls, share: 0.4 }, expected: 'half' },
    { desc: 'none for unknown', mtls: { ...noMtls, share: null }, expected: 'none' },
    { desc: 'none where the mesh has none anywhere', mtls: noMtls, expected: 'none' },
  ])('draws the lock $desc', ({ mtls, expected }) => {
    expect(drawnEdge({ mtls })?.lock).toBe(expected)
  })

  it('draws the lock open on plain text where other edges have mTLS', () => {
    const [a, b] = [aNode('a'), aNode('b')]
    const secure = anEdge(b.id, a.id)
    expect(drawnEdge({ mtls: noMtls }, [secure])?.lock).toBe('open')
  })

  it('draws the lock open where the callee has no proxy, which is why nobody told', () => {
    const [a, b] = [aNode('a'), aNode('b', { marks: ['outOfMesh'] })]
    const untold = anEdge(a.id, b.id, { mtls: { ...noMtls, share: null } })
    const drawn = toElements(aGraph({ nodes: [a, b], edges: [untold, anEdge(b.id, a.id)] }), choice)
    expect(drawn.edgesById.get(untold.id)?.lock).toBe('open')
  })

  it.each([
    { desc: 'healthy', over: httpEdge(4), expected: 'edge health-healthy' },
    { desc: 'failing', over: httpEdge(4, 0.5), expected: 'edge health-failure' },
    { desc: 'TCP', over: tcpEdge(9), expected: 'edge health-none tcp' },
    { desc: 'idle', over: { http: null, isIdle: true }, expected: 'edge idle' },
    {
      desc: 'merely allowed',
      over: { http: null, isIdle: true, silent: { allowedBy: [], more: 1 } },
      expected: 'edge idle silent',
    },
  ])('classes a $desc edge', ({ over, expected }) => {
    expect(drawnEdge(over)?.classes).toBe(expected)
  })

  it('is wider for more requests, on a log scale with an upper end', () => {
    const widths = [0, 1, 100, 10_000, 1e7].map((rps) => drawnEdge(httpEdge(rps))?.width ?? 0)
    expect(widths).toEqual([...widths].sort((a, b) => a - b))
    expect([widths[0], widths[4]]).toEqual([1.25, 4.5])
  })

  it('tells a breaker that has tripped from the flags of the responses', () => {
    const { http } = httpEdge(10, 0.2)
    const responses = [{ code: '503', flags: 'UO', host: '', perSecond: 2 }]
    const tripped = http === null || http === undefined ? null : { ...http, responses }
    expect(drawnEdge({ http: tripped })?.hasBreakerTripped).toBe(true)
    expect(drawnEdge(httpEdge(10, 0.2))?.hasBreakerTripped).toBe(false)
  })

  it('has one badge for what several marks say, and none that was not chosen', () => {
    const node = aNode('a', {
      marks: ['routing', 'trafficShifting', 'faultInjection', 'outOfMesh'],
    })
    const badges = (kinds: readonly ('routing' | 'sidecars')[]): unknown =>
      toElements(aGraph({ nodes: [node] }), { labels: [], badges: kinds }).nodesById.get(node.id)
        ?.badges
    expect(badges(['routing', 'sidecars'])).toEqual(['fault', 'routing', 'outOfMesh'])
    expect(badges([])).toEqual([])
  })

  it('keeps the look while only numbers behind it change', () => {
    const look = (graph: ReturnType<typeof bookinfo>): string[] =>
      [...toElements(graph, choice).nodesById.values()].map((node) => node.look)
    const before = bookinfo()
    const after = {
      ...before,
      nodes: before.nodes.map((node) => ({ ...node, inbound: node.outbound })),
    }
    expect(look(after)).toEqual(look(before))
  })
})
