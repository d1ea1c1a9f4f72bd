import { describe, expect, it } from 'vitest'
import { toElements } from '../elements.ts'
import { aGraph, anEdge, aNode, httpEdge } from '../fixtures/parts.ts'
import { meshOf } from '../fixtures/mesh.ts'
import { markElements, noMarks } from './marks.ts'

const choice = { labels: [], badges: [] } as const
const names = ['web', 'cart', 'db']
const drawn = toElements(
  aGraph({
    nodes: names.map((id) => aNode(id, { id })),
    edges: [anEdge('web', 'cart'), anEdge('cart', 'db', httpEdge(5, 0.5))],
  }),
  choice,
)
const [healthy, failing] = ['web→cart', 'cart→db']

describe('markElements', () => {
  it('tells found, focused, traced, selected and the cursor by classes of their own', () => {
    const { classesById, dimmed } = markElements(drawn, {
      ...noMarks,
      highlight: new Set(['web']),
      traced: new Set(['cart']),
      focus: 'db',
      cursor: 'web',
    })
    expect(classesById.get('web')).toBe(' found cursor')
    expect(classesById.get('cart')).toBe(' dim traced')
    expect(classesById.get('db')).toBe(' dim focused')
    expect(dimmed.has('web')).toBe(false)
  })

  it('leaves a trace bright while one steps through it, and nothing beside it', () => {
    const marks = { ...noMarks, traced: new Set(['web', 'web→cart', 'cart']) }
    expect([...markElements(drawn, marks).dimmed]).toEqual(['db', 'cart→db'])
    expect([...markElements(drawn, { ...marks, selection: 'web→cart' }).dimmed]).toEqual([
      ...['db', 'cart→db'],
    ])
    expect(markElements(drawn, { ...marks, selection: 'db' }).dimmed.has('db')).toBe(false)
  })

  it.each([
    { desc: 'all edges', edgesShown: 'all', hidden: [] },
    { desc: 'unhealthy edges alone', edgesShown: 'unhealthy', hidden: [healthy] },
    { desc: 'no edges', edgesShown: 'none', hidden: [healthy, failing] },
  ] as const)('draws $desc', ({ edgesShown, hidden }) => {
    const marked = markElements(drawn, { ...noMarks, edgesShown })
    expect([...marked.hidden]).toEqual(hidden)
    expect([...marked.classesById.keys()]).toEqual(hidden)
  })

  it('follows paths only so far as asked, and says which way each node lies', () => {
    const marks = { ...noMarks, selection: 'db', depth: 1 }
    const { dimmed, steps } = markElements(drawn, marks)
    expect([...dimmed].sort()).toEqual(['web', healthy])
    expect([...steps]).toEqual([['cart', { before: 1, after: null }]])
  })

  it('hides edges of a picture too large to be restyled, too', () => {
    const large = toElements(meshOf({ namespaces: 40, perNamespace: 25, open: 40 }), choice)
    const marked = markElements(large, { ...noMarks, edgesShown: 'none' })
    expect(marked.classesById.size).toBe(large.edgesById.size)
    expect(marked.veil).toBeNull()
  })
})
