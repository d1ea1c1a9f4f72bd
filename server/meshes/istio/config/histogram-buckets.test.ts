import { describe, expect, it } from 'vitest'
import { anInventory, aWorkloadObject } from '../../../../test/support/inventory.ts'
import { readLowestBuckets } from './histogram-buckets.ts'

const annotation = 'sidecar.istio.io/statsHistogramBuckets'

describe('readLowestBuckets', () => {
  it.each([
    { desc: 'all of Istio’s histograms', text: '{"istiocustom":[50,100,200]}', expected: 50 },
    {
      desc: 'those of response times, in any order',
      text: '{"istiocustom.istio_request_duration_milliseconds":[100,25]}',
      expected: 25,
    },
    {
      desc: 'the coarser of two that fit',
      text: '{"istio":[5],"istiocustom":[50]}',
      expected: 50,
    },
    { desc: 'none of Envoy’s own', text: '{"cluster.xds-grpc":[1,5]}', expected: undefined },
    { desc: 'none of nonsense', text: '{"istiocustom":["x",-1,null]}', expected: undefined },
    { desc: 'none of what is no JSON', text: '{"istiocustom":[', expected: undefined },
    { desc: 'none of a list', text: '[1]', expected: undefined },
  ])('$desc', ({ text, expected }) => {
    const podAnnotations = { [annotation]: text }
    const workloads = [
      aWorkloadObject('shop/web-v1', { podAnnotations }),
      aWorkloadObject('shop/cart-v1'),
    ]
    const found = readLowestBuckets(anInventory({ workloads }))
    expect(found.get('shop/web-v1')).toBe(expected)
    expect(found.has('shop/cart-v1')).toBe(false)
  })
})
