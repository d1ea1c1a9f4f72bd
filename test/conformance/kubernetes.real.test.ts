import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openForward } from '../../server/sources/kubernetes/forward.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'
import { available } from '../servers/availability.ts'
import type { KubeObject } from '../servers/kube-objects.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
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

describe.skipIf(!available('kwok'))('a port-forward through a real cluster', () => {
  it('lets the metrics source ask a store inside', async () => {
    const vector = '{"status":"success","data":{"resultType":"vector","result":[]}}'
    const asked: string[] = []
    const store = createServer((request, response) => {
      asked.push(request.headers.host ?? '')
      response.writeHead(200, { 'content-type': 'application/json' }).end(vector)
    })
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      store.closeAllConnections()
      store.close()
    })
    const { port } = store.address() as AddressInfo
    const kubernetes = await startKubernetes({
      crds: false,
      kwok: { portForwards: { 9191: port } },
    })
    onTestFinished(kubernetes.stop)
    const ports = [{ name: 'web', containerPort: 9191 }]
    await kubernetes.apply([
      ...workload('prometheus', [{ name: 'app', image: 'prometheus', ports }]),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'prometheus', namespace: 'shop' },
        spec: { selector: { app: 'prometheus' }, ports: [{ port: 9090, targetPort: 'web' }] },
      },
    ])
    const forward = await openForward({
      kubeconfigPath: kubernetes.writeKubeconfig('administrator'),
      namespace: 'shop',
      service: 'prometheus',
      port: 9090,
    })
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
})
