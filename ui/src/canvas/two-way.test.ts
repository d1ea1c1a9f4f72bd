import { describe, expect, it } from 'vitest'
import { badgeKinds } from './canvas-props.ts'
import { labelPartsOf, toElements } from './elements.ts'
import { aGraph, anEdge, aNode, httpEdge, tcpEdge } from './fixtures/parts.ts'
import { markElements, noMarks } from './view/marks.ts'

const waypoint = aNode('waypoint', { id: 'waypoint', marks: ['waypoint'] })
const nodes = [aNode('web', { id: 'web' }), aNode('db', { id: 'db' }), waypoint]
const there = anEdge('web', 'waypoint', tcpEdge(1000))
const back = anEdge('waypoint', 'web', httpEdge(5, 0.5))
const drawn = toElements(
  aGraph({ nodes, edges: [back, there, anEdge('waypoint', 'db'), anEdge('db', 'web')] }),
  { labels: ['rate'], badges: badgeKinds },
)
const oneLine = drawn.edgesById.get(there.id)

describe('what goes to a waypoint and comes back', () => {
  it('GR-45: is one line with two arrows, both rates and the worse health', () => {
    expect(oneLine).toMatchObject({ status: 'failure', back: { id: back.id } })
    expect(oneLine?.classes).toContain('two-way')
    expect(oneLine && labelPartsOf(oneLine).map(({ text }) => text)).toEqual([
      '3 kB/s',
      '↔',
      '5 rps',
      '50%',
    ])
    const { hidden } = markElements(drawn, noMarks)
    expect([...hidden]).toEqual([back.id])
  })

  it('GR-45: is marked on that line, whichever way is chosen', () => {
    const { classesById } = markElements(drawn, { ...noMarks, selection: back.id })
    expect(classesById.get(there.id)).toContain('selected')
    expect(classesById.get(back.id)).not.toContain('selected')
  })

  it('leaves lines alone that no waypoint is at the end of', () => {
    const both = aGraph({ nodes, edges: [anEdge('web', 'db'), anEdge('db', 'web')] })
    const { edgesById } = toElements(both, { labels: [], badges: [] })
    for (const { back: other, front } of edgesById.values())
      expect([other, front]).toEqual([null, null])
  })
})
