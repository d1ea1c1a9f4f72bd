import { z } from '#contract/setup.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import { listConfig } from '#contract/config.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { askConsole, untilAllIsRead, type Api } from './api.ts'
import { applyDeployedRights } from './deployed-rights.ts'
import { askOne, matrix, ofTraces, refusalOf, type Place } from './rights-matrix.ts'
import { applyLab, recordLab, startStillLab, startTestConsole } from './world.ts'

/**
 * What people see by their own rights, as a real API server tells them, and what the console itself
 * needs: exactly the rights of deploy/rbac.yaml.
 */
const isPossible = available('prometheus') && available('kubernetes')

const user = (
  name: string,
  groups: readonly string[] = ['system:authenticated'],
): { readonly name: string; readonly token: string; readonly groups: readonly string[] } => ({
  name,
  token: `token-of-${name}`,
  groups,
})

// The lab binds the first two to `view` in their namespaces, and the third to nothing.
const bookinfo = user('lab-bookinfo')
const travel = user('lab-travel')
const nobody = user('lab-nobody')
const own = user('system:serviceaccount:alidade:alidade')
/** May list all that `view` lists in bookinfo, but for one kind. */
const routeless = user('routeless')

const labNamespaces = {
  bookinfo: ['bookinfo'],
  travel: ['travel-agency', 'travel-control', 'travel-portal'],
} as const

const allNamespaces = [
  ...labNamespaces.bookinfo,
  ...labNamespaces.travel,
  ...['ambient-shop', 'istio-system', 'legacy', 'logistics', 'payments'],
]

interface Rig {
  readonly kubernetes: KubernetesServer
  readonly url: string
  readonly at: string
}

const cleanups: (() => Promise<unknown>)[] = []
let rig: Rig | null = null

function existing<T>(value: T | null): T {
  if (value === null) throw new Error('it is not there')
  return value
}

async function prepare(): Promise<Rig> {
  const lab = await startStillLab(120)
  cleanups.push(lab.stop)
  const { openMetrics, endMs } = await recordLab(lab, 70)
  const users = [bookinfo, travel, nobody, own, routeless]
  const kubernetes = await startKubernetes({ users, crds: true, kwok: false })
  cleanups.push(kubernetes.stop)
  expect(await applyLab(lab, kubernetes)).toEqual([])
  await applyDeployedRights(kubernetes)
  await kubernetes.apply(rightsWithoutRoutes())
  const prometheus = await startPrometheus({ openMetrics })
  cleanups.push(prometheus.stop)
  const running = await startTestConsole([
    ...['--auth', 'token', '--prometheus', prometheus.url],
    ...['--tracing', 'http://127.0.0.1:9'],
    ...['--kubeconfig', kubernetes.writeKubeconfig(own.name)],
  ])
  cleanups.push(running.close)
  await untilAllIsRead(askConsole(running.url, kubernetes.adminToken))
  return { kubernetes, url: running.url, at: String(endMs - 1) }
}

function rightsWithoutRoutes(): Parameters<KubernetesServer['apply']>[0] {
  const rbac = 'rbac.authorization.k8s.io'
  const metadata = { name: 'routeless', namespace: 'bookinfo' }
  const verbs = ['get', 'list', 'watch']
  const kinds = ['destinationrules', 'gateways', 'serviceentries', 'sidecars']
  return [
    {
      ...{ apiVersion: `${rbac}/v1`, kind: 'Role', metadata },
      rules: [
        { apiGroups: ['', 'apps', 'discovery.k8s.io'], resources: ['*'], verbs },
        { apiGroups: ['networking.istio.io'], resources: kinds, verbs },
        { apiGroups: ['security.istio.io'], resources: ['*'], verbs },
      ],
    },
    {
      ...{ apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata },
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'routeless' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'routeless' }],
    },
  ]
}

/** A place as the administrator finds it, and all other names that are in there. */
async function findPlace(
  namespace: string,
  names: Omit<Place, 'namespace' | 'pod' | 'otherPod'>,
): Promise<{ readonly place: Place; readonly others: readonly string[] }> {
  const { kubernetes } = existing(rig)
  const listed = async (path: string): Promise<string[]> => {
    const { body } = await kubernetes.request('GET', path)
    return listSchema.parse(body).items.map(({ metadata }) => metadata.name)
  }
  const pods = await listed(`/api/v1/namespaces/${namespace}/pods`)
  const pod = pods.find((name) => name.startsWith(names.workload)) ?? ''
  const otherPod = pods.find((name) => name !== pod) ?? ''
  const others = await Promise.all([
    listed(`/apis/apps/v1/namespaces/${namespace}/deployments`),
    listed(`/api/v1/namespaces/${namespace}/services`),
    listed(`/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`),
  ])
  const asked = [namespace, pod, otherPod, ...Object.values(names)].join(' ')
  return {
    place: { namespace, pod, otherPod, ...names },
    others: [...others.flat(), ...pods].filter((name) => !asked.includes(name)),
  }
}

const listSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
})

function asking(token: string): { readonly api: Api; readonly query: Record<string, string> } {
  const { url, at } = existing(rig)
  return { api: askConsole(url, token), query: { type: 'workload', open: 'all', at } }
}

/** Everything that the API says to somebody, as text. */
async function allThatIsTold(token: string): Promise<string> {
  const { api, query } = asking(token)
  const search = new URLSearchParams(query).toString()
  const graph = await api.graph(query)
  const edges = graph.edges.slice(0, 12).map(({ source, target }) => ({ source, target }))
  const explained = edges.map((edge) => `api/v1/graph/explain?${search}&${String(asSearch(edge))}`)
  const paths = [
    `api/v1/graph?${search}`,
    ...(['app', 'versionedApp', 'service'] as const).map(
      (type) => `api/v1/graph?${String(asSearch({ ...query, type, serviceNodes: 'true' }))}`,
    ),
    `api/v1/graph?${search}&idleNodes=true`,
    'api/v1/namespaces',
    'api/v1/status',
    'api/v1/session',
    ...explained,
  ]
  const answers = await Promise.all(paths.map((each) => api.get(each)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  return answers.map(({ text }) => text).join('\n')
}

const asSearch = (query: Readonly<Record<string, string>>): URLSearchParams =>
  new URLSearchParams(query)

describe.skipIf(!isPossible)('rights on a real API server', () => {
  beforeAll(async () => {
    rig = await prepare()
  })
  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  it('needs no more than deploy/rbac.yaml for the console itself', async () => {
    const { kubernetes } = existing(rig)
    const { api } = asking(kubernetes.adminToken)
    const { backEnds, warnings } = await api.status()
    const cluster = backEnds.find(({ kind }) => kind === 'cluster')
    expect(cluster?.state).toBe('reached')
    expect(cluster?.details[0]).toMatch(/^(3\d|[4-9]\d) of \1 kinds/)
    expect(warnings.filter(({ source }) => source === cluster?.id)).toEqual([])
  })

  it('has no right in deploy/rbac.yaml that goes beyond reading', async () => {
    const { kubernetes } = existing(rig)
    for (const place of ['/api/v1/secrets', '/api/v1/configmaps', '/api/v1/nodes'])
      expect((await kubernetes.request('GET', place, { token: own.token })).status).toBe(403)
    const place = '/api/v1/namespaces/bookinfo/pods'
    const { status } = await kubernetes.request('DELETE', place, { token: own.token })
    expect(status).toBe(403)
  })

  it.each([
    { who: bookinfo, sees: labNamespaces.bookinfo },
    { who: travel, sees: labNamespaces.travel },
  ])('shows $who.name its namespaces and no other name', async ({ who, sees }) => {
    const { api } = asking(who.token)
    expect((await api.namespaces()).toSorted()).toEqual(sees)
    const told = await allThatIsTold(who.token)
    for (const name of sees) expect(told).toContain(name)
    const hidden = allNamespaces.filter((name) => !sees.some((seen) => seen === name))
    expect(hidden.filter((name) => told.includes(name))).toEqual([])
    for (const workload of ['checkout', 'shipping', 'mainframe', 'storefront', 'bank'])
      expect(told).not.toContain(workload)
  })

  it.each([
    { who: bookinfo, sees: labNamespaces.bookinfo },
    { who: travel, sees: labNamespaces.travel },
  ])('gives $who.name the sums that the administrator has there', async ({ who, sees }) => {
    const admin = asking(existing(rig).kubernetes.adminToken)
    const whole = await admin.api.graph({ ...admin.query, namespaces: sees.join(',') })
    const { api, query } = asking(who.token)
    const graph = await api.graph(query)
    expect(whole.nodes.some(({ kind }) => kind === 'restricted')).toBe(false)
    expect(graph.nodes.some(({ kind }) => kind === 'restricted')).toBe(true)
    expect(whole.totals.all.http?.requestsPerSecond).toBeGreaterThan(10)
    for (const part of ['all', 'inbound', 'outbound', 'internal'] as const)
      for (const protocol of ['http', 'grpc'] as const)
        expect(graph.totals[part][protocol]?.requestsPerSecond ?? 0).toBeCloseTo(
          whole.totals[part][protocol]?.requestsPerSecond ?? 0,
          6,
        )
  })

  it('tells somebody without rights that it is the rights', async () => {
    const { api, query } = asking(nobody.token)
    const graph = await api.graph(query)
    expect(graph.empty).toMatchObject({ code: 'noRights' })
    expect(await api.namespaces()).toEqual([])
  })

  it.each([
    { desc: 'a bad token', token: 'token-of-a-stranger' },
    { desc: 'no token', token: undefined },
  ])('refuses $desc', async ({ token }) => {
    const { url } = existing(rig)
    for (const place of ['graph', 'namespaces', 'status', 'graph/explain?node=x'])
      expect(await askConsole(url, token).refusal(`api/v1/${place}`)).toMatchObject({
        status: 401,
        code: 'unauthenticated',
      })
  })

  describe('over every operation', () => {
    let mine: Awaited<ReturnType<typeof findPlace>>
    let foreign: Awaited<ReturnType<typeof findPlace>>
    const ids = Object.keys(matrix)

    beforeAll(async () => {
      mine = await findPlace('bookinfo', {
        ...{ workload: 'reviews-v1', service: 'reviews', route: 'bookinfo' },
      })
      foreign = await findPlace('payments', {
        ...{ workload: 'fraud-v2', service: 'fraud', route: 'fraud' },
      })
    })

    it('knows them all', () => {
      expect(
        endpoints
          .map(({ id }) => id)
          .filter((id) => !ofTraces.has(id))
          .sort(),
      ).toEqual([...ids].sort())
      for (const { others, place } of [mine, foreign]) {
        expect(place.pod).not.toBe('')
        expect(others.length).toBeGreaterThan(3)
      }
    })

    it.each([
      { desc: 'without a right in that namespace', who: bookinfo, at: () => foreign },
      { desc: 'without any right', who: nobody, at: () => mine },
    ])('tells somebody $desc nothing of it', async ({ who, at }) => {
      const { place, others } = at()
      const { url, at: time } = existing(rig)
      const answers = await Promise.all(
        ids.map(async (id) => {
          const answer = await askOne(url, id, { token: who.token, place, at: time })
          const values = answer.text.replaceAll(/"\w+":/g, '')
          const leaks = others.filter((name) => values.includes(name))
          return [id, { refusal: refusalOf(answer) ?? 'nothing', leaks }] as const
        }),
      )
      expect(Object.fromEntries(answers)).toEqual(
        Object.fromEntries(ids.map((id) => [id, { refusal: matrix[id]?.refusal, leaks: [] }])),
      )
    })

    // To look inside a pod takes the right to forward its ports, which viewers have not.
    const ofPods = [
      ...[
        'getProxyInfo',
        'getProxyTable',
        'getProxyDocument',
        'compareProxies',
        'setProxyLogLevel',
      ],
    ]

    it('refuses somebody who may only look nothing but changes', async () => {
      const { url, at } = existing(rig)
      const ask = { token: bookinfo.token, place: mine.place, at }
      const refused = await Promise.all(
        ids.map(async (id) => [id, refusalOf(await askOne(url, id, ask))] as const),
      )
      expect(refused.filter(([, refusal]) => refusal !== null)).toEqual([
        ['getControlPlane', 'notThere'],
        ...[...ofPods, 'writeConfig', 'deleteConfig', 'writeMetadata'].map((id) => [
          id,
          'forbidden',
        ]),
      ])
      const metadata = await askOne(url, 'getMetadata', ask)
      expect(metadata.text).toContain('You may not patch deployments.apps in bookinfo')
    })

    it('leaves one kind out that somebody may not list, and says that it does', async () => {
      const { url, at } = existing(rig)
      const ask = { token: routeless.token, place: mine.place, at }
      const told = await Promise.all(
        ids.map(async (id) => [id, (await askOne(url, id, ask)).text] as const),
      )
      const isTold = /"kind":"VirtualService","namespace":"bookinfo"/
      expect(told.filter(([, text]) => isTold.test(text)).map(([id]) => id)).toEqual([])
      const config = listConfig.response.parse(JSON.parse(new Map(told).get('listConfig') ?? ''))
      expect(config.rights.hiddenKinds).toContain('networking.istio.io/VirtualService')
      expect(config.rows.map(({ object }) => object.kind)).toContain('DestinationRule')
      const all = await askOne(url, 'listConfig', { ...ask, token: bookinfo.token })
      expect(all.text).toMatch(isTold)
    })
  })
})
