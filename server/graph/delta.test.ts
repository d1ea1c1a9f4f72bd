import { describe, expect, it } from 'vitest'
import { aPicture, applyDelta } from '../../test/support/graph.ts'
import { anEnd, aSample } from '../../test/support/traffic.ts'
import { diffGraph } from './delta.ts'

const before = aPicture([aSample({ value: 1 })])

describe('diffGraph', () => {
  it.each([
    { desc: 'the same', after: before, nodes: 0, edges: 0, boxes: 0, removed: 0 },
    {
      desc: 'what differs by rounding alone',
      after: aPicture([aSample({ value: 1 + 1e-13 })]),
      nodes: 0,
      edges: 0,
      boxes: 0,
      removed: 0,
    },
    {
      desc: 'another number, in edge, ends and box',
      after: aPicture([aSample({ value: 2 })]),
      nodes: 2,
      edges: 1,
      boxes: 1,
      removed: 0,
    },
    {
      desc: 'a new callee in place of the old',
      after: aPicture([aSample({ destination: anEnd('bookinfo/reviews-v2') })]),
      nodes: 1,
      edges: 1,
      boxes: 0,
      removed: 2,
    },
    { desc: 'nothing left', after: aPicture([]), nodes: 0, edges: 0, boxes: 0, removed: 4 },
  ])('tells of $desc', ({ after, nodes, edges, boxes, removed }) => {
    const delta = diffGraph(before, after)
    expect({
      nodes: delta.nodes.length,
      edges: delta.edges.length,
      boxes: delta.boxes.length,
      removed: delta.removed.length,
    }).toEqual({ nodes, edges, boxes, removed })
  })

  it('leads from one graph to the other', () => {
    const after = aPicture([
      aSample({ value: 2 }),
      aSample({ destination: anEnd('shop/db-v1'), code: '503', flags: 'UF' }),
    ])
    expect(applyDelta(before, diffGraph(before, after))).toEqual(after)
    expect(applyDelta(after, diffGraph(after, before))).toEqual(before)
  })
})
