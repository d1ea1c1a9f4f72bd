import { describe, expect, it } from 'vitest'
import { aClusterOf } from '../../test/support/cluster.ts'
import { aViewerOf } from '../../test/support/graph.ts'
import { anInventory } from '../../test/support/inventory.ts'
import { inventoryWarnings, staleWarnings } from './inventory-warnings.ts'

const message = 'The API server refused (https://10.0.0.1:6443, status 403)'
const unreadable = [
  { kind: 'Gateway', reason: 'forbidden' as const, message, sinceAt: 5 },
  { kind: 'Pod', reason: 'notSynced' as const, message, sinceAt: 6 },
]
const clusters = [{ id: 'cluster:east', inventory: () => anInventory({ unreadable }) }]

describe('inventoryWarnings', () => {
  it('name what cannot be read, and where it was refused', () => {
    const told = inventoryWarnings(clusters, { user: null, sees: 'all' })
    expect(told).toEqual([
      {
        source: 'cluster:east',
        layer: 'config',
        code: 'forbidden',
        message: `Gateway objects are not known: ${message}`,
        sinceAt: 5,
        dataAt: null,
      },
      expect.objectContaining({ code: 'unavailable', sinceAt: 6 }),
    ])
  })

  it('keep the address from whoever does not see all', () => {
    const told = inventoryWarnings(clusters, aViewerOf('shop'))
    expect(told.map((one) => one.message)).toEqual([
      'Gateway objects are not known. Those who see all namespaces are told why.',
      'Pod objects are not known. Those who see all namespaces are told why.',
    ])
  })
})

describe('staleWarnings', () => {
  const behind = [
    { kind: 'Service', message: 'Services cannot be read: etcd is slow.', sinceAt: 7 },
  ]
  const cluster = aClusterOf(() => anInventory({ behind }))

  it('tell since when the objects of a kind are not kept up to date', () => {
    expect(staleWarnings([cluster], { user: null, sees: 'all' })).toEqual([
      {
        ...{ source: 'cluster:east', layer: 'config', code: 'stale', sinceAt: 7, dataAt: 7 },
        message:
          'Service objects are shown as they were then. Services cannot be read: etcd is slow.',
      },
    ])
    expect(staleWarnings([cluster], aViewerOf('shop'))[0]?.message).toBe(
      'Service objects are shown as they were then. Those who see all namespaces are told why.',
    )
  })

  it('say of a cluster that is away that all of it is old, once', () => {
    const status = () => ({ ...cluster.status(), state: 'notReached' as const, sinceAt: 9 })
    const told = staleWarnings([{ ...cluster, status }], aViewerOf('shop'))
    expect(told.map(({ code, dataAt }) => ({ code, dataAt }))).toEqual([
      { code: 'stale', dataAt: 9 },
    ])
  })
})
