import { expect, it } from 'vitest'
import { aBase, aContext, anAsk } from '../../../test/support/graph.ts'
import { aSample } from '../../../test/support/traffic.ts'
import { projectGraph } from '../project.ts'

it('tells each flag on the edges once, in the words of the mesh', () => {
  const samples = [
    aSample({ code: '503', flags: 'UF,NO_SUCH', value: 2 }),
    aSample({ code: '0', flags: 'UF', value: 1 }),
    aSample({ value: 5 }),
  ]
  const graph = projectGraph(aBase(samples), anAsk({ type: 'workload', open: 'all' }), aContext())
  expect(graph.flagWords).toEqual({ UF: 'upstream connection failure' })
})
