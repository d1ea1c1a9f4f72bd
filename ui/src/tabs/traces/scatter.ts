import type { TraceSummary } from '#contract/traces.ts'
import { formatWhole } from '../../lib/decimal.ts'
import { formatMs } from '../../lib/duration.ts'
import { ranges, type RangeName, type ScatterAxis } from './url.ts'

export interface Frame {
  readonly axis: ScatterAxis
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

/**
 * Between traces and places in the frame; what they stand by (durations in ms, numbers of spans) by
 * its logarithm, since it spans decades.
 */
export interface Scale {
  readonly axis: ScatterAxis
  readonly x: (timeMs: number) => number
  readonly y: (value: number) => number
  readonly timeAt: (x: number) => number
  readonly valueAt: (y: number) => number
  readonly least: number
  readonly most: number
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

const valueOf = {
  duration: ({ durationMs }) => Math.max(shortestMs, durationMs),
  average: ({ averageSpanMs }) => Math.max(shortestMs, averageSpanMs),
  spans: ({ spans }) => Math.max(1, spans),
} as const satisfies Record<ScatterAxis, (trace: TraceSummary) => number>

export function scaleOf(traces: readonly TraceSummary[], frame: Frame): Scale {
  const { window, width, height, inset, axis } = frame
  const values = traces.map(valueOf[axis])
  const least = Math.min(...values, 1e9) / 1.3
  const most = Math.max(...values, least * 4) * 1.3
  const [low, high] = [Math.log(least), Math.log(most)]
  const [left, right] = [inset.left, width - inset.right]
  const [top, bottom] = [inset.top, height - inset.bottom]
  const spanMs = Math.max(1, window.toMs - window.fromMs)
  const within = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, value))
  return {
    x: (timeMs) => within(left + ((timeMs - window.fromMs) / spanMs) * (right - left), left, right),
    y: (value) =>
      bottom - ((Math.log(Math.max(shortestMs, value)) - low) / (high - low)) * (bottom - top),
    timeAt: (x) => window.fromMs + ((within(x, left, right) - left) / (right - left)) * spanMs,
    valueAt: (y) =>
      Math.exp(low + ((bottom - within(y, top, bottom)) / (bottom - top)) * (high - low)),
    ...{ axis, least, most },
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
    y: scale.y(valueOf[scale.axis](trace)),
    size: Math.min(22, 6 + Math.sqrt(trace.spans)),
  }))
}

/** Round values within the frame: 1, 10, 100 ms, with 2 and 5 between where there is room. */
export function ticksOf(scale: Scale): readonly { readonly y: number; readonly words: string }[] {
  const decades = Math.log10(scale.most / scale.least)
  const steps = decades > 2.2 ? [1] : decades > 1.2 ? [1, 3] : [1, 2, 5]
  const ticks: { y: number; words: string }[] = []
  for (let power = scale.axis === 'spans' ? 0 : -3; power <= 8; power += 1)
    for (const step of steps) {
      const value = step * 10 ** power
      if (value > scale.least && value < scale.most)
        ticks.push({ y: scale.y(value), words: sayValue(value, scale.axis) })
    }
  return ticks
}

function sayValue(value: number, axis: ScatterAxis): string {
  if (axis === 'spans') return formatWhole(value)
  return value < 1 ? `${Math.round(value * 1000)} µs` : formatMs(value)
}
