import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../seams.ts'
import { randomFrom } from '../../world/random.ts'
import { listAt, numberAt, recordAt, stringAt } from '../json.ts'
import { ObjectStore } from '../object-store.ts'
import { startControllers } from './controllers.ts'
import type { Controllers } from './controllers.ts'

interface Cluster {
  readonly store: ObjectStore
  readonly controllers: Controllers
}

function aCluster(namespaceLabels: Readonly<Record<string, string>> = {}): Cluster {
  const store = new ObjectStore({ nowMs: () => Date.UTC(2026, 0, 5) })
  const controllers = startControllers(store, { random: randomFrom(1), delayMs: 0 })
  for (const name of ['node-1', 'node-2']) {
    store.create({ apiVersion: 'v1', kind: 'Node', metadata: { name } })
  }
  const metadata = { name: 'shop', labels: namespaceLabels }
  store.create({ apiVersion: 'v1', kind: 'Namespace', metadata })
  store.create(aDeployment(2))
  store.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }] },
  })
  controllers.settle()
  return { store, controllers }
}

function aDeployment(replicas: number): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'cart' } },
      template: {
        metadata: { labels: { app: 'cart' } },
        spec: { containers: [{ name: 'cart', ports: [{ name: 'web', containerPort: 8080 }] }] },
      },
    },
  }
}

function deploymentOf({ store }: Cluster): KubeObject {
  const found = store.get('Deployment.apps', 'shop', 'cart')
  if (found === null) throw new Error('the deployment is gone')
  return found
}

describe('the controllers', () => {
  it('run a deployment through a replica set to ready pods behind a slice', () => {
    const cluster = aCluster()
    const { store } = cluster
    expect(deploymentOf(cluster).status).toMatchObject({ replicas: 2, readyReplicas: 2 })
    expect(store.list('ReplicaSet', 'shop')).toHaveLength(1)
    const [slice] = store.list('EndpointSlice', 'shop')
    expect(listAt(slice, 'endpoints')).toHaveLength(2)
    expect(listAt(slice, 'ports')).toEqual([{ name: 'http', protocol: 'TCP', port: 8080 }])
  })

  it.each([
    { replicas: 0, ready: null, pods: 0 },
    { replicas: 5, ready: 5, pods: 5 },
  ])('follow a change to $replicas replicas', ({ replicas, ready, pods }) => {
    const cluster = aCluster()
    const { store, controllers } = cluster
    const deployment = deploymentOf(cluster)
    store.update({ ...deployment, spec: { ...deployment.spec, replicas } })
    controllers.settle()
    expect(store.list('Pod', 'shop')).toHaveLength(pods)
    expect(numberAt(deploymentOf(cluster).status, 'readyReplicas')).toBe(ready)
    expect(listAt(store.list('EndpointSlice', 'shop')[0], 'endpoints')).toHaveLength(pods)
  })

  it('replace the pods of a changed template, and inject as the namespace now says', () => {
    const cluster = aCluster()
    const { store, controllers } = cluster
    const namespace = store.get('Namespace', '', 'shop')
    if (namespace === null) throw new Error('no namespace')
    const metadata = { ...namespace.metadata, labels: { 'istio-injection': 'enabled' } }
    store.update({ ...namespace, metadata })
    controllers.settle()
    const hasProxy = (pod: KubeObject): boolean =>
      listAt(pod.spec, 'containers').some((c) => stringAt(c, 'name') === 'istio-proxy')
    expect(store.list('Pod', 'shop').filter(hasProxy)).toHaveLength(0)
    const { spec, ...rest } = deploymentOf(cluster)
    const template = recordAt(spec, 'template')
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-05T00:00:00Z' }
    const restarted = { ...template, metadata: { ...recordAt(template, 'metadata'), annotations } }
    store.update({ ...rest, spec: { ...spec, template: restarted } })
    controllers.settle()
    expect(store.list('Pod', 'shop').filter(hasProxy)).toHaveLength(2)
    expect(store.list('Pod', 'shop')).toHaveLength(2)
  })

  it('capture running pods when the namespace turns ambient', () => {
    const { store, controllers } = aCluster()
    const namespace = store.get('Namespace', '', 'shop')
    if (namespace === null) throw new Error('no namespace')
    const labels = { 'istio.io/dataplane-mode': 'ambient' }
    store.update({ ...namespace, metadata: { ...namespace.metadata, labels } })
    controllers.settle()
    const marks = store
      .list('Pod', 'shop')
      .map((pod) => pod.metadata.annotations?.['ambient.istio.io/redirection'])
    expect(marks).toEqual(['enabled', 'enabled'])
  })

  it('make what a waypoint needs, and take it away with the gateway', () => {
    const { store, controllers } = aCluster()
    store.create({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'waypoint', namespace: 'shop' },
      spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008 }] },
    })
    controllers.settle()
    const pods = (): number =>
      store.list('Pod', 'shop').filter((p) => p.metadata.name.startsWith('waypoint-')).length
    expect(pods()).toBe(1)
    const gateway = store.get('Gateway.gateway.networking.k8s.io', 'shop', 'waypoint')
    expect(listAt(gateway?.status, 'conditions')).toHaveLength(2)
    store.remove('Gateway.gateway.networking.k8s.io', 'shop', 'waypoint')
    controllers.settle()
    expect(pods()).toBe(0)
    expect(store.get('Service', 'shop', 'waypoint')).toBeNull()
  })

  it('remove everything with its namespace', () => {
    const { store, controllers } = aCluster()
    store.remove('Namespace', '', 'shop')
    controllers.settle()
    expect(
      ['Deployment', 'ReplicaSet', 'Pod', 'EndpointSlice'].flatMap((k) => store.list(k)),
    ).toEqual([])
  })
})
