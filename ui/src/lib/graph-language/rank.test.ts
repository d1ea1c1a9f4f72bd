import { describe, expect, it } from 'vitest'
import { aNode, anEdge } from '../../../test-support/builders.ts'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { rankNodes } from './rank.ts'

describe('rankNodes', () => {
  it.each([
    {
      desc: 'GR-18: by all edges, ties alike',
      by: ['inbound', 'outbound'],
      ranks: { cart: 1, stock: 2, gate: 3, db: 3, someone: 3, batch: 4 },
    },
    {
      desc: 'GR-18: by inbound edges',
      by: ['inbound'],
      ranks: { cart: 1, stock: 2, db: 2, gate: 3 },
    },
    {
      desc: 'GR-18: by outbound edges',
      by: ['outbound'],
      ranks: { cart: 1, gate: 2, someone: 2, db: 3 },
    },
  ] as const)('counts $desc', ({ by, ranks }) => {
    expect(Object.fromEntries(rankNodes(smallMesh(), by))).toMatchObject(ranks)
  })

  it('GR-18: presses more than a hundred places into 1 to 100', () => {
    const nodes = Array.from({ length: 250 }, (_, index) => aNode(`n${index}`))
    const edges = nodes.flatMap((source, index) =>
      nodes.slice(0, index).map((target) => anEdge(source, target)),
    )
    const ranks = [...rankNodes({ nodes, edges }, ['outbound']).values()]
    expect(Math.min(...ranks)).toBe(1)
    expect(Math.max(...ranks)).toBe(100)
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
    expect(new Set(ranks).size).toBe(100)
  })

  it('counts nothing that nobody calls', () => {
    const [a, b] = [aNode('a'), aNode('b')]
    const silent = anEdge(a, b, { isIdle: true, silent: { allowedBy: [], more: 1 } })
    const ranks = rankNodes({ nodes: [a, b], edges: [silent, anEdge(b, a)] }, ['outbound'])
    expect([ranks.get(b.id), ranks.get(a.id)]).toEqual([1, 2])
  })

  it('knows no edge but those between nodes of the picture', () => {
    const [a, b] = [aNode('a'), aNode('b')]
    expect([...rankNodes({ nodes: [a], edges: [anEdge(a, b)] }).values()]).toEqual([1])
  })
})
