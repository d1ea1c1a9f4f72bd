import { describe, expect, it } from 'vitest'
import { formatElapsed, frameAt, readReplay, replayFrom, replayOfLast } from './replay-plan.ts'

const from = 1_700_000_000_000

describe('a replay', () => {
  it.each([
    { desc: 'begins at its first frame', at: null, index: 0 },
    { desc: 'shows the frame of its moment', at: from + 30_000, index: 3 },
    { desc: 'takes the nearest frame', at: from + 34_000, index: 3 },
    { desc: 'does not go before its start', at: from - 1, index: 0 },
    { desc: 'does not go past its end', at: from + 900_000, index: 30 },
  ])('$desc', ({ at, index }) => {
    const replay = readReplay({ replay: 300, from, at })
    expect(replay).toMatchObject({ index, total: 31, atMs: from + index * 10_000 })
    expect(replay?.endMs).toBe(from + 300_000)
  })

  it('is none without a length or a start', () => {
    expect(readReplay({ replay: null, from, at: null })).toBeNull()
    expect(readReplay({ replay: 300, from: null, at: null })).toBeNull()
  })

  it('has the last minutes end at a whole frame, not after now', () => {
    expect(replayOfLast(300, from + 7_000)).toEqual({
      replay: 300,
      from: from - 300_000,
      at: from - 300_000,
    })
  })

  it('starts at the whole minute of a start of one’s own', () => {
    const minute = Math.floor(from / 60_000) * 60_000
    const started = replayFrom(minute + 42_000, { lengthSeconds: 60, nowMs: from + 900_000 })
    expect(started.from).toBe(minute)
  })

  it('does not run into the future', () => {
    const { from: start } = replayFrom(from, { lengthSeconds: 600, nowMs: from })
    expect((start ?? 0) + 600_000).toBeLessThanOrEqual(from)
  })

  it('finds the instant of a frame within its ends', () => {
    const replay = readReplay({ replay: 60, from, at: null })
    if (replay === null) throw new Error('no replay')
    expect([frameAt(replay, -1), frameAt(replay, 2), frameAt(replay, 99)]).toEqual([
      from,
      from + 20_000,
      from + 60_000,
    ])
  })

  it('writes elapsed time as minutes and seconds', () => {
    expect([0, 9_000, 245_000].map(formatElapsed)).toEqual(['0:00', '0:09', '4:05'])
  })
})
