import type { TraceSummary } from '#contract/traces.ts'
import { formatMs } from '../../lib/duration.ts'
import { ranges, type RangeName } from './url.ts'

export interface Frame {
  readonly window: { readonly fromMs: number; readonly toMs: number }
  readonly width: number
  readonly height: number
  readonly inset: {
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
  }
}

/** Between traces and places in the frame; durations by their logarithm, since they span decades. */
export interface Scale {
  readonly x: (timeMs: number) => number
  readonly y: (durationMs: number) => number
  readonly timeAt: (x: number) => number
  readonly durationAt: (y: number) => number
  readonly leastMs: number
  readonly mostMs: number
  /** The shortest range on offer that holds so much time. */
  readonly rangeFor: (spanMs: number) => RangeName
}

export interface Dot {
  readonly trace: TraceSummary
  readonly x: number
  readonly y: number
  readonly size: number // pixels
}

const shortestMs = 0.01

export function scaleOf(traces: readonly TraceSummary[], frame: Frame): Scale {
  const { window, width, height, inset } = frame
  const durations = traces.map(({ durationMs }) => Math.max(shortestMs, durationMs))
  const leastMs = Math.min(...durations, 1e9) / 1.3
  const mostMs = Math.max(...durations, leastMs * 4) * 1.3
  const [low, high] = [Math.log(leastMs), Math.log(mostMs)]
  const [left, right] = [inset.left, width - inset.right]
  const [top, bottom] = [inset.top, height - inset.bottom]
  const spanMs = Math.max(1, window.toMs - window.fromMs)
  const within = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, value))
  return {
    x: (timeMs) => within(left + ((timeMs - window.fromMs) / spanMs) * (right - left), left, right),
    y: (durationMs) =>
      bottom - ((Math.log(Math.max(shortestMs, durationMs)) - low) / (high - low)) * (bottom - top),
    timeAt: (x) => window.fromMs + ((within(x, left, right) - left) / (right - left)) * spanMs,
    durationAt: (y) =>
      Math.exp(low + ((bottom - within(y, top, bottom)) / (bottom - top)) * (high - low)),
    ...{ leastMs, mostMs },
    rangeFor: (span) => {
      const names = Object.keys(ranges) as RangeName[]
      return names.find((name) => ranges[name] >= span) ?? '2d'
    },
  }
}

export function dotsOf(traces: readonly TraceSummary[], scale: Scale): readonly Dot[] {
  return traces.map((trace) => ({
    trace,
    x: scale.x(trace.startMs),
    y: scale.y(trace.durationMs),
    size: Math.min(22, 6 + Math.sqrt(trace.spans)),
  }))
}

/** Round durations within the frame: 1, 10, 100 ms, with 2 and 5 between where there is room. */
export function ticksOf(scale: Scale): readonly { readonly y: number; readonly words: string }[] {
  const decades = Math.log10(scale.mostMs / scale.leastMs)
  const steps = decades > 2.2 ? [1] : decades > 1.2 ? [1, 3] : [1, 2, 5]
  const ticks: { y: number; words: string }[] = []
  for (let power = -3; power <= 8; power += 1)
    for (const step of steps) {
      const ms = step * 10 ** power
      if (ms > scale.leastMs && ms < scale.mostMs)
        ticks.push({ y: scale.y(ms), words: ms < 1 ? `${Math.round(ms * 1000)} µs` : formatMs(ms) })
    }
  return ticks
}
