import type { StatRow } from '#contract/proxy-rows.ts'
import { listAt, numberAt, recordAt, recordsAt, textAt, type JsonRecord } from '../../seams/json.ts'

/** Counters, gauges and texts, then distributions, of `/stats?format=json`. */
export function readStats(answer: unknown): readonly StatRow[] {
  const entries = recordsAt(answer, 'stats')
  const plain = entries.flatMap((entry) => {
    const name = textAt(entry, 'name')
    if (name === null) return []
    const { value } = entry
    // Texts stay texts: a version that reads like a number is none.
    if (typeof value !== 'number') return [statOf(name, null, textAt(entry, 'value') ?? '')]
    return [statOf(name, value, String(value))]
  })
  const distributions = entries.flatMap((entry) => {
    const histograms = recordAt(entry, 'histograms')
    const quantiles = listAt(histograms, 'supported_quantiles')
    return recordsAt(histograms, 'computed_quantiles').flatMap((one) => {
      const name = textAt(one, 'name')
      return name === null ? [] : [statOf(name, null, describeQuantiles(one, quantiles))]
    })
  })
  return [...plain, ...distributions]
}

function statOf(name: string, value: number | null, text: string): StatRow {
  return { key: name, resource: name, origins: [], name, value, text }
}

const shown: ReadonlySet<unknown> = new Set([50, 90, 95, 99, 100])

/** Over all the time of the proxy; those of the last interval are often empty. */
function describeQuantiles(one: JsonRecord, quantiles: readonly unknown[]): string {
  const values = recordsAt(one, 'values')
  const parts = quantiles.flatMap((quantile, index) => {
    const value = numberAt(values[index], 'cumulative')
    return value === null || !shown.has(quantile) ? [] : [`P${String(quantile)} ${value}`]
  })
  return parts.length === 0 ? 'no values' : parts.join(', ')
}
