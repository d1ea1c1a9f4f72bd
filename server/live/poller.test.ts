import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildBase } from '../graph/base.ts'
import { aTraffic } from '../../test/support/traffic.ts'
import type { Round, RoundAsk } from './base-source.ts'
import { Poller } from './poller.ts'

const traffic = aTraffic()

/** Rounds that take as long as the test says; remembers how often it was asked. */
function aRoundMaker(): {
  asks: RoundAsk[]
  finish: () => void
  fail: (error: Error) => void
  make: (ask: RoundAsk) => Promise<Round>
} {
  let settle: { resolve: (round: Round) => void; reject: (error: Error) => void } | null = null
  const maker = {
    asks: [] as RoundAsk[],
    finish: () =>
      settle?.resolve({ base: buildBase(traffic, [], []), traffic, builtAt: Date.now() }),
    fail: (error: Error) => settle?.reject(error),
    make: (ask: RoundAsk) => {
      maker.asks.push(ask)
      return new Promise<Round>((resolve, reject) => {
        settle = { resolve, reject }
        ask.signal.addEventListener('abort', () => reject(new Error('aborted')))
      })
    },
  }
  return maker
}

const key = {
  windowSeconds: 60,
  layers: traffic.layers,
  namespaces: null,
}

function aPoller(maker: ReturnType<typeof aRoundMaker>, onError = (): void => undefined): Poller {
  return new Poller({ key, makeRound: maker.make, now: Date.now, everyMs: () => 15_000, onError })
}

const settled = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined)

describe('Poller', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks once however many wait', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const { signal } = new AbortController()
    const rounds = Promise.all([1, 2, 3].map(() => poller.fresh(15_000, signal)))
    maker.finish()
    expect(new Set(await rounds).size).toBe(1)
    expect(maker.asks).toHaveLength(1)
  })

  it('answers from the newest round while it is young enough', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const { signal } = new AbortController()
    const first = poller.fresh(15_000, signal)
    maker.finish()
    await first
    await vi.advanceTimersByTimeAsync(14_000)
    await poller.fresh(15_000, signal)
    expect(maker.asks).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    void poller.fresh(15_000, signal)
    expect(maker.asks).toHaveLength(2)
  })

  it('goes on asking while somebody listens, and stops when nobody does', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const heard: Round[] = []
    const stop = poller.listen((round) => heard.push(round))
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
    const waiting = poller.fresh(15_000, gone.signal)
    const outcome = expect(waiting).rejects.toThrow()
    gone.abort()
    await outcome
    expect(maker.asks[0]?.signal.aborted).toBe(true)
  })

  it('does not cancel it for the others', async () => {
    const maker = aRoundMaker()
    const poller = aPoller(maker)
    const gone = new AbortController()
    const leaving = expect(poller.fresh(15_000, gone.signal)).rejects.toThrow()
    const staying = poller.fresh(15_000, new AbortController().signal)
    gone.abort()
    await leaving
    maker.finish()
    await expect(staying).resolves.toMatchObject({ traffic })
  })

  it('goes on after a round that failed, and says so', async () => {
    const maker = aRoundMaker()
    const errors: unknown[] = []
    const poller = aPoller(maker, (...said: unknown[]) => void errors.push(...said))
    const stop = poller.listen(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    maker.fail(new Error('no'))
    await settled()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(maker.asks).toHaveLength(2)
    expect(errors).toHaveLength(1)
    stop()
  })
})
