import { expect, it } from 'vitest'
import type { TraceSummary } from '#contract/traces.ts'
import { dotsOf, scaleOf, ticksOf } from './scatter.ts'

const aSummary = (startMs: number, durationMs: number, spans = 1): TraceSummary => ({
  ...{
    traceId: `${startMs}`,
    rootService: 'web',
    rootOperation: 'GET /',
    startMs,
    durationMs,
    spans,
  },
  ...{
    averageSpanMs: durationMs / spans,
    errors: 0,
    orphans: 0,
    services: [],
    workloads: [],
    hiddenSpans: 0,
  },
})

const frame = {
  axis: 'duration' as const,
  window: { fromMs: 0, toMs: 1000 },
  ...{ width: 1000, height: 200 },
  inset: { left: 50, right: 10, top: 10, bottom: 20 },
}
const traces = [aSummary(0, 1), aSummary(500, 10, 400), aSummary(1000, 1000)]
const scale = scaleOf(traces, frame)

it('puts traces by time and by the logarithm of their duration', () => {
  const dots = dotsOf(traces, scale)
  expect(dots.map(({ x }) => x)).toEqual([50, 520, 990])
  const [one, ten, thousand] = dots.map(({ y }) => y)
  expect(((one ?? 0) - (thousand ?? 0)) / ((one ?? 0) - (ten ?? 0))).toBeCloseTo(3)
  expect(dots[1]?.size).toBeGreaterThan(dots[0]?.size ?? 0)
})

it('reads a place back, so that what is marked can be searched for', () => {
  expect(scale.timeAt(520)).toBeCloseTo(500)
  expect(scale.valueAt(scale.y(10))).toBeCloseTo(10)
  expect(scale.rangeFor(400_000)).toBe('15m')
})

it.each([
  { axis: 'average', highest: 2, words: /^[\d.]+ (µs|ms|s)$/ },
  { axis: 'spans', highest: 1, words: /^\d+$/ },
] as const)('stands by $axis instead, when that is chosen', ({ axis, highest, words }) => {
  const chosen = scaleOf(traces, { ...frame, axis })
  const heights = dotsOf(traces, chosen).map(({ y }) => y)
  expect(heights.indexOf(Math.min(...heights))).toBe(highest)
  const ticks = ticksOf(chosen)
  expect(ticks.length).toBeGreaterThan(1)
  for (const tick of ticks) expect(tick.words).toMatch(words)
})

it('has ticks within its frame, never two at one place', () => {
  const ticks = ticksOf(scale)
  expect(ticks.length).toBeGreaterThan(1)
  expect(new Set(ticks.map(({ words }) => words)).size).toBe(ticks.length)
  for (const { y } of ticks) {
    expect(y).toBeGreaterThan(10)
    expect(y).toBeLessThan(180)
  }
})

it('stands for one trace, and for one of no duration', () => {
  const [dot] = dotsOf([aSummary(5, 0)], scaleOf([aSummary(5, 0)], frame))
  expect(Number.isFinite(dot?.y)).toBe(true)
})
