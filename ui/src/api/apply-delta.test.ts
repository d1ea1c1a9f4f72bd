import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphHeadSchema, type Graph, type GraphDelta } from '#contract/graph.ts'
import { aGraph, aNode } from '../../test-support/builders.ts'
import { applyDelta } from './apply-delta.ts'

/** Node names to a number that changes; the graph of one moment. */
type Moment = Readonly<Record<string, number>>

function graphOf(moment: Moment, at: number): Graph {
  const nodes = Object.entries(moment).map(([name, value]) =>
    aNode(name, { hosts: [String(value)] }),
  )
  return aGraph({ at, nodes })
}

/** As the server makes them: whole elements that are new or differ, and the ids of those gone. */
function deltaOf(before: Graph, after: Graph): GraphDelta {
  const known = new Map(before.nodes.map((node) => [node.id, JSON.stringify(node)]))
  const ids = new Set(after.nodes.map(({ id }) => id))
  const { nodes } = after
  return {
    head: graphHeadSchema.parse(after), // leaves out the elements
    nodes: nodes.filter((node) => known.get(node.id) !== JSON.stringify(node)),
    edges: [],
    boxes: [],
    removed: [...known.keys()].filter((id) => !ids.has(id)),
  }
}

const sorted = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.toSorted((a, b) => a.id.localeCompare(b.id)),
})

describe('applyDelta', () => {
  it('makes of deltas what a snapshot would have said', () => {
    const moment = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(2))
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (moments) => {
        const graphs = moments.map(graphOf)
        let seen = graphs[0] ?? aGraph()
        graphs.forEach((graph, index) => {
          const before = graphs[index - 1]
          if (before !== undefined) seen = applyDelta(seen, deltaOf(before, graph))
          expect(sorted(seen)).toEqual(sorted(graph))
        })
      }),
    )
  })

  it('keeps what did not change as the same object, in its place', () => {
    const before = graphOf({ a: 1, b: 1, c: 1 }, 1)
    const after = applyDelta(before, deltaOf(before, graphOf({ a: 1, b: 2, c: 1 }, 2)))
    expect(after.nodes.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(after.nodes[0]).toBe(before.nodes[0])
    expect(after.nodes[1]).not.toBe(before.nodes[1])
  })

  it('keeps the very list when nothing but the head changed', () => {
    const before = graphOf({ a: 1 }, 1)
    const after = applyDelta(before, deltaOf(before, graphOf({ a: 1 }, 2)))
    expect(after.nodes).toBe(before.nodes)
    expect(after.at).toBe(2)
  })
})
