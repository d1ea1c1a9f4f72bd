import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aTraffic } from '../../test/support/traffic.ts'
import { buildBase } from '../graph/base.ts'
import type { LayerPart } from '../graph/layer-parts.ts'
import { joinTraffic, type PartWarning } from '../graph/traffic.ts'
import { createRound, type Round, type RoundAsk } from './base-source.ts'
import { Poller, type PollerOptions } from './poller.ts'

/** Rounds that take as long as the test says; remembers how often it was asked, and for what. */
function aRoundMaker(warnings: readonly PartWarning[] = []): {
  asks: RoundAsk[]
  parts: () => (readonly LayerPart[])[]
  finish: () => void
  fail: (error: Error) => void
  make: (ask: RoundAsk) => Promise<Round>
} {
  const open: { finish: () => void; fail: (error: Error) => void }[] = []
  const maker = {
    asks: [] as RoundAsk[],
    parts: () => maker.asks.map(({ parts }) => parts),
    finish: () => open.shift()?.finish(),
    fail: (error: Error) => open.shift()?.fail(error),
    make: (ask: RoundAsk) => {
      maker.asks.push(ask)
      return new Promise<Round>((resolve, reject) => {
        ask.signal.addEventListener('abort', () => reject(new Error('aborted')))
        open.push({ finish: () => resolve(aRound(ask, warnings)), fail: reject })
      })
    },
  }
  return maker
}

function aRound({ completes, parts }: RoundAsk, warnings: readonly PartWarning[]): Round {
  const atMs = completes?.traffic.atMs ?? Date.now()
  const traffic = aTraffic([], { atMs, parts, warnings })
  return createRound(completes === null ? traffic : joinTraffic(completes.traffic, traffic), {
    build: (own) => buildBase(own, [], []),
    builtAt: completes?.builtAt ?? Date.now(),
  })
}

function aPoller(
  maker: ReturnType<typeof aRoundMaker>,
  options: Partial<PollerOptions> = {},
): Poller {
  return new Poller({
    key: { windowSeconds: 60, namespaces: null },
    atMs: null,
    makeRound: maker.make,
    now: Date.now,
    everyMs: () => 15_000,
    isGood: ({ builtAt }) => Date.now() - builtAt <= 15_000,
    onError: () => undefined,
    ...options,
  })
}

const settled = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined)
const rates: readonly LayerPart[] = ['rates']
const p95: readonly LayerPart[] = ['rates', 'responseTime p95 workload']

describe('Poller', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks once however many wait', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const { signal } = new AbortController()
    const rounds = Promise.all([1, 2, 3].map(() => poller.fresh(rates, signal)))
    maker.finish()
    expect(new Set(await rounds).size).toBe(1)
    expect(maker.asks).toHaveLength(1)
  })

  it('answers from the newest round while it is young enough', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const { signal } = new AbortController()
    const first = poller.fresh(rates, signal)
    maker.finish()
    await first
    await vi.advanceTimersByTimeAsync(14_000)
    await poller.fresh(rates, signal)
    expect(maker.asks).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    void poller.fresh(rates, signal)
    expect(maker.asks).toHaveLength(2)
  })

  it('goes on asking while somebody listens, and stops when nobody does', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const heard: Round[] = []
    const stop = poller.listen(rates, (round) => heard.push(round))
    for (let round = 0; round < 3; round += 1) {
      await vi.advanceTimersByTimeAsync(15_000)
      maker.finish()
      await settled()
    }
    expect(heard).toHaveLength(3)
    stop()
    await vi.advanceTimersByTimeAsync(100_000)
    expect(maker.asks).toHaveLength(3)
  })

  it('cancels the question under way when the last one leaves', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const gone = new AbortController()
    const waiting = poller.fresh(rates, gone.signal)
    const outcome = expect(waiting).rejects.toThrow()
    gone.abort()
    await outcome
    expect(maker.asks[0]?.signal.aborted).toBe(true)
  })

  it('does not cancel it for the others', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const gone = new AbortController()
    const leaving = expect(poller.fresh(rates, gone.signal)).rejects.toThrow()
    const staying = poller.fresh(rates, new AbortController().signal)
    gone.abort()
    await leaving
    maker.finish()
    await expect(staying).resolves.toMatchObject({ traffic: { parts: rates } })
  })

  it('goes on after a round that failed, and says so', async () => {
    const maker = aRoundMaker()
    const errors: unknown[] = []
    const poller = aPoller(maker, { onError: (error) => void errors.push(error) })
    const stop = poller.listen(rates, () => undefined)
    await vi.advanceTimersByTimeAsync(0)
    maker.fail(new Error('no'))
    await settled()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(maker.asks).toHaveLength(2)
    expect(errors).toHaveLength(1)
    stop()
  })

  describe('for viewers who want different layers', () => {
    const { signal } = new AbortController()

    it('asks for what they want together, each layer once', async () => {
      const maker = aRoundMaker()
      const poller = aPoller(maker)
      for (const parts of [rates, p95, p95, ['idleRates', 'grpcMessages'] as const]) {
        poller.listen(parts, () => undefined)
      }
      await settled()
      expect(maker.parts()).toEqual([['idleRates', 'grpcMessages', 'responseTime p95 workload']])
    })

    it('asks for just the layer of a late one at once, at the instant of the round', async () => {
      const maker = aRoundMaker()
      const poller = aPoller(maker)
      const heard: Round[] = []
      poller.listen(rates, (round) => heard.push(round))
      await settled()
      maker.finish()
      await settled()
      await vi.advanceTimersByTimeAsync(5_000)
      const late = Promise.all([poller.fresh(p95, signal), poller.fresh(p95, signal)])
      await settled()
      expect(maker.parts()).toEqual([rates, ['responseTime p95 workload']])
      expect(maker.asks[1]?.completes).toBe(heard[0])
      maker.finish()
      const [one, other] = await late
      expect(one).toBe(other)
      expect(one.traffic).toMatchObject({ parts: p95, atMs: heard[0]?.traffic.atMs })
      expect(one.builtAt).toBe(heard[0]?.builtAt)
      expect(heard).toHaveLength(1) // nothing is new for those who were there
    })

    it('leaves a layer out again when the last one who wants it is gone', async () => {
      const maker = aRoundMaker()
      const poller = aPoller(maker)
      poller.listen(rates, () => undefined)
      const leave = [1, 2].map(() => poller.listen(p95, () => undefined))
      for (const stop of [() => undefined, ...leave]) {
        stop()
        await vi.advanceTimersByTimeAsync(15_000)
        maker.finish()
        await settled()
      }
      expect(maker.parts()).toEqual([p95, p95, rates])
    })

    it('tells one who came during a round when it has their layer, never without', async () => {
      const maker = aRoundMaker()
      const poller = aPoller(maker)
      poller.listen(rates, () => undefined)
      await settled()
      const heard: Round[] = []
      poller.listen(p95, (round) => heard.push(round))
      maker.finish()
      await settled()
      expect(heard).toEqual([])
      maker.finish()
      await settled()
      expect(heard.map(({ traffic }) => traffic.parts)).toEqual([p95])
    })

    it('cancels a layer that nobody waits for any more', async () => {
      const maker = aRoundMaker()
      const poller = aPoller(maker)
      poller.listen(rates, () => undefined)
      await settled()
      maker.finish()
      await settled()
      const gone = new AbortController()
      const leaving = expect(poller.fresh(p95, gone.signal)).rejects.toThrow()
      await settled()
      gone.abort()
      await leaving
      expect(maker.asks.map((ask) => ask.signal.aborted)).toEqual([false, true])
    })
  })

  describe('of a past instant', () => {
    const past = { atMs: 1_000, isGood: ({ traffic }: Round) => traffic.warnings.length === 0 }
    const { signal } = new AbortController()

    it('asks once for all who ask at the same time, and for those after them', async () => {
      const maker = aRoundMaker()
      const poller = aPoller(maker, past)
      const rounds = Promise.all([1, 2, 3].map(() => poller.fresh(rates, signal)))
      maker.finish()
      expect(new Set(await rounds).size).toBe(1)
      await vi.advanceTimersByTimeAsync(3_600_000)
      await poller.fresh(rates, signal)
      expect(maker.asks.map(({ atMs }) => atMs)).toEqual([1_000])
    })

    it('asks again after trouble, but once for each who asks', async () => {
      const warning = {
        source: 'metrics',
        layer: 'tcp',
        code: 'timeout',
        message: 'too slow',
        sinceAt: 1,
        dataAt: null,
      } as const
      const maker = aRoundMaker([{ part: 'rates', warning }])
      const poller = aPoller(maker, past)
      for (const asks of [1, 2]) {
        const round = poller.fresh(rates, signal)
        maker.finish()
        expect((await round).traffic.warnings).toHaveLength(1)
        expect(maker.asks).toHaveLength(asks)
      }
    })
  })
})
