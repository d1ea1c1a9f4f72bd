import { describe, expect, it } from 'vitest'
import { proxyTableAskSchema } from '#contract/proxy.ts'
import { aClusterOf } from '../../test/support/cluster.ts'
import { anInventory, aPod } from '../../test/support/inventory.ts'
import { aMesh } from '../../test/support/mesh.ts'
import { goldenDump } from '../proxies/envoy/golden-dump.ts'
import { createEnvoyProgram } from '../proxies/envoy/program.ts'
import { ReadingRoom } from '../proxies/reading-room.ts'
import type { Identity } from '../seams/identity.ts'
import type { ProxyProgram } from '../seams/proxy-program.ts'
import type { ProxyReading } from '../seams/proxy-reading.ts'
import type { AskedProxy } from './proxy-admin.ts'
import { ProxySnapshots } from './proxy-snapshots.ts'

const program: ProxyProgram = createEnvoyProgram('envoy', {
  readCluster: (name) => ({ direction: null, host: name, port: null, subset: null }),
  ofCluster: () => [],
  ofRoute: () => [],
  ofListener: () => [],
  ofSecret: () => [],
})

/** Reads at once, in the thread of the test. */
function reads(mostBytes = 1e8): ProxyReading {
  const room = new ReadingRoom({ programs: new Map([['envoy', program]]), mostBytes })
  return {
    tell: (note) => room.take(note),
    ask: (question) => Promise.resolve(room.answer(question)),
  }
}

interface Stand {
  readonly snapshots: ProxySnapshots
  readonly asked: (who?: string) => AskedProxy
  readonly dumps: () => number // how often the proxy was asked
  answer: string
  isAllowed: boolean
  nowMs: number
}

function stand(mostBytes?: number): Stand {
  let dumps = 0
  const cluster = {
    ...aClusterOf(() => anInventory()),
    mayThey: () => Promise.resolve([made.isAllowed, made.isAllowed]),
    proxies: {
      ask: (_identity: Identity, _ask: object, { take }: { take: (piece: Uint8Array) => void }) => {
        dumps += 1
        const piece = Buffer.from(made.answer)
        take(piece)
        const bytes = piece.length
        return Promise.resolve({
          kind: 'answered',
          httpStatus: 200,
          contentType: '',
          bytes,
        } as const)
      },
    },
  }
  const proxy = {
    role: 'sidecar',
    container: 'p',
    version: null,
    program: 'envoy',
    port: 1,
  } as const
  const made: Stand = {
    snapshots: new ProxySnapshots({ reading: reads(mostBytes), now: () => made.nowMs }),
    asked: (token = 'mine') => ({
      ...{ cluster, program, mesh: aMesh().proxies, pod: aPod('shop/cart') },
      proxy: { ...proxy, dashboard: 'envoy' },
      identity: { kind: 'token', token },
    }),
    dumps: () => dumps,
    answer: JSON.stringify(goldenDump),
    isAllowed: true,
    nowMs: 1_000_000,
  }
  return made
}

describe('moments of a proxy', () => {
  it('are read once for all who ask at once, and for each table that follows', async () => {
    const one = stand()
    const snapshot = one.snapshots.choose(one.asked(), undefined)
    expect(one.snapshots.choose(one.asked(), undefined)).toBe(snapshot)
    const both = ['config', 'config'].map((answer) =>
      one.snapshots.have(one.asked(), snapshot, answer),
    )
    await Promise.all(both)
    one.nowMs += 60_000
    const again = one.snapshots.choose(one.asked(), snapshot.id)
    const taken = await one.snapshots.have(one.asked(), again, 'config')
    expect([one.dumps(), taken.takenAt]).toEqual([1, 1_000_000])
    expect(one.snapshots.choose(one.asked(), undefined)).not.toBe(snapshot)
  })

  it('are of whoever had them read alone, and of one cluster, whatever its name', () => {
    const [one, other] = [stand(), stand()]
    const { id } = one.snapshots.choose(one.asked(), undefined)
    expect(one.snapshots.find(one.asked(), id)?.id).toBe(id)
    expect(one.snapshots.find(one.asked('yours'), id)).toBeUndefined()
    expect(one.snapshots.find(other.asked(), id)).toBeUndefined()
  })

  it('are shown as long as the right lasts', async () => {
    const one = stand()
    const snapshot = one.snapshots.choose(one.asked(), undefined)
    await one.snapshots.have(one.asked(), snapshot, 'config')
    one.isAllowed = false
    one.nowMs += 9_000
    await one.snapshots.have(one.asked(), snapshot, 'config')
    one.nowMs += 2_000
    const refused = one.snapshots.have(one.asked(), snapshot, 'config')
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
    expect(one.dumps()).toBe(1)
  })

  it('are asked for again when what came could not be read', async () => {
    const one = stand()
    one.answer = 'upstream connect error, token=hunter2'
    const snapshot = one.snapshots.choose(one.asked(), undefined)
    const broken = one.snapshots.have(one.asked(), snapshot, 'config')
    await expect(broken).rejects.toMatchObject({ failure: 'badAnswer' })
    await expect(broken).rejects.toThrow('it answered something that is no JSON')
    one.answer = JSON.stringify(goldenDump)
    await one.snapshots.have(one.asked(), snapshot, 'config')
    expect(one.dumps()).toBe(2)
  })

  it('that are not kept any more are known no more', async () => {
    const one = stand(1)
    const ask = proxyTableAskSchema.parse({})
    const first = one.snapshots.choose(one.asked(), undefined)
    await one.snapshots.have(one.asked(), first, 'config')
    const second = one.snapshots.begin(one.asked())
    await one.snapshots.have(one.asked(), second, 'config')
    const table = { op: 'table', section: 'clusters', ask } as const
    expect((await one.snapshots.ask({ ...table, snapshot: second.id })).kind).toBe('table')
    expect((await one.snapshots.ask({ ...table, snapshot: first.id })).kind).toBe('gone')
    expect(one.snapshots.find(one.asked(), first.id)).toBeUndefined()
  })
})
