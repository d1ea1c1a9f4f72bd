import { describe, expect, it } from 'vitest'
import type { Inventory } from '../../seams/inventory.ts'
import { createInventoryBuilder } from './build-inventory.ts'
import { createStores, type Stores } from './kinds.ts'
import type { Raw } from './raw.ts'
import { createReading } from './reading.ts'

const keep = { annotationPrefixes: ['mesh.example/'], envNames: ['REVISION'] }

function owned(kind: string, name: string): Raw {
  return { ownerReferences: [{ kind, name, controller: true }] }
}

function aRaw(name: string, fields: { metadata?: Raw; spec?: Raw; status?: Raw } = {}): Raw {
  const { metadata, spec = {}, status = {} } = fields
  return { metadata: { name, namespace: 'shop', ...metadata }, spec, status }
}

const template = { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'app' }] } }

function build(fill: (stores: Stores) => void): Inventory {
  const stores = createStores(createReading(keep), () => undefined)
  fill(stores)
  return createInventoryBuilder('east', stores)(1, { unreadable: [], behind: [], served: null })
}

const summary = ({ workloads }: Inventory): readonly unknown[] =>
  workloads.map(({ kind, name, desiredReplicas, availableReplicas }) => [
    kind,
    name,
    desiredReplicas,
    availableReplicas,
  ])

describe('workloads of a cluster', () => {
  it('puts pods under their Deployment, and no ReplicaSet beside it', () => {
    const inventory = build((stores) => {
      stores.deployments.put(
        aRaw('cart', {
          spec: { replicas: 2, template },
          status: { replicas: 2, availableReplicas: 1 },
        }),
      )
      stores.replicaSets.put(
        aRaw('cart-1', { metadata: owned('Deployment', 'cart'), spec: { replicas: 0 } }),
      )
      stores.replicaSets.put(
        aRaw('cart-2', { metadata: owned('Deployment', 'cart'), spec: { replicas: 2 } }),
      )
      stores.pods.put(aRaw('cart-2-x', { metadata: owned('ReplicaSet', 'cart-2') }))
    })
    expect(summary(inventory)).toEqual([['Deployment', 'cart', 2, 1]])
    expect(inventory.pods[0]?.workload).toEqual({ kind: 'Deployment', name: 'cart' })
    expect(inventory.workloads[0]?.podLabels).toEqual({ app: 'cart' })
  })

  it('puts the jobs of a CronJob under it, and leaves others alone', () => {
    const inventory = build((stores) => {
      stores.cronJobs.put(aRaw('nightly', { status: { active: [{}] } }))
      stores.jobs.put(aRaw('nightly-1', { metadata: owned('CronJob', 'nightly') }))
      stores.jobs.put(aRaw('import', { status: { active: 1 } }))
      stores.pods.put(aRaw('nightly-1-x', { metadata: owned('Job', 'nightly-1') }))
    })
    expect(summary(inventory)).toEqual([
      ['CronJob', 'nightly', 1, 1],
      ['Job', 'import', 1, 1],
    ])
    expect(inventory.pods[0]?.workload).toEqual({ kind: 'CronJob', name: 'nightly' })
  })

  it('sums up an owner of a kind that it does not read from its ReplicaSets', () => {
    const inventory = build((stores) => {
      const metadata = owned('Rollout', 'cart')
      stores.replicaSets.put(
        aRaw('cart-1', {
          metadata,
          spec: { replicas: 1, template },
          status: { replicas: 1, availableReplicas: 1 },
        }),
      )
      stores.replicaSets.put(
        aRaw('cart-2', {
          metadata,
          spec: { replicas: 3, template },
          status: { replicas: 3, availableReplicas: 2 },
        }),
      )
      stores.pods.put(aRaw('cart-2-x', { metadata: owned('ReplicaSet', 'cart-2') }))
    })
    expect(summary(inventory)).toEqual([['Rollout', 'cart', 4, 3]])
    expect(inventory.pods[0]?.workload).toEqual({ kind: 'Rollout', name: 'cart' })
  })

  it('sums up an owner that only pods tell of', () => {
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
    const inventory = build((stores) => {
      const metadata = owned('GameServer', 'match')
      stores.pods.put(aRaw('match-1', { metadata, status }))
      stores.pods.put(aRaw('match-2', { metadata, status: { phase: 'Pending' } }))
      stores.pods.put(aRaw('match-3', { metadata, status: { phase: 'Succeeded' } }))
      stores.pods.put(aRaw('alone', { status }))
    })
    expect(summary(inventory)).toEqual([['GameServer', 'match', 2, 1]])
    expect(inventory.pods.find(({ name }) => name === 'alone')?.workload).toBeNull()
  })

  it('shows a DeploymentConfig behind its ReplicationController', () => {
    const inventory = build((stores) => {
      stores.replicationControllers.put(
        aRaw('web-3', { metadata: owned('DeploymentConfig', 'web'), spec: { replicas: 1 } }),
      )
      stores.pods.put(aRaw('web-3-x', { metadata: owned('ReplicationController', 'web-3') }))
    })
    expect(summary(inventory)).toEqual([['DeploymentConfig', 'web', 1, 0]])
  })

  it('shows a pod under its ReplicaSet as long as that is not known', () => {
    const inventory = build((stores) => {
      stores.pods.put(aRaw('cart-2-x', { metadata: owned('ReplicaSet', 'cart-2') }))
    })
    expect(inventory.pods[0]?.workload).toEqual({ kind: 'ReplicaSet', name: 'cart-2' })
  })

  it('survives owners that own each other', () => {
    const inventory = build((stores) => {
      stores.replicaSets.put(aRaw('a', { metadata: owned('ReplicaSet', 'b') }))
      stores.replicaSets.put(aRaw('b', { metadata: owned('ReplicaSet', 'a') }))
      stores.pods.put(aRaw('x', { metadata: owned('ReplicaSet', 'a') }))
    })
    expect(inventory.pods).toHaveLength(1)
  })

  it('keeps the annotations and variables that were asked for, and no others', () => {
    const inventory = build((stores) => {
      const annotations = { 'mesh.example/on': 'yes', 'other.example/x': 'y' }
      const env = [
        { name: 'REVISION', value: 'r1' },
        { name: 'PASSWORD', value: 'secret' },
        { name: 'REVISION_OF', valueFrom: {} },
      ]
      stores.pods.put(
        aRaw('x', {
          metadata: { annotations },
          spec: { containers: [{ name: 'c', image: 'i', env }] },
        }),
      )
    })
    expect(inventory.pods[0]).toMatchObject({
      annotations: { 'mesh.example/on': 'yes' },
      containers: [{ name: 'c', image: 'i', isInit: false, env: { REVISION: 'r1' } }],
    })
  })

  it('gives the same arrays again for what did not change', () => {
    const stores = createStores(createReading(keep), () => undefined)
    const builder = createInventoryBuilder('east', stores)
    const nothing = { unreadable: [], behind: [], served: null }
    stores.pods.put(aRaw('a'))
    const first = builder(1, nothing)
    stores.services.put(aRaw('s'))
    const second = builder(2, nothing)
    expect(second.pods).toBe(first.pods)
    stores.pods.put(aRaw('b'))
    const third = builder(3, nothing)
    expect(third.pods[0]).toBe(first.pods[0])
    expect(third.services).toBe(second.services)
    expect(third.pods).toHaveLength(2)
  })

  it('counts no change when what is kept stays the same', () => {
    let changes = 0
    const stores = createStores(createReading(keep), () => (changes += 1))
    stores.pods.put(aRaw('a', { metadata: { resourceVersion: '1' } }))
    stores.pods.put(aRaw('a', { metadata: { resourceVersion: '2' } }))
    expect(changes).toBe(1)
  })
})
