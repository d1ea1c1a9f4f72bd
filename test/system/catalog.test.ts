import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  listNamespaceRows,
  listThings,
  type NamespaceRows,
  type ThingKind,
  type ThingList,
} from '#contract/catalog.ts'
import { getGraph, type Graph } from '#contract/graph.ts'
import { getLiveThing, getThing, type LiveThing, type Thing } from '#contract/thing.ts'
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

const picture = async (type: string, at: number): Promise<Graph> =>
  getGraph.response.parse(await get('admin', `graph?type=${type}&open=all&idleNodes=true&at=${at}`))

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

  it('leave nothing out that runs in the cluster and has traffic', async () => {
    const { at, rows } = await list('admin', 'workload')
    const known = new Set(rows.map(({ node }) => node))
    const graph = await picture('workload', at)
    const missing = graph.nodes.filter(
      ({ id, kind, marks }) =>
        kind === 'workload' && !marks.includes('workloadEntry') && !known.has(id),
    )
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

  it('say how each namespace fares, and by which of its members', async () => {
    const { rows } = await namespaces('admin')
    const bookinfo = rows.find(({ name }) => name === 'bookinfo')
    const members = await list('admin', 'workload', '&namespaces=bookinfo')
    const counted = Object.values(bookinfo?.workloads ?? {}).reduce((sum, one) => sum + one, 0)
    expect(counted).toBe(members.matched)
    expect(rows.some(({ isControlPlane }) => isControlPlane)).toBe(true)
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
      .poll(() => get('admin', 'catalog/things/services/bookinfo/details'), { timeout: 10_000 })
      .toMatchObject({ error: { code: 'notFound' } })
  })
})
