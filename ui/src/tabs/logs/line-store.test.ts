import { describe, expect, it } from 'vitest'
import type { LogEvent, LogLine } from '#contract/logs.ts'
import { applyEvent, emptyState, mergeByTime, number, type LogState } from './line-store.ts'

const aLine = (at: number, source = 'shop/web-1/web'): LogLine => ({
  ...{ source, at, nanos: 0, text: `at ${at}`, cutBytes: 0, severity: null },
  ...{ access: null, requestId: null, traceId: null },
})
const lines = (ats: readonly number[], fields: object = {}): LogEvent => ({
  ...{ event: 'lines', lines: ats.map((at) => aLine(at)), dropped: [], isPast: false },
  ...fields,
})
const timesOf = ({ lines: kept }: LogState): unknown[] => kept.map(({ at }) => at)

describe('the lines of a view', () => {
  it('stand in the order of time, those of slow containers too', () => {
    const state = [lines([1, 5, 9]), lines([3, 10]), lines([2, 2, 11])].reduce<LogState>(
      (now, event) => applyEvent(now, event, 100),
      emptyState,
    )
    expect(timesOf(state)).toEqual([1, 2, 2, 3, 5, 9, 10, 11])
    expect(new Set(state.lines.map(({ id }) => id)).size).toBe(8)
  })

  it('leave those of one instant as they came', () => {
    const [a, b] = [number([aLine(4)]), number([aLine(4)])]
    expect(mergeByTime(a, b)).toEqual([...a, ...b])
  })

  it('make room for newer ones, and say how many', () => {
    const state = applyEvent(applyEvent(emptyState, lines([1, 2, 3]), 3), lines([4, 5]), 3)
    expect(timesOf(state)).toEqual([3, 4, 5])
    expect(state).toMatchObject({ received: 5, forgotten: 2 })
  })

  it('count what the server dropped, by container', () => {
    const dropped = [{ source: 'shop/web-1/web', lines: 7 }]
    const once = applyEvent(emptyState, lines([1], { dropped }), 10)
    const twice = applyEvent(once, lines([], { dropped }), 10)
    expect([twice.dropped, twice.droppedBySource.get('shop/web-1/web')]).toEqual([14, 14])
  })

  it('begin anew when the past is sent anew', () => {
    const first = applyEvent(emptyState, lines([1, 2], { isPast: true }), 10)
    const again = applyEvent(first, lines([1, 2, 3], { isPast: true }), 10)
    expect(timesOf(again)).toEqual([1, 2, 3])
  })
})
