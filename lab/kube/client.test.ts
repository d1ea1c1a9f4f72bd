import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
  V1Scale,
  V1ScaleSpec,
  VersionApi,
  Watch,
} from '@kubernetes/client-node'
import type { V1Pod } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents, serveFace } from './fixtures/serve-face.ts'
import type { ServedFace } from './fixtures/serve-face.ts'

let face: ServedFace
let config: KubeConfig
beforeAll(async () => {
  face = await serveFace()
  config = new KubeConfig()
  config.loadFromOptions({
    clusters: [{ name: 'lab', server: face.url, skipTLSVerify: true }],
    users: [{ name: 'admin', token: 'lab-admin' }],
    contexts: [{ name: 'lab', cluster: 'lab', user: 'admin' }],
    currentContext: 'lab',
  })
})
afterAll(async () => {
  await face[Symbol.asyncDispose]()
})

function touch(name: string): void {
  const pod = face.store.list('Pod', 'bookinfo').find((p) => p.metadata.name.startsWith(name))
  if (pod === undefined) throw new Error(`no pod ${name}`)
  const annotations = { ...pod.metadata.annotations, touched: String(face.store.revision()) }
  face.store.update({ ...pod, metadata: { ...pod.metadata, annotations } })
}

describe('the official client', () => {
  it('reads versions, lists and objects', async () => {
    expect((await config.makeApiClient(VersionApi).getCode()).minor).toBe('36')
    const core = config.makeApiClient(CoreV1Api)
    const pods = await core.listNamespacedPod({ namespace: 'bookinfo' })
    expect(pods.items).toHaveLength(6)
    expect(pods.items[0]?.status?.startTime).toBeInstanceOf(Date)
    const custom = config.makeApiClient(CustomObjectsApi)
    const place = { group: 'networking.istio.io', version: 'v1', namespace: 'bookinfo' }
    const route: unknown = await custom.getNamespacedCustomObject({
      ...place,
      plural: 'virtualservices',
      name: 'bookinfo',
    })
    expect(route).toMatchObject({ kind: 'VirtualService' })
  })

  it('scales a deployment', async () => {
    const apps = config.makeApiClient(AppsV1Api)
    const place = { name: 'details-v1', namespace: 'bookinfo' }
    const scale = await apps.readNamespacedDeploymentScale(place)
    const body = Object.assign(new V1Scale(), scale, {
      spec: Object.assign(new V1ScaleSpec(), { replicas: 2 }),
    })
    const scaled = await apps.replaceNamespacedDeploymentScale({ ...place, body })
    expect(scaled.spec?.replicas).toBe(2)
    const status = () => face.store.get('Deployment.apps', 'bookinfo', 'details-v1')?.status
    await expect.poll(() => status()?.['readyReplicas']).toBe(2)
  })

  it('watches with the right kinds of events', async () => {
    const seen: string[] = []
    const watch = new Watch(config)
    const options = { labelSelector: 'app=ratings', resourceVersion: String(face.store.revision()) }
    const path = '/api/v1/namespaces/bookinfo/pods'
    const controller = await watch.watch(
      path,
      options,
      (phase) => seen.push(phase),
      () => undefined,
    )
    touch('ratings')
    touch('reviews-v1')
    await expect.poll(() => seen).toEqual(['MODIFIED'])
    controller.abort()
  })

  it('keeps an informer up to date', async () => {
    const core = config.makeApiClient(CoreV1Api)
    const list = (): ReturnType<typeof core.listNamespacedPod> =>
      core.listNamespacedPod({ namespace: 'bookinfo' })
    const informer = makeInformer<V1Pod>(config, '/api/v1/namespaces/bookinfo/pods', list)
    const updates: string[] = []
    informer.on('update', (pod) => updates.push(pod.metadata?.name ?? ''))
    await informer.start()
    const known = informer.list().length
    touch('productpage')
    await expect.poll(() => updates).toHaveLength(1)
    await informer.stop()
    expect(known).toBe(face.store.list('Pod', 'bookinfo').length)
  })
})

describe('a watch', () => {
  const pods = '/api/v1/namespaces/bookinfo/pods?watch=1'

  it('from too old a revision is an event of its own', async () => {
    const [event] = await readEvents(`${face.url}${pods}&resourceVersion=1`, 1)
    expect(event).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
  })

  it('can begin with what exists and say where that ends', async () => {
    const query =
      '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    const count = face.store.list('Pod', 'bookinfo').length
    const events = await readEvents(`${face.url}${pods}${query}`, count + 1)
    expect(events.slice(0, count).every(({ type }) => type === 'ADDED')).toBe(true)
    expect(events.at(-1)).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    })
  })

  it('sends bookmarks and ends when its time is up', async () => {
    const revision = face.store.revision()
    const query = `&resourceVersion=${revision}&allowWatchBookmarks=true&timeoutSeconds=1`
    const events = await readEvents(`${face.url}${pods}${query}`, 100)
    expect(events.length).toBeGreaterThan(1)
    expect(events.every(({ type }) => type === 'BOOKMARK')).toBe(true)
  })

  it('shows arrivals and departures through a selector', async () => {
    const query = `&resourceVersion=${face.store.revision()}&labelSelector=mark%3Dyes`
    const reading = readEvents(`${face.url}${pods}${query}`, 3)
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (const mark of ['yes', 'yes', 'no']) {
      const pod = face.store.list('Pod', 'bookinfo')[0]
      if (pod === undefined) throw new Error('no pod')
      const labels = { ...pod.metadata.labels, mark, count: String(face.store.revision()) }
      face.store.update({ ...pod, metadata: { ...pod.metadata, labels } })
    }
    expect((await reading).map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED'])
  })
})
