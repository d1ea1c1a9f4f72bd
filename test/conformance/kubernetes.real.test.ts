import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openForward, type Forward } from '../../server/sources/kubernetes/forward.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'
import { available } from '../servers/availability.ts'
import type { KubeObject } from '../servers/kube-objects.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { listenAnywhere } from '../servers/ports.ts'
import { describeClusterSource } from './kubernetes.conformance.ts'

const nobody = { name: 'nobody', token: 'token-of-nobody', groups: [] }

/** What controllers would make of one Deployment, owner first. */
function workload(name: string, containers: readonly object[]): readonly KubeObject[] {
  const namespace = 'shop'
  const labels = { app: name }
  const template = { metadata: { labels }, spec: { containers } }
  const spec = { replicas: 1, selector: { matchLabels: labels }, template }
  const owner = (kind: string, own: string): object => ({
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: own, controller: true }],
  })
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace, labels }, spec },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: `${name}-1`, namespace, labels, ...owner('Deployment', name) },
      spec,
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-1-a`, namespace, labels, ...owner('ReplicaSet', `${name}-1`) },
      spec: { containers, nodeName: 'node1' },
    },
  ]
}

describe.skipIf(!available('kubernetes'))('real Kubernetes', () => {
  describeClusterSource('Kubernetes', async () => {
    const kubernetes = await startKubernetes({ users: [nobody], crds: true, kwok: false })
    await kubernetes.apply(workload('cart', [{ name: 'app', image: 'shop/cart' }]))
    return {
      version: /^1\.\d+/,
      administrator: {
        name: 'administrator',
        token: kubernetes.adminToken,
        kubeconfig: kubernetes.writeKubeconfig('administrator'),
      },
      nobody: {
        name: nobody.name,
        token: nobody.token,
        kubeconfig: kubernetes.writeKubeconfig(nobody.name),
      },
      request: async (method, path, body) => {
        const { status } = await kubernetes.request(
          method,
          path,
          body === undefined ? {} : { body },
        )
        return status
      },
      workload: { namespace: 'shop', name: 'cart' },
      stopServer: kubernetes.stopApiServer,
      startServer: kubernetes.startApiServer,
      close: kubernetes.stop,
    }
  })
})

const rbac = 'rbac.authorization.k8s.io'

/** Somebody who may list, as deploy/rbac.yaml lets the console, and forward ports by these verbs. */
function forwarder(name: string, verbs: readonly string[]): readonly KubeObject[] {
  const rules = [
    { apiGroups: [''], resources: ['services', 'pods'], verbs: ['list'] },
    ...(verbs.length === 0 ? [] : [{ apiGroups: [''], resources: ['pods/portforward'], verbs }]),
  ]
  const metadata = { name, namespace: 'shop' }
  return [
    { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name },
      subjects: [{ apiGroup: rbac, kind: 'User', name }],
    },
  ]
}

describe.skipIf(!available('kwok'))('a port-forward through a real cluster', () => {
  const users = ['whole', 'getting', 'creating', 'nothing'].map((name) => ({
    ...{ name, token: `token-of-${name}`, groups: ['system:authenticated'] },
  }))
  const asked: string[] = []
  const vector = '{"status":"success","data":{"resultType":"vector","result":[]}}'
  const store = createServer((request, response) => {
    asked.push(request.headers.host ?? '')
    response.writeHead(200, { 'content-type': 'application/json' }).end(vector)
  })
  let kubernetes: KubernetesServer

  beforeAll(async () => {
    const port = await listenAnywhere(store)
    const kwok = { portForwards: { 9191: port } }
    kubernetes = await startKubernetes({ users, crds: false, kwok })
    const ports = [{ name: 'web', containerPort: 9191 }]
    await kubernetes.apply([
      ...workload('prometheus', [{ name: 'app', image: 'prometheus', ports }]),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'prometheus', namespace: 'shop' },
        spec: { selector: { app: 'prometheus' }, ports: [{ port: 9090, targetPort: 'web' }] },
      },
      ...forwarder('whole', ['get', 'create']),
      ...forwarder('getting', ['get']),
      ...forwarder('creating', ['create']),
      ...forwarder('nothing', []),
    ])
    // kwok makes the pod ready in a moment.
    await vi.waitFor(async () => (await open('administrator')).close(), 20_000)
  })
  afterAll(async () => {
    store.closeAllConnections()
    store.close()
    await kubernetes.stop()
  })

  const open = (user: string): Promise<Forward> =>
    openForward({
      kubeconfigPath: kubernetes.writeKubeconfig(user),
      ...{ namespace: 'shop', service: 'prometheus', port: 9090 },
    })

  it('lets the metrics source ask a store inside', async () => {
    const forward = await open('whole')
    onTestFinished(forward.close)
    const source = createPrometheusSource({
      id: 'metrics',
      url: 'http://prometheus.shop:9090',
      howFound: forward.sentence,
      deadlineMs: 5000,
      maxAnswerBytes: 1_000_000,
      socketPath: forward.socketPath,
      probeEveryMs: 200,
    })
    onTestFinished(() => source.close())
    await expect.poll(() => source.status().state, { timeout: 20_000 }).toBe('reached')
    expect((await source.query('up')).vector.values).toHaveLength(0)
    expect(asked).toContain('prometheus.shop:9090')
    expect(source.status().howFound).toBe('service shop/prometheus, port 9090, by port-forward')
  })

  it.each([
    { user: 'getting', missing: 'create' },
    { user: 'creating', missing: 'get' },
    { user: 'nothing', missing: 'get and create' },
  ])('says that the right to $missing is missing', async ({ user, missing }) => {
    await expect(open(user)).rejects.toThrow(
      `The service shop/prometheus cannot be reached through the Kubernetes API: the console may not ${missing} pods/portforward in the namespace shop; grant it that by a RoleBinding there`,
    )
  })

  it('says that no pod is there', async () => {
    await kubernetes.apply([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'empty', namespace: 'shop' },
        spec: { selector: { app: 'nobody' }, ports: [{ port: 9090 }] },
      },
    ])
    const forward = openForward({
      kubeconfigPath: kubernetes.writeKubeconfig('whole'),
      ...{ namespace: 'shop', service: 'empty', port: 9090 },
    })
    await expect(forward).rejects.toThrow('No pod behind the service shop/empty is ready.')
  })
})
