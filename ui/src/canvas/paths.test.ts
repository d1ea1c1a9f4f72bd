import { describe, expect, it } from 'vitest'
import { toElements } from './elements.ts'
import { aGraph, anEdge, aNode } from './fixtures/parts.ts'
import { describePaths, pathsThrough, wordsForStep } from './paths.ts'

const calls = [
  ['web', 'shop'],
  ['mobile', 'shop'],
  ['shop', 'cart'],
  ['cart', 'db'],
  ['shop', 'db'],
  ['audit', 'log'],
] as const

const names = [...new Set(calls.flat())]
const graph = aGraph({
  nodes: names.map((name) => aNode(name, { id: name })),
  edges: calls.map(([from, to]) => anEdge(from, to)),
})
const edges = [...toElements(graph, { labels: [], badges: [] }).edgesById.values()]

describe('pathsThrough', () => {
  it('tells who calls a node from what it needs, and how many calls away they are', () => {
    const { ids, steps } = pathsThrough('cart', edges)
    expect(Object.fromEntries(steps)).toEqual({
      shop: { before: 1, after: null },
      web: { before: 2, after: null },
      mobile: { before: 2, after: null },
      db: { before: null, after: 1 },
    })
    expect(ids.has('audit')).toBe(false)
    expect([...steps.values()].map(wordsForStep).sort()).toEqual([
      'caller',
      'caller · 2',
      'caller · 2',
      'needed',
    ])
  })

  it('goes no further than asked', () => {
    const { ids, steps } = pathsThrough('cart', edges, 1)
    expect([...steps.keys()].sort()).toEqual(['db', 'shop'])
    expect(ids.has(edges[0]?.id ?? '')).toBe(false)
  })

  it('leads from an edge to both its ends and beyond', () => {
    const own = edges.find(({ source, target }) => source === 'shop' && target === 'cart')
    const { steps } = pathsThrough(own?.id ?? '', edges)
    expect(steps.get('shop')).toEqual({ before: 1, after: null })
    expect(steps.get('cart')).toEqual({ before: null, after: 1 })
    expect(steps.get('db')).toEqual({ before: null, after: 2 })
  })

  it('does not follow what is allowed and nobody calls', () => {
    const silent = anEdge('log', 'db', { isIdle: true, silent: { allowedBy: [], more: 1 } })
    const more = toElements(
      { ...graph, edges: [...graph.edges, silent] },
      { labels: [], badges: [] },
    )
    const all = [...more.edgesById.values()]
    expect(pathsThrough('db', all).steps.has('log')).toBe(false)
    // It leads to its own ends.
    expect(pathsThrough(silent.id, all).steps.get('log')).toEqual({ before: 1, after: null })
  })

  it('says of a ring that it lies both ways', () => {
    const ring = toElements(
      aGraph({
        nodes: ['a', 'b'].map((id) => aNode(id, { id })),
        edges: [anEdge('a', 'b'), anEdge('b', 'a')],
      }),
      { labels: [], badges: [] },
    )
    const step = pathsThrough('a', ring.edgesById.values()).steps.get('b')
    expect(step === undefined ? '' : wordsForStep(step)).toBe('both ways')
  })

  it('counts callers and callees in words', () => {
    expect(describePaths(pathsThrough('cart', edges))).toBe(
      'Called by 1, with their callers 3 · Calls 1',
    )
    expect(describePaths(pathsThrough('log', edges))).toBe('Called by 1')
  })
})
