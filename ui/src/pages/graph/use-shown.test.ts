import { describe, expect, it } from 'vitest'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { defaultView, type GraphView } from './url.ts'
import { showGraph } from './use-shown.ts'

const show = (view: Partial<GraphView>) => showGraph(smallMesh(), { ...defaultView, ...view })

describe('showGraph', () => {
  it('shows all and finds nothing while nothing is asked', () => {
    const shown = show({})
    expect(shown.graph).toEqual(smallMesh())
    expect(shown).toMatchObject({ found: null, ranks: undefined, hiddenNodes: 0, hiddenEdges: 0 })
  })

  it('counts what is found, nodes and edges', () => {
    const { found, foundNodes, foundEdges } = show({ find: 'idle or rt > 500' })
    expect([...(found ?? [])]).toEqual(['batch', 'gate>cart'])
    expect([foundNodes, foundEdges]).toEqual([1, 1])
  })

  it('FH-16: does not find what is hidden', () => {
    const shown = show({ find: 'ns = shop', hide: 'name = stock' })
    expect([...(shown.found ?? [])]).toEqual(['cart', 'checkout'])
    expect(shown.hiddenNodes).toBe(2)
    expect(shown.graph.totals).toEqual(smallMesh().totals)
  })

  it('FH-17: takes the mode of edges for a part of hiding', () => {
    const shown = show({ edges: 'unhealthy', hide: 'name = gate' })
    expect(shown.graph.edges.map(({ id }) => id)).toEqual(['cart>stock'])
    expect(shown.drawn).toBe(shown.graph)
  })

  it('GR-30: leaves the canvas all edges where none is to be drawn, for paths and layout', () => {
    const shown = show({ edges: 'none' })
    expect(shown.graph.edges).toEqual([])
    expect(shown.drawn.edges).toHaveLength(5)
    expect(shown.graph.nodes).toEqual(shown.drawn.nodes)
  })

  it('GR-18: ranks by the ends that were chosen, hidden neighbours included', () => {
    expect(show({ rankBy: ['outbound'], hide: 'name = stock' }).ranks?.get('gate')).toBe(2)
    const found = show({ rankBy: ['outbound'], find: 'rank = 1', hide: 'name = stock' }).found
    expect([...(found ?? [])]).toEqual(['cart'])
  })

  it('FH-20: asks nothing by what it cannot read, and says why', () => {
    const shown = show({ find: 'rank <= 200', hide: 'app = a and http > 1' })
    expect(shown.found).toBeNull()
    expect(shown.graph.nodes).toHaveLength(9)
    expect(shown.findError?.message).toMatch(/from 1 to 100/)
    expect(shown.hideError?.message).toMatch(/both a node and an edge/)
  })
})
