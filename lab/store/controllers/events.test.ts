import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../world/random.ts'
import { recordAt, stringAt } from '../json.ts'
import { ObjectStore } from '../object-store.ts'
import { startControllers } from './controllers.ts'
import { recordEvents } from './events.ts'

function aCluster(): { readonly store: ObjectStore; readonly settle: () => void; now: number } {
  const cluster = { now: Date.UTC(2026, 0, 5) }
  const store = new ObjectStore({ nowMs: () => cluster.now })
  const controllers = startControllers(store, { random: randomFrom(1), delayMs: 0 })
  store.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } })
  store.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })
  recordEvents(store, { nowMs: () => cluster.now, random: randomFrom(2) })
  return Object.assign(cluster, { store, settle: controllers.settle })
}

function scale(store: ObjectStore, replicas: number): void {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'cart' } },
      template: {
        metadata: { labels: { app: 'cart' } },
        spec: { containers: [{ name: 'cart', image: 'cart:1' }] },
      },
    },
  }
  const live = store.get('Deployment.apps', 'shop', 'cart')
  if (live === null) store.create(deployment)
  else store.update({ ...live, spec: deployment.spec })
}

function told(store: ObjectStore): readonly string[] {
  return store.list('Event', 'shop').map((event) => {
    const about = stringAt(recordAt(event, 'involvedObject'), 'kind')
    const message = stringAt(event, 'message').replaceAll(/cart(-[a-z0-9]+)+/g, 'cart-…')
    return `${about} ${stringAt(event, 'reason')}: ${message}`
  })
}

describe('recordEvents', () => {
  it('tells how a deployment gets its pod', () => {
    const { store, settle } = aCluster()
    scale(store, 1)
    settle()
    expect(told(store).toSorted()).toEqual([
      'Deployment ScalingReplicaSet: Scaled up replica set cart-… from 0 to 1',
      'Pod Created: Created container: cart',
      'Pod Pulled: Container image "cart:1" already present on machine',
      'Pod Scheduled: Successfully assigned shop/cart-… to node-1',
      'Pod Started: Started container cart',
      'ReplicaSet SuccessfulCreate: Created pod: cart-…',
    ])
  })

  it('tells how one loses it, and forgets what is an hour old', () => {
    const cluster = aCluster()
    scale(cluster.store, 1)
    cluster.settle()
    cluster.now += 3_600_001
    scale(cluster.store, 0)
    cluster.settle()
    expect(told(cluster.store).toSorted()).toEqual([
      'Deployment ScalingReplicaSet: Scaled down replica set cart-… from 1 to 0',
      'Pod Killing: Stopping container cart',
      'ReplicaSet SuccessfulDelete: Deleted pod: cart-…',
    ])
  })
})
