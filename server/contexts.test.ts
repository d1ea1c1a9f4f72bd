import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BackEnd } from '#contract/status.ts'
import { createAuthenticator } from './auth/authenticator.ts'
import { createContexts, type ClosableContext, type ContextKeeper } from './contexts.ts'
import { AppError } from './errors.ts'
import { Charts } from './live/charts.ts'
import { Dashboards } from './live/dashboards.ts'
import { GraphHub } from './live/hub.ts'
import { MeshReader } from './live/mesh-reader.ts'
import { Traces } from './live/traces.ts'
import { Validations } from './live/validations.ts'
import { createLateMetrics, createLateTracing } from './late-source.ts'
import type { ClusterSource } from './seams/source.ts'
import { noCalls } from '../test/support/cluster.ts'
import { anInventory } from '../test/support/inventory.ts'

const never = new Promise<never>(() => undefined)

function aCluster(name: string): ClusterSource {
  const status: BackEnd = {
    ...{ id: `cluster:${name}`, kind: 'cluster', product: null, version: null, address: null },
    ...{ howFound: 'test', state: 'reached', message: null, sinceAt: null, latencyMs: null },
    details: [],
  }
  return {
    id: status.id,
    cluster: name,
    status: () => status,
    inventory: () => anInventory({ cluster: name }),
    ready: () => Promise.resolve(),
    onChange: () => () => undefined,
    whoIs: () => never,
    calls: noCalls,
    mayThey: () => never,
    logs: { open: () => never, configMap: () => never },
    proxies: { ask: () => never },
    close: () => Promise.resolve(),
  }
}

const late = { find: () => Promise.resolve(null), lookEveryMs: 60_000, missing: 'none' }

async function aContext(
  name: string,
): Promise<ClosableContext & { readonly closed: () => number }> {
  const clusters = [aCluster(name)]
  const metrics = await createLateMetrics({ ...late, id: 'metrics', kind: 'metrics' })
  const tracing = await createLateTracing({ ...late, id: 'tracing', kind: 'tracing' })
  const hub = new GraphHub({
    ...{ metrics, clusters, meshes: [], healthRules: [], now: Date.now, seriesBudget: 1 },
    ...{ openBudget: 1, pollMs: 1000, onError: () => undefined },
  })
  const validations = new Validations({
    ...{ clusters, rules: [], readGroups: new Set<string>(), now: Date.now },
    readReferences: () => null,
  })
  const charts = new Charts({ metrics, clusters, meshes: [], now: Date.now })
  const traces = new Traces({ tracing, clusters, meshes: [] })
  const dashboards = new Dashboards({
    ...{ metrics, charts, files: [], labels: { namespace: 'namespace', pod: 'pod' } },
  })
  const authenticator = createAuthenticator({ mode: 'anonymous', clusters })
  const meshReader = new MeshReader({
    ...{ metrics, now: Date.now, signal: new AbortController().signal },
    labels: { namespaceLabel: 'namespace', podLabel: 'pod' },
  })
  let closed = 0
  const close = async (): Promise<void> => {
    closed += 1
    await Promise.all([metrics.close(), tracing.close()])
  }
  const parts = {
    metrics,
    clusters,
    tracing,
    hub,
    charts,
    dashboards,
    validations,
    meshReader,
    traces,
    authenticator,
  }
  return { ...parts, close, closed: () => closed }
}

type Opened = Awaited<ReturnType<typeof aContext>>

interface Rig {
  readonly all: ContextKeeper
  readonly openings: Opened[]
  readonly starting: Opened
  readonly failures: unknown[]
}

async function aKeeper(part: { isOpenly?: boolean; mostOpen?: number } = {}): Promise<Rig> {
  const openings: Opened[] = []
  const failures: unknown[] = []
  const starting = await aContext('home')
  const all = createContexts({
    starting,
    startingName: 'home',
    offered: () =>
      ['broken', 'east', 'home', 'west'].map((name) => ({ name, cluster: name, user: 'me' })),
    open: async (name) => {
      if (name === 'broken') throw new AppError('badRequest', 'The file /home/me/ca is not there.')
      const opened = await aContext(name)
      openings.push(opened)
      return opened
    },
    isOpenly: true,
    idleMs: 60_000,
    mostOpen: 8,
    now: Date.now,
    onFailure: (error) => failures.push(error),
    ...part,
  })
  return { all, openings, starting, failures }
}

const namesOf = ({ clusters }: { readonly clusters: readonly ClusterSource[] }): string[] =>
  clusters.map(({ cluster }) => cluster)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('contexts', () => {
  it('gives the starting one to whoever names none, or names it', async () => {
    const { all, openings } = await aKeeper()
    expect(namesOf((await all.lease(null)).context)).toEqual(['home'])
    expect(namesOf((await all.lease('home')).context)).toEqual(['home'])
    expect(openings).toEqual([])
    await all.close()
  })

  it('opens another one once, for all who ask', async () => {
    const { all, openings } = await aKeeper()
    const leases = await Promise.all([all.lease('west'), all.lease('west'), all.lease('west')])
    expect(leases.map(({ context }) => namesOf(context))).toEqual([['west'], ['west'], ['west']])
    expect(openings).toHaveLength(1)
    await all.close()
    expect(openings[0]?.closed()).toBe(1)
  })

  it('closes one that nobody has asked about for a while, and never the starting one', async () => {
    const { all, openings, starting } = await aKeeper()
    const held = await all.lease('west')
    ;(await all.lease('east')).release()
    await vi.advanceTimersByTimeAsync(90_000)
    const [west, east] = openings
    expect([west?.closed(), east?.closed()]).toEqual([0, 1])
    held.release()
    held.release() // an answer may end twice
    await vi.advanceTimersByTimeAsync(45_000)
    expect(west?.closed()).toBe(0)
    await vi.advanceTimersByTimeAsync(45_000)
    expect(west?.closed()).toBe(1)
    expect(starting.closed()).toBe(0)
    expect(namesOf((await all.lease('west')).context)).toEqual(['west'])
    expect(openings).toHaveLength(3)
    await all.close()
    expect(starting.closed()).toBe(1)
  })

  it('makes room for another by closing the one that was left longest ago', async () => {
    const { all, openings } = await aKeeper({ mostOpen: 1 })
    const west = await all.lease('west')
    await expect(all.lease('east')).rejects.toMatchObject({ code: 'tooMany', field: 'context' })
    west.release()
    expect(namesOf((await all.lease('east')).context)).toEqual(['east'])
    expect(openings[0]?.closed()).toBe(1)
    await all.close()
  })

  it('says which context cannot be opened and why, and tries again when asked again', async () => {
    const { all, failures } = await aKeeper()
    const refusal = {
      code: 'unavailable',
      field: 'context',
      message: 'The context "broken" cannot be opened. The file /home/me/ca is not there.',
    }
    await expect(all.lease('broken')).rejects.toMatchObject(refusal)
    await expect(all.lease('broken')).rejects.toMatchObject(refusal)
    expect(failures).toHaveLength(2)
    expect(all.list().find(({ name }) => name === 'broken')?.state).toBe('notReached')
    await all.close()
  })

  it('tells strangers neither the reason nor what is open', async () => {
    const { all } = await aKeeper({ isOpenly: false })
    const error: unknown = await all.lease('broken').catch((caught: unknown) => caught)
    expect(String(error)).not.toContain('/home/me')
    expect(all.list().map(({ state }) => state)).toEqual([null, null, null, null])
    await all.close()
  })

  it('names those that there are when asked for one that there is not', async () => {
    const { all } = await aKeeper()
    await expect(all.lease('nowhere')).rejects.toMatchObject({
      ...{ code: 'badRequest', field: 'context', allowed: ['broken', 'east', 'home', 'west'] },
    })
    await all.close()
  })

  it('lists each with what is known of it', async () => {
    const { all } = await aKeeper()
    const { release } = await all.lease('west')
    expect(all.list().map(({ name, isDefault, state }) => ({ name, isDefault, state }))).toEqual([
      { name: 'broken', isDefault: false, state: 'notOpen' },
      { name: 'east', isDefault: false, state: 'notOpen' },
      { name: 'home', isDefault: true, state: 'reached' },
      { name: 'west', isDefault: false, state: 'reached' },
    ])
    release()
    await all.close()
  })
})
