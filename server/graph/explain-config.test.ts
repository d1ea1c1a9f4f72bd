import { describe, expect, it } from 'vitest'
import type { Explanation } from '#contract/explain.ts'
import { aBase, aContext, anAsk, aViewerOf } from '../../test/support/graph.ts'
import { someFacts } from '../../test/support/mesh.ts'
import { aSample } from '../../test/support/traffic.ts'
import type { ConfigEffect } from '../seams/mesh.ts'
import { explainGraph, type ExplainAsk } from './explain.ts'
import type { ProjectContext } from './project.ts'

const effects: readonly ConfigEffect[] = [
  {
    kind: 'VirtualService',
    namespace: 'bookinfo',
    name: 'slow',
    marks: ['timeout', 'routing'],
  },
  { kind: 'DestinationRule', namespace: 'istio-system', name: 'all', marks: [] },
]
const facts = someFacts({
  effectsOnService: (key) => (key === 'bookinfo/reviews' ? effects : []),
})

function configOf(of: ExplainAsk, context: Partial<ProjectContext> = {}): Explanation['config'] {
  const ask = { ...anAsk({ type: 'workload', open: 'all' }), ...of }
  return explainGraph(aBase([aSample()], { facts }), ask, aContext(context)).config
}

const productpage = 'workload:east/bookinfo/productpage-v1'
const reviews = 'workload:east/bookinfo/reviews-v1'
const slow = {
  cluster: 'east',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'slow',
  marks: ['routing', 'timeout'],
  services: ['bookinfo/reviews'],
}

describe('config of an explanation', () => {
  it('names the objects that act on calls of an edge, and on what', () => {
    const all = {
      cluster: 'east',
      kind: 'DestinationRule',
      namespace: 'istio-system',
      name: 'all',
      marks: [],
      services: ['bookinfo/reviews'],
    }
    expect(configOf({ source: productpage, target: reviews })).toEqual([all, slow])
    expect(configOf({ node: reviews })).toEqual([all, slow])
    expect(configOf({ node: 'namespace:east/bookinfo' })).toEqual([all, slow])
  })

  it('is empty where nothing acts', () => {
    expect(configOf({ node: productpage })).toEqual([])
  })

  it('leaves out objects of namespaces that the viewer may not see', () => {
    expect(configOf({ node: reviews }, { viewer: aViewerOf('bookinfo') })).toEqual([slow])
    expect(configOf({ node: reviews }, { viewer: aViewerOf('shop') })).toEqual([])
  })
})
