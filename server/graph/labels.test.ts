import { describe, expect, it } from 'vitest'
import { aPicture, aViewerOf } from '../../test/support/graph.ts'
import { anInventory, aServiceObject, aWorkloadObject } from '../../test/support/inventory.ts'
import { anEnd, aRequested, aSample } from '../../test/support/traffic.ts'

const samples = ['reviews-v1', 'reviews-v2'].map((workload) =>
  aSample({
    source: anEnd('shop/cart-v1'),
    service: aRequested('bookinfo/reviews'),
    destination: anEnd(`bookinfo/${workload}`),
  }),
)

const inventory = anInventory({
  workloads: [
    aWorkloadObject('shop/cart-v1'),
    aWorkloadObject('bookinfo/reviews-v1', { labels: { region: 'east' }, podLabels: {} }),
    aWorkloadObject('bookinfo/reviews-v2', {
      labels: { region: 'west', 'sold-to': 'shop/cart' },
      podLabels: { region: 'west', tier: 'back' },
    }),
  ],
  services: [aServiceObject('bookinfo/reviews', { labels: { team: 'books' } })],
})

const labelsIn = (input: Parameters<typeof aPicture>[1], viewer = aViewerOf('bookinfo', 'shop')) =>
  Object.fromEntries(
    aPicture(samples, input, { inventories: [inventory], context: { viewer } }).nodes.map(
      ({ id, labels }) => [id, labels],
    ),
  )

describe('labels of nodes', () => {
  it('are sent when they are asked for, and not otherwise', () => {
    expect(labelsIn({ labels: 'true' })['workload:east/bookinfo/reviews-v2']).toEqual({
      region: ['west'],
      'sold-to': ['shop/cart'],
      tier: ['back'],
    })
    expect(labelsIn({})['workload:east/bookinfo/reviews-v2']).toBeUndefined()
  })

  it('are those of all that an app stands for', () => {
    expect(
      labelsIn({ labels: 'true', type: 'app' })['app:east/bookinfo/reviews']?.['region'],
    ).toEqual(['east', 'west'])
  })

  it('of a service are its own', () => {
    expect(labelsIn({ labels: 'true', type: 'service' })['service:east/bookinfo/reviews']).toEqual({
      team: ['books'],
    })
  })

  it('do not name what the viewer may not see', () => {
    expect(labelsIn({ labels: 'true' }, aViewerOf('bookinfo'))).toEqual({
      'restricted:east': undefined,
      'workload:east/bookinfo/reviews-v1': { region: ['east'] },
      'workload:east/bookinfo/reviews-v2': { region: ['west'], tier: ['back'] },
    })
  })
})
