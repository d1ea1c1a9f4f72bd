import { describe, expect, it } from 'vitest'
import { anInventory, aServiceObject } from '../../../../test/support/inventory.ts'
import type { ConfigObject } from '../../../seams/inventory.ts'
import { istio } from '../index.ts'

function anObject(kind: string, name: string, spec: unknown): ConfigObject {
  const metadata = { name, namespace: 'bookinfo' }
  return { apiVersion: 'networking.istio.io/v1', kind, metadata, spec }
}

const services = ['bookinfo/reviews', 'bookinfo/ratings', 'data/db'].map((key) =>
  aServiceObject(key),
)
const objects = [
  anObject('VirtualService', 'slow-reviews', { hosts: ['reviews'], http: [{ timeout: '3s' }] }),
  anObject('DestinationRule', 'versions', { host: 'reviews', subsets: [{ name: 'v1' }] }),
  anObject('DestinationRule', 'all-here', {
    host: '*.bookinfo.svc.cluster.local',
    trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } },
  }),
  anObject('DestinationRule', 'mesh-wide', { host: '*.local', trafficPolicy: {} }),
]
const config = Map.groupBy(objects, ({ kind }) => kind)

function namesOn(key: string): string[] {
  const { effectsOnService } = istio.readConfig(anInventory({ config, services }))
  return effectsOnService(key).map(({ kind, name, marks }) => [kind, name, ...marks].join(' '))
}

describe('what acts on a service', () => {
  it('is named with what it does, be there a mark for it or not', () => {
    expect(namesOn('bookinfo/reviews')).toEqual([
      'VirtualService slow-reviews routing timeout',
      'DestinationRule versions',
      'DestinationRule all-here circuitBreaker',
      'DestinationRule mesh-wide',
    ])
  })

  it('comes from wildcards too, each as far as it reaches', () => {
    expect(namesOn('bookinfo/ratings')).toEqual([
      'DestinationRule all-here circuitBreaker',
      'DestinationRule mesh-wide',
    ])
    expect(namesOn('data/db')).toEqual(['DestinationRule mesh-wide'])
  })
})
