import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listContexts, type Context } from '#contract/contexts.ts'
import { errorBodySchema } from '#contract/errors.ts'
import { getGraph, type Graph } from '#contract/graph.ts'
import { listNamespaces } from '#contract/namespaces.ts'
import { getStatus, type Status } from '#contract/status.ts'
import { readConfig } from '../../server/config.ts'
import { startConsole, type RunningConsole } from '../../server/main.ts'
import {
  contextNames,
  startSeveralClusters,
  type SeveralClusters,
} from '../support/several-clusters.ts'

let clusters: SeveralClusters

const startOn = (args: readonly string[]): Promise<RunningConsole> =>
  startConsole(readConfig(['--port', '0', '--log-level', 'silent', ...args], {}))

beforeAll(async () => {
  clusters = await startSeveralClusters()
})
afterAll(() => clusters.stop())

interface Asker {
  readonly get: (place: string, context?: string) => Promise<Response>
  readonly contexts: () => Promise<Context[]>
  readonly graph: (context?: string) => Promise<Graph>
  readonly namespaces: (context?: string) => Promise<string[]>
  readonly status: (context?: string) => Promise<Status>
}

function ask(running: () => RunningConsole, token?: string): Asker {
  const get: Asker['get'] = (place, context) => {
    const url = new URL(`api/v1/${place}`, running().url)
    if (context !== undefined) url.searchParams.set('context', context)
    return fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
  }
  const read = async (place: string, context?: string): Promise<unknown> => {
    const answer = await get(place, context)
    expect(answer.status).toBe(200)
    return await answer.json()
  }
  return {
    get,
    contexts: async () => listContexts.response.parse(await read('contexts')).contexts,
    graph: async (context) =>
      getGraph.response.parse(await read('graph?type=workload&open=all&idleNodes=true', context)),
    namespaces: async (context) =>
      listNamespaces.response
        .parse(await read('namespaces', context))
        .namespaces.map(({ name }) => name),
    status: async (context) => getStatus.response.parse(await read('status', context)),
  }
}

describe('a kubeconfig of several contexts', () => {
  let running: RunningConsole
  const { get, contexts, graph, namespaces, status } = ask(() => running)

  beforeAll(async () => {
    running = await startOn(clusters.args)
  })
  afterAll(() => running.close())

  it('lists them by name, without any address or credential', async () => {
    expect(running.sentences.join('\n')).toContain(
      'Other contexts can be chosen in the page: broken, elsewhere, empty, secret, west.',
    )
    const text = await (await get('contexts')).text()
    expect(text).not.toMatch(/127\.0\.0\.1|lab-admin/)
    const listed = await contexts()
    expect(listed.map(({ name }) => name)).toEqual(contextNames)
    expect(listed.find(({ isDefault }) => isDefault)).toEqual({
      ...{ name: 'east', cluster: 'east-cluster', user: 'admin' },
      ...{ isDefault: true, state: 'reached' },
    })
    expect(listed.find(({ name }) => name === 'empty')?.state).toBe('notOpen')
  })

  it('answers each from its own cluster and stores', async () => {
    const { onlyInWest } = clusters
    expect(onlyInWest).not.toBe('')
    const place = ({ nodes }: Graph): Set<string | null> =>
      new Set(nodes.map(({ namespace }) => namespace))
    const [first, west, named] = [await graph(), await graph('west'), await graph('east')]
    expect(place(west)).toContain(onlyInWest)
    expect(west.edges.some(({ source }) => source.includes(`/${onlyInWest}/`))).toBe(true)
    expect(place(first)).not.toContain(onlyInWest)
    expect(named.nodes.map(({ id }) => id).sort()).toEqual(first.nodes.map(({ id }) => id).sort())
    expect(await namespaces('west')).toContain(onlyInWest)
    expect(await namespaces()).not.toContain(onlyInWest)
    const backEnds = async (context?: string): Promise<(string | null)[]> =>
      (await status(context)).backEnds
        .filter(({ kind }) => kind !== 'cluster')
        .map((one) => one.address)
    const { east: lab, west: other } = clusters
    expect(await backEnds()).toEqual([lab.prometheusUrl, lab.jaegerUrl])
    expect(await backEnds('west')).toEqual([other.prometheusUrl, other.jaegerUrl])
    expect((await contexts()).find(({ name }) => name === 'west')?.state).toBe('reached')
  })

  it('streams the context that is asked for', async () => {
    const stop = new AbortController()
    const answer = await fetch(new URL('api/v1/graph/stream?open=all&context=west', running.url), {
      signal: stop.signal,
    })
    let text = ''
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece
      if (text.includes('\n\n')) break
    }
    stop.abort()
    expect(text).toContain(`/${clusters.onlyInWest}/`)
  })

  it('finds a mesh outside of its usual namespace, with what is ready and how old its proxies are', async () => {
    const { meshes, backEnds } = await status('elsewhere')
    expect(meshes).toEqual([
      {
        mesh: 'istio',
        cluster: 'Kubernetes',
        version: '1.29.1',
        components: [
          {
            ...{ role: 'controlPlane', namespace: 'mesh-control', name: 'istiod', revision: null },
            ...{ version: '1.29.1', ready: 2, total: 2 },
          },
        ],
        proxies: [
          { version: '1.29.1', proxies: 1, skew: 'none' },
          { version: '1.28.4', proxies: 3, skew: 'behind' },
        ],
        hasAmbient: false,
        lookedFor: [],
      },
    ])
    const metrics = backEnds.find(({ kind }) => kind === 'metrics')
    expect(metrics?.state).toBe('notConfigured')
    expect(metrics?.message).toMatch(/context "east" only.*perContext/)
    expect(metrics?.address).toBeNull()
  })

  it('says what it looked for where there is no mesh', async () => {
    const { meshes } = await status('empty')
    expect(meshes).toHaveLength(1)
    expect(meshes[0]).toMatchObject({ mesh: 'none', components: [], proxies: [] })
    expect(meshes[0]?.lookedFor.join()).toContain('app=istiod')
    expect((await graph('empty')).edges).toEqual([])
  })

  it.each([
    { context: 'broken', status: 503, says: /"broken" cannot be opened\..*"broken-cluster"/ },
    { context: 'secret', status: 503, says: /"secret" cannot be opened\. The file .*no-token/ },
    { context: 'nowhere', status: 400, says: /no context "nowhere"/ },
  ])('answers for $context what is wrong and goes on', async ({ context, ...expected }) => {
    const answer = await get('status', context)
    expect(answer.status).toBe(expected.status)
    const { error } = errorBodySchema.parse(await answer.json())
    expect(error.field).toBe('context')
    expect(error.message).toMatch(expected.says)
    expect((await get('status')).status).toBe(200)
  })

  it('leaves nothing open of a context that could not be opened', async () => {
    await get('status', 'secret')
    // Watches would begin again and again; requests of the failed opening may still be on their way.
    let open = clusters.openRequests('empty')
    const isStill = (): boolean => {
      const was = open
      open = clusters.openRequests('empty')
      return open === was
    }
    await expect.poll(isStill, { interval: 300 }).toBe(true)
    const before = clusters.requests().length
    for (let round = 0; round < 3; round += 1) await get('status', 'secret')
    await expect.poll(() => clusters.openRequests('empty')).toBe(open)
    expect(clusters.requests().length).toBeGreaterThan(before)
  })

  it('reads all of them without one write', async () => {
    for (const name of ['east', 'west', 'elsewhere', 'empty']) await graph(name)
    const asked = clusters.requests()
    for (const name of ['east', 'west', 'elsewhere', 'empty'])
      expect(asked.filter((line) => line.startsWith(`${name} GET `)).length).toBeGreaterThan(10)
    expect(asked.filter((line) => !/^\w+ GET /.test(line))).toEqual([])
  })
})

describe('with tokens', () => {
  it('offers no other context unless it is named', async () => {
    const running = await startOn([...clusters.args, '--auth', 'token'])
    const { get, contexts, status } = ask(() => running, clusters.east.tokens.admin)
    expect(await contexts()).toEqual([])
    expect((await get('status', 'west')).status).toBe(400)
    expect((await status('east')).meshes[0]?.mesh).toBe('istio')
    await running.close()
  })

  it('lists no more than names to strangers, and opens nothing for them', async () => {
    const ofWest = (): number =>
      clusters.requests().filter((line) => line.startsWith('west ')).length
    const before = ofWest()
    const running = await startOn([...clusters.args, '--auth', 'token', '--contexts', 'west'])
    const stranger = ask(() => running)
    expect(await stranger.contexts()).toEqual([
      { name: 'east', cluster: null, user: null, isDefault: true, state: null },
      { name: 'west', cluster: null, user: null, isDefault: false, state: null },
    ])
    expect((await stranger.get('status', 'west')).status).toBe(401)
    expect(ofWest()).toBe(before)

    const mine = ask(() => running, clusters.west.tokens.bookinfo)
    expect(await mine.namespaces('west')).toEqual(['bookinfo'])
    expect((await mine.status('west')).meshes[0]).toMatchObject({ components: [], proxies: null })
    expect(ofWest()).toBeGreaterThan(before)
    const wrong = ask(() => running, 'not-a-token')
    expect((await wrong.get('status', 'west')).status).toBe(401)
    const written = clusters.requests().filter((line) => !/^\w+ GET /.test(line))
    for (const line of written) expect(line).toMatch(/POST .*\/selfsubject(access)?reviews$/)
    await running.close()
  })

  it('says at the start which context it does not know', async () => {
    await expect(startOn([...clusters.args, '--contexts', 'wset'])).rejects.toThrow(
      '--contexts names the context "wset", which is not in the kubeconfig: it has broken, east, elsewhere, empty, secret, west.',
    )
  })
})
