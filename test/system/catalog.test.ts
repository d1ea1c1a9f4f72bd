import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  listNamespaceRows,
  listThings,
  type NamespaceRows,
  type ThingKind,
  type ThingList,
} from '#contract/catalog.ts'
import { changeHeader } from '#contract/endpoint.ts'
import { getGraph, type Graph } from '#contract/graph.ts'
import { listInsights, type InsightName, type Insights } from '#contract/insights.ts'
import {
  getMetadata,
  writeMetadata,
  type Metadata,
  type MetadataOutcome,
  type TextChange,
} from '#contract/metadata.ts'
import { getNamespace } from '#contract/namespace-details.ts'
import { searchNames } from '#contract/search.ts'
import { getLiveThing, getThing, type LiveThing, type Thing } from '#contract/thing.ts'
import type { ObjectId } from '#contract/validations.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab

beforeAll(async () => {
  running = await startConsoleOnLab({ args: ['--auth', 'token'] })
})
afterAll(() => running.close())

type Who = keyof ConsoleOnLab['lab']['tokens']

const get = async (who: Who, place: string): Promise<unknown> => {
  const answer = await fetch(new URL(`api/v1/${place}`, running.url), {
    headers: { authorization: `Bearer ${running.lab.tokens[who]}` },
  })
  return await answer.json()
}

const list = async (who: Who, kind: ThingKind, query = ''): Promise<ThingList> =>
  listThings.response.parse(await get(who, `catalog/things/${kind}s?limit=1000${query}`))

const picture = async (type: string, at: number, more = ''): Promise<Graph> =>
  getGraph.response.parse(
    await get('admin', `graph?type=${type}&open=all&idleNodes=true&at=${at}${more}`),
  )

const insights = async (who: Who, query = ''): Promise<Insights> =>
  listInsights.response.parse(await get(who, `overview/services${query}`))

const namespaces = async (who: Who): Promise<NamespaceRows> =>
  listNamespaceRows.response.parse(await get(who, 'catalog/namespaces'))

describe('lists over the API', () => {
  it.each(['workload', 'app', 'service'] as const)(
    'say of each %s what the graph says of it: rates, errors, health',
    async (kind) => {
      const { at } = await list('admin', kind)
      const { rows } = await list('admin', kind, `&at=${at}`)
      const graph = await picture(kind, at)
      const inList = new Map(rows.map((row) => [row.node, row]))
      const nodes = graph.nodes.filter((node) => inList.has(node.id))
      expect(nodes.length).toBeGreaterThan(10)
      expect(nodes.some(({ inbound }) => (inbound.http?.errorRatio ?? 0) > 0)).toBe(true)
      for (const { id, inbound, outbound, health } of nodes)
        expect(inList.get(id)).toMatchObject({ inbound, outbound, health })
    },
  )

  it('rank the services that stand out by the numbers of list and picture', async () => {
    const first = await insights('admin')
    const { at } = first
    const [{ rows }, graph, { insights: ranked }] = await Promise.all([
      list('admin', 'service', `&at=${at}`),
      picture('service', at, '&responseTime=p95'),
      insights('admin', `?at=${at}`),
    ])
    const inList = new Map(rows.map((row) => [row.node, row]))
    const of = (name: InsightName) => ranked.find((one) => one.name === name)?.rows ?? []
    for (const { node, value } of of('errors'))
      expect(inList.get(node)?.inbound?.http?.errorRatio ?? value).toBeCloseTo(value, 9)
    for (const { node, value } of of('latency')) {
      const edges = graph.edges.filter(({ target }) => target === node)
      expect(Math.max(...edges.map((edge) => edge.responseTime?.valueMs ?? 0))).toBe(value)
    }
    expect(ranked.map((one) => one.rows.length > 0)).toEqual([true, true, true])
    const own = await insights('bookinfo')
    expect(
      new Set(own.insights.flatMap((one) => one.rows.map(({ namespace }) => namespace))),
    ).toEqual(new Set(['bookinfo']))
  })

  it('leave nothing out that runs in the cluster and has traffic', async () => {
    const { at, rows } = await list('admin', 'workload')
    const known = new Set(rows.map(({ node }) => node))
    const graph = await picture('workload', at)
    const missing = graph.nodes.filter(({ id, kind }) => kind === 'workload' && !known.has(id))
    expect(missing.map(({ id }) => id)).toEqual([])
  })

  it('show those with one namespace that namespace, and name no other', async () => {
    for (const kind of ['app', 'service', 'workload'] as const) {
      const own = await list('bookinfo', kind)
      expect(new Set(own.rows.map(({ namespace }) => namespace))).toEqual(new Set(['bookinfo']))
      expect(own.total).toBe(own.rows.length)
      expect(JSON.stringify(own.facets)).not.toMatch(/travel|payments/)
    }
    expect((await namespaces('bookinfo')).rows.map(({ name }) => name)).toEqual(['bookinfo'])
    expect((await list('nobody', 'workload')).total).toBe(0)
    expect((await namespaces('nobody')).rows).toEqual([])
  })

  it('are searched by name as far as somebody may see them', async () => {
    const found = async (who: Who, q: string): Promise<readonly string[]> =>
      searchNames.response
        .parse(await get(who, `search?q=${encodeURIComponent(q)}&limit=50`))
        .groups.flatMap(({ hits }) => hits.map((hit) => `${hit.kind} ${hit.namespace}/${hit.name}`))
    expect(await found('admin', 'reviews')).toContain('service bookinfo/reviews')
    expect(await found('admin', 'travel-agency')).toContain('namespace travel-agency/travel-agency')
    const own = await found('bookinfo', 'reviews')
    expect(own).toContain('service bookinfo/reviews')
    expect(own.filter((one) => !one.includes(' bookinfo/'))).toEqual([])
    expect(await found('bookinfo', 'travel-agency')).toEqual([])
    expect(await found('nobody', 'reviews')).toEqual([])
  })

  it('say how each namespace fares, and by which of its members', async () => {
    const { rows } = await namespaces('admin')
    const bookinfo = rows.find(({ name }) => name === 'bookinfo')
    const members = await list('admin', 'workload', '&namespaces=bookinfo')
    const counted = Object.values(bookinfo?.workloads ?? {}).reduce((sum, one) => sum + one, 0)
    expect(counted).toBe(members.matched)
    expect(rows.some(({ isControlPlane }) => isControlPlane)).toBe(true)
  })

  it('say which revision the tag of a namespace stands for, and what of it may not be known', async () => {
    const told = async (): Promise<unknown> => {
      const row = (await namespaces('admin')).rows.find(({ name }) => name === 'payments')
      return [row?.revision, row?.servedBy, row?.hasRevision, row?.revisionUnknown]
    }
    expect(await told()).toEqual(['canary', '1-30-0', true, null])
    const { objects } = running.lab
    const label = (revision: string): void => {
      const own = objects.get('Namespace', '', 'bookinfo')
      if (own === null) throw new Error('The lab has no bookinfo')
      const labels = { ...own.metadata.labels, 'istio.io/rev': revision }
      objects.update({ ...own, metadata: { ...own.metadata, labels } })
    }
    label('canary')
    const row = async () => (await namespaces('bookinfo')).rows[0]
    await expect.poll(row).toMatchObject({
      ...{ revision: 'canary', servedBy: null, hasRevision: null },
      revisionUnknown: expect.stringMatching(
        /you lack the right to list MutatingWebhookConfigurations \(admissionregistration\.k8s\.io\)/,
      ) as unknown,
    })
    label('1-30-0')
    await expect.poll(row).toMatchObject({ servedBy: '1-30-0' })
  })

  it('name what acts on a service, and why', async () => {
    const { rows } = await list('admin', 'service', '&config=VirtualService')
    expect(rows.length).toBeGreaterThan(0)
    for (const { acting } of rows)
      expect(acting.map(({ object }) => object.kind)).toContain('VirtualService')
  })
})

const about = async (who: Who, place: string): Promise<Thing> =>
  getThing.response.parse(await get(who, `catalog/things/${place}`))
const live = async (who: Who, place: string): Promise<LiveThing> =>
  getLiveThing.response.parse(await get(who, `catalog/things/${place}/live`))

describe('one thing over the API', () => {
  it('says of a workload who belongs to it, what acts on it and how it takes callers', async () => {
    const thing = await about('admin', 'workloads/bookinfo/reviews-v1')
    expect(thing.related).toContainEqual(expect.objectContaining({ kind: 'app', name: 'reviews' }))
    expect(thing.related).toContainEqual(
      expect.objectContaining({ kind: 'service', name: 'reviews' }),
    )
    expect(thing.acting.length).toBeGreaterThan(0)
    expect(thing.mtls).toHaveLength(1)
  })

  it('asks the API server for pods, containers, owners and events when somebody looks', async () => {
    const { pods, owners, object, missing } = await live('admin', 'workloads/bookinfo/reviews-v1')
    expect(missing).toEqual([])
    expect(pods?.length).toBeGreaterThan(0)
    expect(pods?.[0]?.containers.map(({ name }) => name)).toContain('istio-proxy')
    expect(owners.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ReplicaSet', 'Deployment']),
    )
    expect(object?.createdAt).not.toBeNull()
  })

  it('tells of a service its ports, selector and addresses', async () => {
    const thing = await about('admin', 'services/bookinfo/reviews')
    expect(thing.selector).toEqual({ app: 'reviews' })
    expect(thing.servicePorts.length).toBeGreaterThan(0)
    const { endpoints } = await live('admin', 'services/bookinfo/reviews')
    expect(endpoints?.length).toBeGreaterThan(2)
  })

  it('tells of a host outside how it is found and by which ports', async () => {
    const bank = await about('admin', 'services/payments/bank')
    expect(bank).toMatchObject({
      row: { type: 'External', hosts: ['api.bank.example'] },
      external: { isInside: false, resolution: 'DNS', endpoints: [], visibleTo: ['*'] },
    })
    expect(bank.servicePorts.map(({ port, protocol }) => `${port} ${protocol}`)).toEqual([
      ...['80 HTTP', '443 HTTPS'],
    ])
    expect(bank.row.inbound?.http?.requestsPerSecond).toBeGreaterThan(0)
    const around = getGraph.response.parse(
      await get(
        'admin',
        `graph?type=workload&serviceNodes=true&open=all&focus=${encodeURIComponent(bank.row.node)}`,
      ),
    )
    expect(around.edges.some(({ target }) => target === bank.row.node)).toBe(true)
    expect(await get('bookinfo', 'catalog/things/services/payments/bank')).toMatchObject({
      error: { code: 'notFound' },
    })
  })

  it('tells of a workload on machines which they are, and that no pods are', async () => {
    const { row, machines } = await about('admin', 'workloads/payments/vm-billing')
    expect(row).toMatchObject({ type: 'WorkloadGroup', membership: 'sidecar', pods: null })
    expect(row.outbound).not.toBeNull()
    expect(machines).toMatchObject([{ address: '192.0.2.50', isHealthy: true }])
    expect(machines?.[0]?.createdAt).not.toBeNull()
    const { object, pods, missing } = await live('admin', 'workloads/payments/vm-billing')
    expect([object?.apiVersion, pods, missing]).toEqual(['networking.istio.io/v1', [], []])
  })

  it('tells how a workload is asked to take part', async () => {
    const { participation } = await about('admin', 'workloads/bookinfo/reviews-v1')
    expect(participation).toEqual({
      ...{ injection: { isAsked: true, by: 'namespace' }, waypoint: null },
    })
    const ambient = await list('admin', 'workload', '&memberships=ambient')
    const [one] = ambient.rows
    const told = await about('admin', `workloads/${one?.namespace ?? ''}/${one?.name ?? ''}`)
    expect(told.participation?.injection).toMatchObject({ isAsked: false })
  })

  it('answers for what one may not see as for what is not there', async () => {
    for (const place of ['workloads/payments/fraud-v2', 'workloads/payments/never']) {
      expect(await get('bookinfo', `catalog/things/${place}`)).toMatchObject({
        error: { code: 'notFound' },
      })
      expect(await get('nobody', `catalog/things/${place}/live`)).toMatchObject({
        error: { code: 'notFound' },
      })
    }
  })

  it('says that an object is gone once it has been deleted', async () => {
    const { objects } = running.lab
    objects.remove('Service', 'bookinfo', 'details')
    await expect
      .poll(() => get('admin', 'catalog/things/services/bookinfo/details'))
      .toMatchObject({ error: { code: 'notFound' } })
  })
})

describe('one namespace over the API', () => {
  it('tells what is wrong in it, how it takes part, and the same as its row', async () => {
    const { at, rows } = await namespaces('admin')
    const sick = rows.find(({ status }) => status === 'failure' || status === 'degraded')
    if (sick === undefined) throw new Error('The lab is well.')
    const details = getNamespace.response.parse(
      await get('admin', `catalog/namespaces/${sick.name}?at=${at}`),
    )
    expect(details.row).toMatchObject({ name: sick.name, mtls: sick.mtls, labels: sick.labels })
    expect(details.problems.length).toBeGreaterThan(0)
    expect(new Set(details.problems.map(({ namespace }) => namespace))).toEqual(
      new Set([sick.name]),
    )
    expect(details.revisions?.length).toBeGreaterThan(0)
  })

  it('is not there for those who may not see it', async () => {
    for (const name of ['payments', 'never'])
      expect(await get('bookinfo', `catalog/namespaces/${name}`)).toEqual({
        error: expect.objectContaining({
          ...{ code: 'notFound', message: `There is no namespace ${name} that you may see.` },
        }) as unknown,
      })
  })
})

describe('labels and annotations over the API', () => {
  const cars: ObjectId = {
    group: 'apps',
    kind: 'Deployment',
    namespace: 'travel-agency',
    name: 'cars-v1',
  }
  const agency: ObjectId = { group: '', kind: 'Namespace', namespace: '', name: 'travel-agency' }
  const service: ObjectId = { group: '', kind: 'Service', namespace: 'travel-agency', name: 'cars' }

  beforeAll(() => {
    const rbac = 'rbac.authorization.k8s.io'
    running.lab.objects.create({
      apiVersion: `${rbac}/v1`,
      ...{ kind: 'RoleBinding', metadata: { name: 'edit', namespace: 'travel-agency' } },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'lab-travel' }],
    })
  })

  const read = async (who: Who, object: ObjectId): Promise<Metadata> =>
    getMetadata.response.parse(await get(who, `metadata?${String(new URLSearchParams(object))}`))

  const write = async (
    who: Who,
    object: ObjectId,
    { changes, ...how }: { changes: readonly Partial<TextChange>[]; isDryRun?: boolean },
  ): Promise<MetadataOutcome> => {
    const { uid } = (await read('admin', object)).state
    const usual = { part: 'labels', key: 'tier', from: null, to: 'front' }
    const answer = await fetch(new URL('api/v1/metadata/write', running.url), {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${running.lab.tokens[who]}`, [changeHeader]: 'yes' },
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        ...{ object, uid, isDryRun: false, isAware: false, ...how },
        changes: changes.map((change) => ({ ...usual, ...change })),
      }),
    })
    return writeMetadata.response.parse(await answer.json())
  }

  const labelsOf = ({ kind, namespace, name, group }: ObjectId): unknown =>
    running.lab.objects.get(group === '' ? kind : `${kind}.${group}`, namespace, name)?.metadata
      .labels

  it.each([
    { desc: 'a workload', object: cars, who: 'travel' as const },
    { desc: 'a service', object: service, who: 'travel' as const },
    { desc: 'a namespace', object: agency, who: 'admin' as const },
  ])('are changed of $desc by those who may, and of nothing else', async ({ object, who }) => {
    const before = labelsOf(object)
    expect(await write(who, object, { changes: [{}], isDryRun: true })).toMatchObject({
      kind: 'done',
    })
    expect(labelsOf(object)).toEqual(before)
    const outcome = await write(who, object, { changes: [{}] })
    expect(outcome).toMatchObject({ kind: 'done', isRecorded: who === 'admin' })
    expect(labelsOf(object)).toMatchObject({ ...(before as object), tier: 'front' })
    const away = await write(who, object, { changes: [{ from: 'front', to: null }] })
    expect(away.kind).toBe('done')
    expect(labelsOf(object)).toEqual(before)
  })

  it('say before a letter who may not change them, and say it again to those who try', async () => {
    const { whyNot, state } = await read('travel', agency)
    expect(state.parts.map(({ part }) => part)).toEqual(['labels', 'annotations'])
    expect(whyNot).toBe(
      'You may not patch namespaces in travel-agency: ask for a role with that right.',
    )
    expect((await read('travel', cars)).whyNot).toBeNull()
    expect(await write('travel', agency, { changes: [{}] })).toEqual({
      ...{ kind: 'forbidden', message: whyNot },
    })
    expect(await get('bookinfo', `metadata?${String(new URLSearchParams(cars))}`)).toMatchObject({
      error: { code: 'forbidden' },
    })
  })

  it('keep what others have changed meanwhile, and name the keys that both did', async () => {
    const theirs = [{ key: 'team', from: null, to: 'green' }]
    expect((await write('travel', cars, { changes: theirs })).kind).toBe('done')
    const both = [{ key: 'team', from: null, to: 'blue' }, {}]
    const outcome = await write('travel', cars, { changes: both })
    expect(outcome).toMatchObject({
      kind: 'conflict',
      clashes: [{ part: 'labels', key: 'team', base: null, theirs: 'green', mine: 'blue' }],
    })
    expect(labelsOf(cars)).not.toHaveProperty('tier')
    expect((await write('travel', cars, { changes: [{}] })).kind).toBe('done')
    expect(labelsOf(cars)).toMatchObject({ team: 'green', tier: 'front' })
  })

  it('are those of the object that was looked at, not of another with its name', async () => {
    const { objects } = running.lab
    const stored = objects.get('Service', 'travel-agency', 'cars')
    if (stored === null) throw new Error('it is not there')
    const { state } = await read('admin', service)
    expect(state.uid).toBe(stored.metadata.uid)
    const answer = await fetch(new URL('api/v1/metadata/write', running.url), {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${running.lab.tokens.admin}`, [changeHeader]: 'yes' },
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        ...{ object: service, uid: 'another', isDryRun: false, isAware: false },
        changes: [{ part: 'labels', key: 'tier', from: null, to: 'front' }],
      }),
    })
    expect(await answer.json()).toMatchObject({ kind: 'deleted' })
  })

  it.each([
    { desc: 'a value that cannot be', changes: [{ to: 'two words' }], says: /begins and ends/ },
    {
      desc: 'a part that it has not',
      changes: [{ part: 'podLabels' as const }],
      says: /no such part/,
    },
    { desc: 'a key twice', changes: [{}, { to: 'back' }], says: /twice/ },
  ])('name the key where there is $desc', async ({ changes, says }) => {
    const outcome = await write('admin', agency, { changes })
    expect(outcome).toMatchObject({ kind: 'invalid', problems: [{ key: 'tier' }] })
    expect(outcome.kind === 'invalid' ? outcome.problems[0]?.message : '').toMatch(says)
  })

  it('of other kinds are not changed here', async () => {
    const secret = { group: '', kind: 'Secret', namespace: 'bookinfo', name: 'any' }
    expect(await get('admin', `metadata?${String(new URLSearchParams(secret))}`)).toMatchObject({
      error: { code: 'badRequest' },
    })
  })
})
