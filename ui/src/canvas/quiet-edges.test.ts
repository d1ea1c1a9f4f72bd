import { describe, expect, it } from 'vitest'
import type { DrawnGraph } from './elements.ts'
import { toElements } from './elements.ts'
import { meshOf } from './fixtures/mesh.ts'
import { aGraph, anEdge, aNode, httpEdge } from './fixtures/parts.ts'
import { busiestShown, worstShown } from './quiet-edges.ts'

const choice = { labels: [], badges: [] } as const

/** Every node calls the next ones; one of `failing` edges fails, the later the busier. */
function ringOf(nodes: number, calls: number, failing = 0): DrawnGraph {
  const ids = Array.from({ length: nodes }, (_, at) => `n${at}`)
  const edges = ids.flatMap((id, at) =>
    Array.from({ length: calls }, (_, call) => {
      const index = at * calls + call
      const target = ids[(at + call + 1) % nodes] ?? id
      return anEdge(id, target, httpEdge(index + 1, index < failing ? 0.5 : 0))
    }),
  )
  return toElements(aGraph({ nodes: ids.map((id) => aNode(id, { id })), edges }), choice)
}

describe('quietEdges', () => {
  it('are none while all lines can be followed', () => {
    expect(ringOf(40, 3).quiet.size).toBe(0)
  })

  it('are all but the busiest where there are too many', () => {
    const { quiet, edgesById } = ringOf(50, 8)
    const loud = [...edgesById.keys()].filter((id) => !quiet.has(id))
    expect(loud).toHaveLength(busiestShown)
    expect(loud).toEqual([...edgesById.keys()].slice(-busiestShown))
  })

  it('are never the worst of those that are not well, however little they carry', () => {
    const { quiet, edgesById } = ringOf(50, 8, worstShown)
    const unwell = [...edgesById.values()].filter(({ status }) => status !== 'healthy')
    expect(unwell).toHaveLength(worstShown)
    expect(unwell.filter(({ id }) => quiet.has(id))).toEqual([])
  })

  it('are never those that stay in a box', () => {
    const { quiet, edgesById, nodesById } = toElements(
      meshOf({ namespaces: 60, perNamespace: 12, open: 60, edgesPerNode: 5 }),
      choice,
    )
    expect(quiet.size).toBeGreaterThan(0)
    for (const id of quiet) {
      const edge = edgesById.get(id)
      const [from, to] = [edge?.source, edge?.target].map((end) => nodesById.get(end ?? '')?.box)
      expect(from).not.toBe(to)
    }
  })
})
