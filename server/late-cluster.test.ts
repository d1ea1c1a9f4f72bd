import { describe, expect, it } from 'vitest'
import { noCalls } from '../test/support/cluster.ts'
import { anInventory } from '../test/support/inventory.ts'
import { createLateNamedCluster } from './late-cluster.ts'
import { createReach, type Reach } from './seams/reach.ts'
import type { UnreadableKind } from './seams/inventory.ts'
import type { ClusterSource } from './seams/source.ts'

interface Stand {
  readonly source: ClusterSource
  readonly reach: Reach
  readonly change: () => void
  readonly isClosed: () => boolean
}

/** A cluster that is not reached until the test says so. */
function aCluster(cluster: string, unreadable: readonly UnreadableKind[] = []): Stand {
  const listeners = new Set<() => void>()
  const reach = createReach({
    ...{ id: `cluster:${cluster}`, kind: 'cluster' },
    ...{ address: 'https://east:6443', howFound: 'test' },
  })
  let isClosed = false
  return {
    reach,
    change: () => listeners.forEach((listener) => listener()),
    isClosed: () => isClosed,
    source: {
      id: `cluster:${cluster}`,
      cluster,
      status: reach.status,
      inventory: () => anInventory({ cluster, unreadable }),
      ready: () => Promise.resolve(),
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      whoIs: () => Promise.resolve({ user: cluster }),
      calls: noCalls,
      mayThey: () => Promise.resolve([]),
      logs: {
        open: () => Promise.reject(new Error('not asked here')),
        configMap: () => Promise.resolve(null),
      },
      proxies: { ask: () => Promise.reject(new Error('not asked here')) },
      close: () => {
        isClosed = true
        return Promise.resolve()
      },
    },
  }
}

interface Late {
  readonly first: Stand
  readonly opened: readonly Stand[]
  readonly late: ClusterSource
}

function stand(
  names: readonly (string | null)[],
  unreadable: readonly UnreadableKind[] = [],
): Late {
  const first = aCluster('Kubernetes', unreadable)
  const opened: Stand[] = []
  const told = [...names]
  const late = createLateNamedCluster({
    first: first.source,
    open: (name) => {
      const made = aCluster(name)
      opened.push(made)
      return made.source
    },
    nameOf: () => told.shift() ?? null,
    onError: (error) => {
      throw error
    },
  })
  return { first, opened, late }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a cluster whose name is learnt late', () => {
  it('goes by the usual name while it is not reached', async () => {
    const { first, opened, late } = stand(['east'])
    first.reach.failed('gone')
    first.change()
    await settled()
    expect(late.cluster).toBe('Kubernetes')
    expect(late.status().state).toBe('notReached')
    expect(opened).toEqual([])
  })

  it('takes its own name, and tells of it, when it is reached', async () => {
    const { first, opened, late } = stand(['east', 'west'])
    let changes = 0
    late.onChange(() => (changes += 1))
    first.reach.succeeded(1)
    first.change()
    await settled()
    expect(late).toMatchObject({ id: 'cluster:east', cluster: 'east' })
    expect(late.inventory().cluster).toBe('east')
    expect(await late.whoIs({ kind: 'anonymous' })).toEqual({ user: 'east' })
    expect(first.isClosed()).toBe(true)
    expect(changes).toBe(2)
    // From now on changes come from there, and the name stays.
    opened[0]?.reach.succeeded(1)
    opened[0]?.change()
    await settled()
    expect(changes).toBe(3)
    expect(opened.length).toBe(1)
    await late.close()
    expect(opened[0]?.isClosed()).toBe(true)
  })

  it('asks no more when all is read and nothing in it knows the name', async () => {
    const { first, opened, late } = stand([null, 'east'])
    first.reach.succeeded(1)
    first.change()
    first.change()
    await settled()
    expect(late.cluster).toBe('Kubernetes')
    expect(opened).toEqual([])
  })

  it('asks again while some objects are not read yet', async () => {
    const notYet = { kind: 'Pod', reason: 'notSynced', message: 'not yet', sinceAt: 0 } as const
    const { first, late } = stand([null, 'east'], [notYet])
    first.reach.succeeded(1)
    first.change()
    first.change()
    await settled()
    expect(late.cluster).toBe('east')
  })

  it('leaves nothing open when it is closed meanwhile', async () => {
    const { first, opened, late } = stand(['east'])
    first.reach.succeeded(1)
    first.change()
    await late.close()
    await settled()
    expect(first.isClosed()).toBe(true)
    expect(opened[0]?.isClosed()).toBe(true)
  })
})
