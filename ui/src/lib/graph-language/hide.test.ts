import { describe, expect, it } from 'vitest'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { hide, type EdgeMode } from './hide.ts'
import { needsOf } from './needs.ts'
import { parse } from '#contract/graph-language/parse.ts'
import type { Expression } from '#contract/graph-language/expression.ts'

function read(text: string): Expression | null {
  const parsed = parse(text)
  if (parsed.kind === 'error') throw new Error(parsed.error.message)
  return parsed.kind === 'nothing' ? null : parsed.expression
}

function left(text: string, edgeMode: EdgeMode = 'all') {
  const shown = hide(smallMesh(), { expression: read(text), edgeMode })
  const { nodes, edges, boxes } = shown.graph
  return {
    nodes: nodes.map(({ id }) => id).join(' '),
    edges: edges.map(({ id }) => id).join(' '),
    boxes: boxes.map(({ name }) => name).join(' '),
    hidden: [shown.hiddenNodes, shown.hiddenEdges],
  }
}

describe('hide', () => {
  it.each([
    {
      desc: 'nothing by nothing',
      text: '',
      left: {
        nodes: 'gate cart stock db batch api.example.com checkout someone secret',
        edges: 'gate>cart cart>stock cart>api stock>db someone>cart',
        boxes: 'shop',
        hidden: [0, 0],
      },
    },
    {
      desc: 'FH-16: the edges of hidden nodes, and nodes that had no others',
      text: 'name = stock',
      left: {
        nodes: 'gate cart batch api.example.com checkout someone secret',
        edges: 'gate>cart cart>api someone>cart',
        boxes: 'shop',
        hidden: [2, 2],
      },
    },
    {
      desc: 'FH-16: boxes that are empty then',
      text: 'ns = shop',
      left: { nodes: 'batch secret', edges: '', boxes: '', hidden: [7, 5] },
    },
    {
      desc: 'FH-16: nodes left without an edge by hidden edges, but idle ones',
      text: 'protocol = tcp or !traffic',
      left: {
        nodes: 'gate cart stock batch api.example.com checkout secret',
        edges: 'gate>cart cart>stock cart>api',
        boxes: 'shop',
        hidden: [2, 2],
      },
    },
    {
      desc: 'FH-17: edges without a bad health, as part of hide',
      text: '',
      edgeMode: 'unhealthy',
      left: {
        nodes: 'gate cart stock batch checkout secret',
        edges: 'gate>cart cart>stock',
        boxes: 'shop',
        hidden: [3, 3],
      },
    },
    {
      desc: 'FH-17: unhealthy edges and an expression together',
      text: 'rt > 500',
      edgeMode: 'unhealthy',
      left: {
        nodes: 'cart stock batch checkout secret',
        edges: 'cart>stock',
        boxes: 'shop',
        hidden: [4, 4],
      },
    },
    {
      desc: 'GR-30: all edges, and no node for that',
      text: 'name = gate',
      edgeMode: 'none',
      left: {
        nodes: 'cart stock db batch api.example.com checkout someone secret',
        edges: '',
        boxes: 'shop',
        hidden: [1, 5],
      },
    },
  ] as const)('hides $desc', (row) => {
    expect(left(row.text, 'edgeMode' in row ? row.edgeMode : 'all')).toEqual(row.left)
  })

  it('leaves the graph that it was given as it is', () => {
    const graph = smallMesh()
    const before = structuredClone(graph)
    hide(graph, { expression: read('ns = shop'), edgeMode: 'none' })
    expect(graph).toEqual(before)
  })
})

describe('needsOf', () => {
  it.each([
    { desc: 'FH-12: response times', text: 'rt > 5', needs: { responseTime: 'responsetime' } },
    { desc: 'FH-12: throughput', text: 'throughput > 5', needs: { throughput: 'throughput' } },
    { desc: 'FH-12: locks by mtls', text: '!mtls', needs: { security: 'mtls' } },
    {
      desc: 'FH-12: locks by principals',
      text: 'sourceprincipal = a or destprincipal = b',
      needs: { security: 'sourceprincipal' },
    },
    { desc: 'FH-12: routing badges', text: 'has fi', needs: { routing: 'faultinjection' } },
    {
      desc: 'FH-12: idle nodes',
      text: '!(idle or vs)',
      needs: { idleNodes: 'idle', routing: 'virtualservice' },
    },
    { desc: 'FH-04: rank', text: 'rank < 5', needs: { rank: 'rank' } },
    { desc: 'FH-05: labels', text: 'label:a', needs: { labels: 'label' } },
    { desc: 'nothing', text: 'app = a', needs: {} },
  ])('is $desc', ({ text, needs }) => {
    const expression = read(text)
    expect(expression && Object.fromEntries(needsOf(expression))).toEqual(needs)
  })
})
