import { describe, expect, it } from 'vitest'
import { toElements } from '../elements.ts'
import { aGraph, aNode, anEdge } from '../fixtures/parts.ts'
import { nodeTowards } from './walk.ts'

const nodes = ['web', 'cart', 'ads', 'far'].map((name) => aNode(name, { id: name }))
const edges = [anEdge('web', 'cart'), anEdge('web', 'far')]
const drawn = toElements(aGraph({ nodes, edges }), { labels: [], badges: [] })
const centers = new Map([
  ['web', { x: 0, y: 0 }],
  ['ads', { x: 90, y: 10 }],
  ['cart', { x: 150, y: 0 }],
  ['far', { x: 160, y: 300 }],
])

describe('nodeTowards', () => {
  it.each([
    { desc: 'the leftmost from nowhere', from: null, direction: 'right', expected: 'web' },
    {
      desc: 'along an edge before a nearer stranger',
      from: 'web',
      direction: 'right',
      expected: 'cart',
    },
    { desc: 'back along the edge', from: 'cart', direction: 'left', expected: 'web' },
    { desc: 'to what is below', from: 'cart', direction: 'down', expected: 'far' },
    { desc: 'nowhere beyond the rim', from: 'web', direction: 'left', expected: null },
  ] as const)('leads $desc', ({ from, direction, expected }) => {
    expect(nodeTowards(from, direction, { drawn, centers })).toBe(expected)
  })
})
