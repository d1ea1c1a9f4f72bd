import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { proxyTableAskSchema, type ProxySection } from '#contract/proxy.ts'
import { proxyPrograms } from '../../server/proxy-programs.ts'
import { ReadingRoom } from '../../server/proxies/reading-room.ts'
import type { ClusterSource } from '../../server/seams/source.ts'
import type { ReadRow } from '../../server/seams/proxy-program.ts'
import { available } from '../servers/availability.ts'
import { startEnvoy, type EnvoyServer } from '../servers/envoy.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { askText, describeProxyCalls } from './proxies.conformance.ts'
import { configurationLikeIstio, secretInBootstrap } from './proxies.real-configuration.ts'
import { createCallSource } from './source-on.ts'

const nobody = { name: 'nobody', token: 'token-of-nobody', groups: [] }
const reader = { name: 'reader', token: 'token-of-reader', groups: [] }
const where = { namespace: 'shop', pod: 'caller' }

describe.skipIf(!available('kwok') || !available('envoy'))('a real proxy', () => {
  let envoy: EnvoyServer
  let kube: KubernetesServer
  let source: ClusterSource
  beforeAll(async () => {
    envoy = await startEnvoy(configurationLikeIstio)
    kube = await startKubernetes({
      users: [nobody, reader],
      crds: false,
      kwok: { portForwards: { 15_000: envoy.adminPort } },
    })
    await kube.apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: where.namespace } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: where.pod, namespace: where.namespace },
        spec: { nodeName: 'node1', containers: [{ name: 'istio-proxy', image: 'proxyv2:1' }] },
      },
    ])
    source = createCallSource(kube.writeKubeconfig('administrator'))
    const isUp = async (): Promise<void> => {
      expect((await ask('/server_info')).answer.kind).toBe('answered')
    }
    await vi.waitFor(isUp, { timeout: 60_000, interval: 200 })
  })
  afterAll(async () => {
    await source.close()
    await kube.stop()
    await envoy.stop()
  })
  const ask = (path: string, token = kube.adminToken): ReturnType<typeof askText> =>
    askText(source, token, { ...where, path })

  describeProxyCalls('a real API server with kwok and Envoy', () =>
    Promise.resolve({
      ...where,
      kubeconfig: kube.writeKubeconfig('administrator'),
      adminToken: kube.adminToken,
      nobodysToken: nobody.token,
      close: () => Promise.resolve(),
    }),
  )

  const readAll = async (): Promise<(section: ProxySection) => readonly ReadRow[]> => {
    const program = proxyPrograms.get('istio-envoy')
    const room = new ReadingRoom({ programs: proxyPrograms, mostBytes: 1e8 })
    for (const [answer, path] of program?.answers ?? []) {
      const { text } = await ask(path)
      room.take({ op: 'piece', reading: answer, piece: Buffer.from(text) })
      const finish = { op: 'finish', reading: answer, snapshot: 'one', answer } as const
      const reply = room.answer({ ...finish, program: 'istio-envoy', takenAt: Date.now() })
      expect(reply).toEqual({ kind: 'finished' })
    }
    return (section) => {
      const reply = room.answer({
        ...{ op: 'table', snapshot: 'one', section },
        ask: proxyTableAskSchema.parse({}),
      })
      return reply.kind === 'table' ? reply.page.rows : []
    }
  }

  it('is read into tables as Envoy writes them', async () => {
    const rows = await readAll()
    const cluster = rows('clusters').find(({ resource }) => resource.startsWith('outbound|'))
    expect(cluster).toMatchObject({
      ...{ host: 'reviews.shop.svc.cluster.local', port: 9080, subset: 'v1' },
      ...{ direction: 'outbound', type: 'STATIC', isStatic: true, tls: 'mutual' },
      origins: [
        { object: { kind: 'Service', name: 'reviews' } },
        { object: { kind: 'DestinationRule', name: 'reviews' }, part: 'subset v1' },
      ],
    })
    expect(rows('endpoints')).toContainEqual(
      expect.objectContaining({ address: '127.0.0.1', port: 9, health: 'healthy', requests: 0 }),
    )
    expect(rows('listeners')).toContainEqual(
      expect.objectContaining({ name: '0.0.0.0_9080', match: 'ALL', direction: 'outbound' }),
    )
    expect(rows('routes')).toContainEqual(
      expect.objectContaining({
        ...{ virtualHost: 'reviews.shop.svc.cluster.local:9080', match: '/reviews*' },
        destination: 'outbound|9080|v1|reviews.shop.svc.cluster.local',
      }),
    )
    expect(rows('secrets')).toContainEqual(
      expect.objectContaining({ name: 'default', kind: 'certificate', validity: 'valid' }),
    )
    expect(rows('stats')).toContainEqual(expect.objectContaining({ name: 'server.live', value: 1 }))
  })

  it('tells the tables no word of what is secret, although it tells its pod', async () => {
    const dump = await ask('/config_dump?include_eds')
    expect(dump.text).toContain(secretInBootstrap)
    const rows = await readAll()
    const sections = ['clusters', 'listeners', 'routes', 'secrets'] as const
    expect(JSON.stringify(sections.map(rows))).not.toContain(secretInBootstrap)
  })

  it('asks for create beside get, as API servers from 1.35 on do', async () => {
    const give = (verbs: readonly string[]) =>
      kube.apply([
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: 'forward', namespace: where.namespace },
          rules: [{ apiGroups: [''], resources: ['pods/portforward'], verbs }],
        },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: 'forward', namespace: where.namespace },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'forward' },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: reader.name }],
        },
      ])
    const kindOf = async (): Promise<string> => (await ask('/ready', reader.token)).answer.kind
    await give(['get'])
    const mayGet = async (): Promise<boolean | undefined> => {
      const [answer] = await source.mayThey({ kind: 'token', token: reader.token }, [
        { verb: 'get', group: '', resource: 'pods/portforward', namespace: where.namespace },
      ])
      return answer
    }
    await expect.poll(mayGet).toBe(true) // an API server takes a moment to heed new rights
    expect(await kindOf()).toBe('refused')
    await give(['get', 'create'])
    await expect.poll(kindOf).toBe('answered')
  })
})
