import { describe, expect, it } from 'vitest'
import { graphSchema } from '#contract/graph.ts'
import { aPicture, edgesOf } from '../../test/support/graph.ts'
import { aSample } from '../../test/support/traffic.ts'

describe('projectGraph', () => {
  it('draws one call once, whoever reported it', () => {
    const graph = aPicture([aSample({ value: 3 }), aSample({ reporter: 'destination', value: 3 })])
    expect(graphSchema.parse(graph)).toEqual(graph)
    expect(edgesOf(graph)).toEqual({
      'workload:east/bookinfo/productpage-v1 → workload:east/bookinfo/reviews-v1': { http: 3 },
    })
  })
})
