import type { LabelSet } from '../label-set.ts'
import type { SampleStore } from '../sample-store.ts'
import { ExecutionError } from './syntax.ts'

export interface Sample {
  readonly labels: LabelSet
  readonly value: number
}

/** Samples of one series in a range: those at `from` ≤ index < `to`. */
export interface Window {
  readonly labels: LabelSet
  readonly times: readonly number[]
  readonly values: readonly number[]
  readonly from: number
  readonly to: number
}

/** A range vector: what it selected, and the range that it looked at. */
export interface Ranges {
  readonly windows: readonly Window[]
  readonly startMs: number
  readonly endMs: number
}

export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly Sample[] }
  | { readonly type: 'matrix'; readonly ranges: Ranges }

/**
 * Prometheus 3 leaves out a sample exactly at the start of a range or of the look-back, 2 takes it
 * in; and they differ in when `rate` is limited by the counter's zero.
 */
export type Generation = 2 | 3

export interface EngineOptions {
  readonly store: SampleStore
  readonly lookbackMs: number
  readonly subqueryStepMs: number // for subqueries that name none
  readonly generation: Generation
}

/** What an evaluation at one instant needs to know. */
export interface Frame {
  readonly engine: EngineOptions
  readonly nowMs: number // the step's instant
  readonly startMs: number // of the query, for `@ start()`
  readonly endMs: number
  readonly fromMs: number // the first and the last instant that this frame is asked for
  readonly toMs: number
  readonly memory: Map<object, unknown> // what does not change between steps, by node
}

/** @throws ExecutionError when two samples have the same labels, as Prometheus refuses it. */
export function distinct(samples: readonly Sample[]): readonly Sample[] {
  if (samples.length < 2) return samples
  const keys = new Set<string>()
  for (const { labels } of samples) {
    if (keys.has(labels.key)) {
      throw new ExecutionError('vector cannot contain metrics with the same labelset')
    }
    keys.add(labels.key)
  }
  return samples
}

/** Gives each sample a new value and takes the metric's name away. */
export function mapValues(
  samples: readonly Sample[],
  change: (value: number) => number,
): readonly Sample[] {
  const changed = samples.map(({ labels, value }) => ({
    labels: labels.withoutName(),
    value: change(value),
  }))
  return hasSeveralNames(samples) ? distinct(changed) : changed
}

export function hasSeveralNames(samples: readonly { readonly labels: LabelSet }[]): boolean {
  const first = samples[0]?.labels.get('__name__') ?? ''
  return samples.some(({ labels }) => labels.get('__name__') !== first)
}
