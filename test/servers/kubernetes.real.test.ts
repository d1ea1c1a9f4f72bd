import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { PassThrough } from 'node:stream'
import { KubeConfig, PortForward } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available } from './availability.ts'
import type { KubeObject } from './kube-objects.ts'
import { startKubernetes, type KubernetesServer } from './kubernetes.ts'
import { listenAnywhere } from './ports.ts'

/** What controllers would make of one Deployment, owner first. */
function workload(name: string): readonly KubeObject[] {
  const namespace = 'shop'
  const labels = { app: name }
  const spec = { containers: [{ name: 'app', image: 'shop/app' }] }
  const sets = {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec },
  }
  const owner = (
    kind: string,
    ownerName: string,
  ): Pick<KubeObject['metadata'], 'ownerReferences'> => ({
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: ownerName, controller: true }],
  })
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels },
      spec: sets,
      status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: `${name}-1`, namespace, labels, ...owner('Deployment', name) },
      spec: sets,
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-1-a`, namespace, labels, ...owner('ReplicaSet', `${name}-1`) },
      spec: { ...spec, nodeName: 'node1' },
    },
  ]
}

describe.skipIf(!available('kwok'))('Kubernetes with kwok', () => {
  const podPath = '/api/v1/namespaces/shop/pods/cart-1-a'
  let adminPage: Server
  let kubernetes: KubernetesServer

  beforeAll(async () => {
    adminPage = createServer((_, response) => response.end('the page behind port 15000'))
    const port = await listenAnywhere(adminPage)
    kubernetes = await startKubernetes({
      users: [{ name: 'visitor', token: 'visitor-token', groups: ['visitors'] }],
      crds: true,
      kwok: { portForwards: { 15000: port } },
    })
  })
  afterAll(async () => {
    await kubernetes.stop()
    adminPage.close()
  })

  it('stores objects with their status and the uids of their owners', async () => {
    const [deployment, replicaSet, pod] = await kubernetes.apply(workload('cart'))
    expect(deployment?.['status']).toMatchObject({ readyReplicas: 1 })
    expect(replicaSet?.metadata.ownerReferences?.[0]?.uid).toBe(deployment?.metadata.uid)
    expect(pod?.metadata.ownerReferences?.[0]?.uid).toBe(replicaSet?.metadata.uid)
  })

  it('finds an owner that an earlier call stored', async () => {
    const [, replicaSet] = workload('cart')
    if (replicaSet === undefined) throw new Error('a workload has a replica set')
    const [again] = await kubernetes.apply([replicaSet])
    expect(again?.metadata.ownerReferences?.[0]?.uid).toEqual(expect.any(String))
  })

  it('runs pods that do not exist, and shows their logs', async () => {
    await expect
      .poll(() => kubernetes.request('GET', podPath), { timeout: 20_000 })
      .toMatchObject({ body: { status: { phase: 'Running' } } })
    kubernetes.appendLog('app', ['cart is open'])
    const log = await kubernetes.request('GET', `${podPath}/log?container=app`)
    expect(log).toEqual({ status: 200, body: 'cart is open\n' })
  })

  it('forwards ports of pods to this machine', async () => {
    const kubeconfig = new KubeConfig()
    kubeconfig.loadFromFile(kubernetes.writeKubeconfig('administrator'))
    const answer = new PassThrough()
    const question = new PassThrough()
    await new PortForward(kubeconfig).portForward(
      'shop',
      'cart-1-a',
      [15000],
      answer,
      null,
      question,
    )
    question.write('GET / HTTP/1.0\r\n\r\n')
    let text = ''
    answer.setEncoding('utf8').on('data', (part: string) => (text += part))
    await expect.poll(() => text).toContain('the page behind port 15000')
  })

  it('knows the kinds of Istio and of Gateway API, and refuses what breaks their schemas', async () => {
    const metadata = { name: 'cart', namespace: 'shop' }
    const apiVersion = 'networking.istio.io/v1'
    await kubernetes.apply([
      { apiVersion, kind: 'VirtualService', metadata, spec: { hosts: ['cart'] } },
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec: {} },
    ])
    const broken = {
      apiVersion,
      kind: 'DestinationRule',
      metadata,
      spec: { host: 'cart', subsets: 1 },
    }
    await expect(kubernetes.apply([broken])).rejects.toThrow('spec.subsets')
  })

  it('lets users do only what they may', async () => {
    const token = 'visitor-token'
    expect(await kubernetes.request('GET', '/api/v1/pods', { token })).toMatchObject({
      status: 403,
    })
    expect(await kubernetes.request('GET', '/api/v1/pods', { token: 'none' })).toMatchObject({
      status: 401,
    })
  })

  it('writes kubeconfigs', () => {
    const config = readFileSync(kubernetes.writeKubeconfig('visitor'), 'utf8')
    expect(JSON.parse(config)).toMatchObject({
      clusters: [{ cluster: { server: kubernetes.url } }],
      users: [{ name: 'visitor', user: { token: 'visitor-token' } }],
    })
    expect(() => kubernetes.writeKubeconfig('nobody')).toThrow('nobody')
  })

  it('keeps its address and its objects over an outage', async () => {
    await kubernetes.stopApiServer()
    await expect(kubernetes.request('GET', podPath)).rejects.toThrow()
    await kubernetes.startApiServer()
    expect(await kubernetes.request('GET', podPath)).toMatchObject({ status: 200 })
  })
})
