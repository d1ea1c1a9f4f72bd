import type { Series } from '../sample-store.ts'
import type { AtTime, Selector } from './syntax.ts'
import type { Frame, Ranges, Sample, Window } from './values.ts'

/** A series with its samples unpacked for the whole query. */
interface Loaded {
  readonly series: Series
  readonly times: readonly number[]
  readonly values: readonly number[]
  readonly staleTimes: readonly number[]
}

export interface TimedSample extends Sample {
  readonly timeMs: number
}

/** Each series' newest sample within the look-back, unless the series has ended since. */
export function selectInstant(selector: Selector, frame: Frame): readonly TimedSample[] {
  const { lookbackMs, generation } = frame.engine
  const momentMs = momentOf(selector, frame)
  const samples: TimedSample[] = []
  for (const loaded of load(selector, frame, lookbackMs)) {
    const index = lastAtOrBefore(loaded.times, momentMs)
    const timeMs = loaded.times[index]
    const value = loaded.values[index]
    if (timeMs === undefined || value === undefined) continue
    const ageMs = momentMs - timeMs
    if (generation === 3 ? ageMs >= lookbackMs : ageMs > lookbackMs) continue
    if (loaded.staleTimes.some((staleMs) => staleMs > timeMs && staleMs <= momentMs)) continue
    samples.push({ labels: loaded.series.labels, value, timeMs })
  }
  return samples
}

export function selectRange(selector: Selector, frame: Frame, rangeMs: number): Ranges {
  const endMs = momentOf(selector, frame)
  const startMs = endMs - rangeMs
  const windows: Window[] = []
  for (const { series, times, values } of load(selector, frame, rangeMs)) {
    const { from, to } = windowOf(times, startMs, endMs)
    const first = from + (frame.engine.generation === 3 && times[from] === startMs ? 1 : 0)
    if (first < to) windows.push({ labels: series.labels, times, values, from: first, to })
  }
  return { windows, startMs, endMs }
}

/** The instant that a selector looks back from. */
export function momentOf(shift: Shift, frame: Frame): number {
  return fixedTime(shift.at, frame, frame.nowMs) - shift.offsetMs
}

export interface Shift {
  readonly at: AtTime
  readonly offsetMs: number
}

function fixedTime(at: AtTime, frame: Frame, otherwiseMs: number): number {
  if (at === null) return otherwiseMs
  if (at === 'start') return frame.startMs
  return at === 'end' ? frame.endMs : at
}

/** Indexes of the samples in [startMs, endMs]. */
export function windowOf(
  times: readonly number[],
  startMs: number,
  endMs: number,
): { readonly from: number; readonly to: number } {
  return { from: lastAtOrBefore(times, startMs - 1) + 1, to: lastAtOrBefore(times, endMs) + 1 }
}

/** -1 when there is none. */
function lastAtOrBefore(times: readonly number[], momentMs: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) <= momentMs) low = middle + 1
    else high = middle
  }
  return low - 1
}

function load(selector: Selector, frame: Frame, backMs: number): readonly Loaded[] {
  const known = frame.memory.get(selector)
  if (isLoaded(known)) return known
  const fromMs = fixedTime(selector.at, frame, frame.fromMs) - selector.offsetMs - backMs
  const toMs = fixedTime(selector.at, frame, frame.toMs) - selector.offsetMs
  const loaded: Loaded[] = []
  for (const series of frame.engine.store.select(selector.matchers)) {
    const samples = series.column.read(fromMs, toMs)
    if (samples.times.length > 0) loaded.push({ series, ...samples })
  }
  frame.memory.set(selector, loaded)
  return loaded
}

function isLoaded(known: unknown): known is readonly Loaded[] {
  return Array.isArray(known)
}
