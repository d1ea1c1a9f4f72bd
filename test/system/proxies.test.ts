import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  compareProxies,
  getProxyInfo,
  getProxySync,
  getProxyTable,
  getWaypoint,
  listProxies,
  setProxyLogLevel,
  type Proxies,
  type ProxyTable,
} from '#contract/proxy.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab
beforeAll(async () => {
  running = await startConsoleOnLab({ args: ['--auth', 'token'], lab: { historySeconds: 5 } })
})
afterAll(() => running.close())

type Who = keyof ConsoleOnLab['lab']['tokens']

const at = (place: string): URL => new URL(`api/v1/namespaces/${place}`, running.url)
const headersOf = (who: Who): Record<string, string> => ({
  authorization: `Bearer ${running.lab.tokens[who]}`,
})
const get = (place: string, who: Who = 'admin'): Promise<Response> =>
  fetch(at(place), { headers: headersOf(who) })
const read = async (place: string, who: Who = 'admin'): Promise<unknown> => {
  const answer = await get(place, who)
  expect(answer.status).toBe(200)
  return await answer.json()
}
const proxiesOf = async (place: string, who: Who = 'admin'): Promise<Proxies> =>
  listProxies.response.parse(await read(`${place}/proxies`, who))
const podOf = async (place: string): Promise<string> =>
  (await proxiesOf(place)).pods[0]?.pod ?? 'none'
const tableOf = async (place: string): Promise<ProxyTable> =>
  getProxyTable.response.parse(await read(place))

interface Refused {
  readonly error: { readonly code: string; readonly message: string; readonly field?: string }
}
const refusalOf = async (answer: Response): Promise<Refused['error']> =>
  ((await answer.json()) as Refused).error

const missing =
  'You may not look inside proxies in bookinfo: that needs the verbs get and create on the resource pods/portforward in that namespace, by a Role or ClusterRole.'

describe('the inside of proxies', () => {
  it('says which pods have one, what can be read of it, and which right is missing', async () => {
    const sidecars = await proxiesOf('bookinfo/apps/reviews')
    expect(sidecars).toMatchObject({ missingRight: null, mayChange: true })
    expect(sidecars.pods.map(({ role }) => role)).toEqual(['sidecar', 'sidecar', 'sidecar'])
    expect(sidecars.pods[0]?.sections).toEqual([
      ...['clusters', 'endpoints', 'listeners', 'routes', 'secrets', 'stats'],
    ])
    const [node] = (await proxiesOf('istio-system/workloads/ztunnel')).pods
    expect(node).toMatchObject({ role: 'node', sections: ['services', 'workloads', 'secrets'] })
    const viewer = await proxiesOf('bookinfo/apps/reviews', 'bookinfo')
    expect(viewer).toMatchObject({ missingRight: missing, mayChange: false })
    expect((await get('bookinfo/apps/reviews/proxies', 'travel')).status).toBe(404)
  })

  it('links rows to the objects that made them, and to the pods behind them', async () => {
    const pod = `bookinfo/pods/${await podOf('bookinfo/workloads/productpage-v1')}/proxy/tables`
    const clusters = await tableOf(`${pod}/clusters?host=reviews&subset=v2`)
    const { snapshot } = clusters
    const service = { group: '', kind: 'Service', namespace: 'bookinfo', name: 'reviews' }
    const rule = { group: 'networking.istio.io', kind: 'DestinationRule', namespace: 'bookinfo' }
    expect(clusters).toMatchObject({
      matched: 1,
      rows: [
        {
          ...{ host: 'reviews.bookinfo.svc.cluster.local', port: 9080, subset: 'v2' },
          origins: [
            { object: service, part: 'port 9080', isThere: true },
            { object: { ...rule, name: 'reviews' }, part: 'subset v2', isThere: true },
          ],
        },
      ],
    })
    const hosts = await tableOf(`${pod}/endpoints?cluster=|v2|reviews&snapshot=${snapshot}`)
    expect(hosts).toMatchObject({
      ...{ snapshot, matched: 1 },
      rows: [{ origins: [{ object: { kind: 'Pod' } }, { object: service }], health: 'healthy' }],
    })
    const [listener] = (await tableOf(`${pod}/listeners?port=9080&snapshot=${snapshot}`)).rows
    expect(listener).toMatchObject({ route: '9080', direction: 'outbound' })
    const routes = await tableOf(`${pod}/routes?route=9080&text=reviews&snapshot=${snapshot}`)
    expect(routes.rows[0]?.origins[0]?.object).toEqual(service)
    const { rows } = await tableOf(`${pod}/secrets?snapshot=${snapshot}`)
    expect(rows[0]).toMatchObject({ name: 'default', validity: 'valid', issuer: 'O=cluster.local' })
  })

  it('links routes of a gateway to their VirtualService', async () => {
    const pod = await podOf('istio-system/workloads/istio-ingressgateway')
    const routes = await tableOf(
      `istio-system/pods/${pod}/proxy/tables/routes?domains=bookinfo.example.com`,
    )
    expect(routes.rows.length).toBeGreaterThan(3)
    for (const { origins } of routes.rows)
      expect(origins[0]).toMatchObject({
        object: { kind: 'VirtualService', namespace: 'bookinfo', name: 'bookinfo' },
        isThere: true,
      })
  })

  it('hands out what the proxy is told as JSON, whole or one resource of it', async () => {
    const pod = `bookinfo/pods/${await podOf('bookinfo/workloads/reviews-v1')}/proxy/documents`
    expect(await read(`${pod}/config`)).toHaveProperty('configs')
    expect(await read(`${pod}/bootstrap`)).toHaveProperty('bootstrap.node.id')
    const name = 'outbound|9080||ratings.bookinfo.svc.cluster.local'
    const one = await read(`${pod}/clusters?resource=${encodeURIComponent(name)}`)
    expect(one).toMatchObject({ name, type: 'EDS' })
  })

  it('compares two pods, and two moments of one', async () => {
    const [here, there] = await Promise.all(
      ['reviews-v1', 'ratings-v1'].map((name) => podOf(`bookinfo/workloads/${name}`)),
    )
    const place = `bookinfo/pods/${here ?? ''}/proxy`
    const differences = compareProxies.response.parse(
      await read(`${place}/differences/listeners?withPod=${there ?? ''}`),
    )
    const [inbound] = differences.changes
    expect(inbound).toMatchObject({ resource: 'virtualInbound', change: 'changed' })
    expect(JSON.stringify(inbound?.fields)).toContain('ratings-from-reviews')

    const { snapshot } = await tableOf(`${place}/tables/clusters`)
    await tableOf(`${place}/tables/stats?snapshot=${snapshot}`)
    const service = { metadata: { name: 'fresh', namespace: 'bookinfo' } }
    const ports = [{ name: 'http', port: 4321 }]
    const made = running.lab.objects.create({
      ...{ apiVersion: 'v1', kind: 'Service', ...service, spec: { ports } },
    })
    const now = await read(`${place}/differences/clusters?withSnapshot=${snapshot}`)
    expect(compareProxies.response.parse(now).changes).toEqual([
      {
        resource: 'outbound|4321||fresh.bookinfo.svc.cluster.local',
        ...{ change: 'onlyHere', fields: [] },
      },
    ])
    const counted = await read(`${place}/differences/stats?withSnapshot=${snapshot}`)
    expect(compareProxies.response.parse(counted).changes).toContainEqual({
      resource: 'cluster.outbound|4321||fresh.bookinfo.svc.cluster.local.membership_total',
      ...{ change: 'onlyHere', fields: [] },
    })
    running.lab.objects.remove('Service', 'bookinfo', made.metadata.name)
    const unread = await get(`${place}/differences/endpoints?withSnapshot=${snapshot}`)
    expect((await refusalOf(unread)).message).toContain('were not read when it was kept')
    const lost = await get(`${place}/differences/clusters?withSnapshot=no-such-moment`)
    expect(lost.status).toBe(404)
    expect(await refusalOf(lost)).toMatchObject({ field: 'withSnapshot' })
    expect((await get(`${place}/differences/clusters`)).status).toBe(400)
  })

  it('shows nobody else what was read with the rights of one', async () => {
    const place = `bookinfo/pods/${await podOf('bookinfo/workloads/details-v1')}/proxy`
    const { snapshot } = await tableOf(`${place}/tables/clusters`)
    for (const path of [
      `${place}/tables/clusters?snapshot=${snapshot}`,
      `${place}/documents/config?snapshot=${snapshot}`,
      place,
    ]) {
      const answer = await get(path, 'bookinfo')
      expect(answer.status).toBe(403)
      expect(await refusalOf(answer)).toMatchObject({ code: 'forbidden', message: missing })
    }
    expect((await get(`${place}/tables/clusters?snapshot=${snapshot}`, 'travel')).status).toBe(404)
  })

  it('says what the proxy says of itself, and what the control plane says of it', async () => {
    const info = getProxyInfo.response.parse(
      await read(`bookinfo/pods/${await podOf('bookinfo/workloads/reviews-v1')}/proxy`),
    )
    expect(info).toMatchObject({ version: '1.37.0', state: 'LIVE' })
    expect(info.nodeId).toMatch(/^sidecar~.*~reviews-v1-.*\.bookinfo~/)
    const sync = getProxySync.response.parse(await read('bookinfo/apps/reviews/proxies/sync'))
    expect(sync).toMatchObject({ reason: null })
    expect(sync.proxies.map(({ clusters }) => clusters.state)).toEqual(Array(3).fill('synced'))
    const unknown = getProxySync.response.parse(
      await read('bookinfo/apps/reviews/proxies/sync', 'bookinfo'),
    )
    expect(unknown.reason).toContain('pods/portforward')
    expect(unknown.proxies[0]?.routes).toEqual({
      ...{ state: 'unknown', sent: null, acknowledged: null },
    })
  })

  it('has services and workloads of a ztunnel, and what a waypoint serves', async () => {
    const pod = await podOf('istio-system/workloads/ztunnel')
    const place = `istio-system/pods/${pod}/proxy/tables`
    expect(await tableOf(`${place}/services?namespace=ambient-shop&waypoint=way`)).toMatchObject({
      rows: [{ name: 'catalog', waypoint: 'ambient-shop/waypoint.ambient-shop.svc.cluster.local' }],
    })
    const workloads = await tableOf(`${place}/workloads?namespace=ambient-shop&protocol=hbone`)
    expect(workloads.matched).toBeGreaterThan(3)
    const way = await podOf('ambient-shop/workloads/waypoint')
    const inside = await tableOf(`ambient-shop/pods/${way}/proxy/tables/listeners?text=catalog`)
    expect(inside.rows).toMatchObject([
      {
        name: 'main_internal',
        destination: expect.stringMatching(/catalog-v1\S+ 80 %, .*catalog-v2\S+ 20 %$/) as string,
      },
    ])
    const routes = await tableOf(`ambient-shop/pods/${way}/proxy/tables/routes?text=catalog`)
    expect(routes.rows[0]?.origins[0]).toMatchObject({
      object: { kind: 'HTTPRoute', namespace: 'ambient-shop', name: 'catalog' },
      isThere: true,
    })
    const waypoint = await read('ambient-shop/workloads/waypoint/waypoint')
    expect(getWaypoint.response.parse(waypoint).waypoint).toMatchObject({
      trafficFor: 'service',
      services: [{ object: { name: 'catalog' }, labelledBy: 'own', isServed: true }],
    })
    const none = await read('bookinfo/workloads/reviews-v1/waypoint')
    expect(getWaypoint.response.parse(none).waypoint).toBeNull()
  })
})

describe('the log level of a proxy', () => {
  const post = async (who: Who, body: unknown, header = true): Promise<Response> =>
    fetch(at(`bookinfo/pods/${await podOf('bookinfo/workloads/ratings-v1')}/proxy/log-level`), {
      method: 'POST',
      headers: {
        ...headersOf(who),
        'content-type': 'application/json',
        ...(header ? { 'x-alidade-change': 'yes' } : {}),
      },
      body: JSON.stringify(body),
    })
  const levelsAfter = async (body: object): Promise<Map<string, string>> => {
    const answer = await post('admin', body)
    expect(answer.status).toBe(200)
    const { levels } = setProxyLogLevel.response.parse(await answer.json())
    return new Map(levels?.map(({ logger, level }) => [logger, level]))
  }

  it('is set of all loggers or of one, and read again', async () => {
    expect([...(await levelsAfter({ logger: null, level: 'debug' })).values()]).toEqual(
      Array(8).fill('debug'),
    )
    const levels = await levelsAfter({ logger: 'http', level: 'trace' })
    expect([levels.get('http'), levels.get('rbac')]).toEqual(['trace', 'debug'])
  })

  it.each([
    { desc: 'a level that it has not', body: { logger: null, level: 'loud' }, field: 'level' },
    { desc: 'a logger that it has not', body: { logger: 'x', level: 'info' }, field: 'logger' },
    { desc: 'no name at all', body: { logger: 'a&b=c', level: 'info' }, field: 'logger' },
  ])('is not set for $desc', async ({ body, field }) => {
    const answer = await post('admin', body)
    expect(answer.status).toBe(400)
    expect(await refusalOf(answer)).toMatchObject({ field })
  })

  it('is set by those alone who may forward ports, and from the pages of the console', async () => {
    const body = { logger: null, level: 'info' }
    const answer = await post('bookinfo', body)
    expect(answer.status).toBe(403)
    expect(await refusalOf(answer)).toMatchObject({ message: missing })
    expect((await post('admin', body, false)).status).toBe(403)
  })
})
