import { describe as group, expect, it } from 'vitest'
import { toElements } from '../elements.ts'
import { aGraph, anEdge, aNode, httpEdge, tcpEdge } from '../fixtures/parts.ts'
import { describe } from './describe.ts'

const choice = { labels: [], badges: [] } as const

group('describe', () => {
  it('says every badge of a node in words, whichever are drawn', () => {
    const marks = ['root', 'circuitBreaker', 'faultInjection', 'mirroring', 'timeout'] as const
    const node = aNode('cart', { marks: [...marks, 'trafficShifting', 'outOfMesh'] })
    const { lines = [] } = describe(node.id, toElements(aGraph({ nodes: [node] }), choice)) ?? {}
    expect(lines).toContain(
      'traffic source, circuit breaker, fault injection, mirroring, timeout, traffic shifting, out of mesh',
    )
  })

  it.each([
    {
      desc: 'requests',
      over: httpEdge(40, 0.25),
      expected: /^HTTP: 40 requests per second, 25% errors$/,
    },
    { desc: 'bytes', over: tcpEdge(500), expected: /^TCP: 1.5 kB\/s, as the client sees it$/ },
  ])('says protocol and unit of $desc on an edge', ({ over, expected }) => {
    const [a, b] = [aNode('a'), aNode('b')]
    const edge = anEdge(a.id, b.id, over)
    const drawn = toElements(aGraph({ nodes: [a, b], edges: [edge] }), choice)
    expect(describe(edge.id, drawn)?.lines[0]).toMatch(expected)
  })
})
