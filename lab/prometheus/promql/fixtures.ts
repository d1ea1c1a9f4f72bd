import { labelSetOf } from '../label-set.ts'
import { createSampleStore } from '../sample-store.ts'
import type { SampleStore } from '../sample-store.ts'
import { instantQuery } from './engine.ts'
import type { EngineOptions, Generation } from './values.ts'

/** Builders for tests of the query engine. */

/** `{"name{a=\"b\"}": [values at 0 s, 10 s, 20 s, …]}`; null leaves a sample out, 'stale' ends the series. */
export type Given = Readonly<Record<string, readonly (number | null | 'stale')[]>>

export function storeOf(given: Given, stepMs = 10_000): SampleStore {
  const store = createSampleStore()
  for (const [text, values] of Object.entries(given)) {
    const { column } = store.series(labelSetOf(readLabels(text)))
    for (const [index, value] of values.entries()) {
      if (value === 'stale') column.appendStale(index * stepMs)
      else if (value !== null) column.append(index * stepMs, value)
    }
  }
  return store
}

function readLabels(text: string): Readonly<Record<string, string>> {
  const [, name = '', body = ''] = /^(\w*)(?:\{(.*)\})?$/.exec(text) ?? []
  const labels: Record<string, string> = name === '' ? {} : { __name__: name }
  for (const [, key = '', value = ''] of body.matchAll(/(\w+)="([^"]*)"/g)) labels[key] = value
  return labels
}

export function engineOf(store: SampleStore, generation: Generation = 3): EngineOptions {
  return { store, lookbackMs: 300_000, subqueryStepMs: 10_000, generation }
}

export interface Asked {
  readonly atSeconds: number
  readonly generation?: Generation
}

/** The answer with its labels written out: `{"{job=a}": 3}`; a scalar as a number. */
export function answerOf(store: SampleStore, query: string, asked: Asked): unknown {
  const value = instantQuery(query, asked.atSeconds * 1_000, engineOf(store, asked.generation))
  switch (value.type) {
    case 'scalar':
    case 'string':
      return value.value
    case 'vector':
      return Object.fromEntries(
        value.samples.map(({ labels, value: number }) => [textOf(labels.toObject()), number]),
      )
    case 'matrix':
      return value.ranges.windows.map(({ values, from, to }) => values.slice(from, to))
  }
}

function textOf({ __name__: name = '', ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  return `${name}{${pairs.join(',')}}`
}
