import { describe, expect, it } from 'vitest'
import type { GraphEdge } from '#contract/graph.ts'
import { toElements } from './elements.ts'
import { aGraph, aNode, anEdge } from './fixtures/parts.ts'
import { layoutRequest } from './layout-request.ts'

const silent: Partial<GraphEdge> = {
  http: null,
  isIdle: true,
  silent: { allowedBy: [], more: 1 },
}

function edgesLaidOut(edges: readonly GraphEdge[]): readonly string[] {
  const nodes = ['web', 'cart', 'db', 'batch'].map((id) => aNode(id, { id }))
  const drawn = toElements(aGraph({ nodes, edges: [...edges] }), { labels: [], badges: [] })
  const wish = { name: 'layered', aspect: 1, known: {} } as const
  return layoutRequest(drawn, wish).edges.map((ends) => ends.join('→'))
}

describe('layoutRequest', () => {
  const calls = [anEdge('web', 'cart'), anEdge('cart', 'db')]

  it('lays out as if nothing were allowed, where calls join the ends', () => {
    expect(edgesLaidOut([...calls, anEdge('db', 'web', silent)])).toEqual(edgesLaidOut(calls))
  })

  it('keeps a node near those that it might call, where it has nobody else', () => {
    expect(edgesLaidOut([...calls, anEdge('batch', 'db', silent)])).toEqual([
      ...edgesLaidOut(calls),
      'batch→db',
    ])
  })
})
