import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './client.ts'
import { followStream, pauseBeforeRetry, type StreamDeps } from './stream.ts'

interface Try {
  readonly lastId: string | null
  readonly signal: AbortSignal
  readonly send: (text: string) => void
  readonly end: () => void
}

class FakeVisibility extends EventTarget {
  hidden = false
  turn(hidden: boolean): void {
    this.hidden = hidden
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

interface Setup {
  readonly tries: Try[]
  readonly said: string[]
  readonly visibility: FakeVisibility
  readonly stop: () => void
}

function follow(part: Partial<StreamDeps> = {}): Setup {
  const tries: Try[] = []
  const said: string[] = []
  const visibility = new FakeVisibility()
  const stop = followStream({
    resumeFrom: null,
    open: (lastId, signal) => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      const writer = writable.getWriter()
      const ignore = (): undefined => undefined
      signal.addEventListener('abort', () => void writer.abort(signal.reason).catch(ignore))
      tries.push({
        lastId,
        signal,
        send: (text) => void writer.write(new TextEncoder().encode(text)).catch(ignore),
        end: () => void writer.close().catch(ignore),
      })
      return Promise.resolve(new Response(readable))
    },
    onEvent: ({ event, data }) => said.push(`${event}: ${data}`),
    onOpen: () => said.push('open'),
    onGone: (error, inMs) => said.push(`gone: ${error.code}, again in ${inMs}`),
    onRefused: (error) => said.push(`refused: ${error.code}`),
    silenceMs: 12_500,
    visibility: visibility,
    random: () => 1,
    ...part,
  })
  return { tries, said, visibility, stop }
}

const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('followStream', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('hands events on as they come', async () => {
    const { tries, said, stop } = follow()
    await wait(0)
    tries[0]?.send('event: a\nda')
    tries[0]?.send('ta: 1\n\ndata: 2\n\n')
    await wait(0)
    expect(said).toEqual(['open', 'a: 1', 'message: 2'])
    stop()
  })

  it('comes back with the id of the last event when the server hangs up', async () => {
    const { tries, said, stop } = follow()
    await wait(0)
    tries[0]?.send('id: 17\ndata: x\n\ndata: without id\n\n')
    await wait(0)
    tries[0]?.end()
    await wait(0)
    expect(said.at(-1)).toBe('gone: network, again in 500')
    await wait(500)
    expect(tries.map(({ lastId }) => lastId)).toEqual([null, '17'])
    stop()
  })

  it('takes silence of two beats for death', async () => {
    const { tries, said, stop } = follow()
    await wait(0)
    await wait(12_000)
    tries[0]?.send('data: beat\n\n')
    await wait(12_000)
    expect(said).toEqual(['open', 'message: beat'])
    await wait(600)
    expect(said.at(-1)).toBe('gone: network, again in 500')
    expect(tries[0]?.signal.aborted).toBe(true)
    stop()
  })

  it('waits longer after each failure, and asks forever', async () => {
    const open = vi.fn(() => Promise.reject(new ApiError('network', 'No.')))
    const { said, stop } = follow({ open })
    await wait(0)
    await wait(500 + 1000 + 2000)
    expect(said).toEqual([500, 1000, 2000, 4000].map((pause) => `gone: network, again in ${pause}`))
    expect(open).toHaveBeenCalledTimes(4)
    stop()
    await wait(60_000)
    expect(open).toHaveBeenCalledTimes(4)
  })

  it('does not ask again what was refused', async () => {
    const open = vi.fn(() => Promise.reject(new ApiError('badRequest', 'No.')))
    const { said, stop } = follow({ open })
    await wait(60_000)
    expect(said).toEqual(['refused: badRequest'])
    expect(open).toHaveBeenCalledTimes(1)
    stop()
  })

  it('hangs up while nobody looks, without a word, and resumes', async () => {
    const { tries, said, visibility, stop } = follow()
    await wait(0)
    tries[0]?.send('id: 3\ndata: x\n\n')
    await wait(0)
    visibility.turn(true)
    await wait(60_000)
    expect(tries[0]?.signal.aborted).toBe(true)
    visibility.turn(false)
    await wait(0)
    expect(said).toEqual(['open', 'message: x', 'open'])
    expect(tries[1]?.lastId).toBe('3')
    stop()
  })
})

describe('pauseBeforeRetry', () => {
  it.each([
    { failures: 0, least: 250, most: 500 },
    { failures: 3, least: 2000, most: 4000 },
    { failures: 50, least: 7500, most: 15_000 },
  ])('lies between $least and $most after $failures failures', ({ failures, least, most }) => {
    expect(pauseBeforeRetry(failures, () => 0)).toBe(least)
    expect(pauseBeforeRetry(failures, () => 1)).toBe(most)
  })
})
