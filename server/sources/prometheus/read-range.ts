import type { RangeSeries } from '../../seams/vector.ts'
import { isPlain, readLabels } from './plain.ts'
import { readEnvelope } from './read-vector.ts'
import { readSampleValue } from './sample-value.ts'

/** What an answer to a range query turned out to be. */
export type RangeReading =
  | {
      readonly kind: 'range'
      readonly series: readonly RangeSeries[]
      readonly warnings: readonly string[]
    }
  | { readonly kind: 'error'; readonly errorType: string; readonly error: string }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** All series of a range answer; their numbers share one buffer. Never throws. */
export function readRange(text: string): RangeReading {
  const envelope = readEnvelope(text)
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope }
  const { isSuccess, data, errorType, error, warnings } = envelope
  if (!isSuccess) return { kind: 'error', errorType, error }
  const rows = readRows(data)
  if (rows === null) return { kind: 'unreadable', reason: 'an answer that is no matrix' }
  const numbers = new Float64Array(rows.reduce((sum, { pairs }) => sum + pairs.length, 0) * 2)
  let at = 0
  const series = rows.map(({ labels, pairs }) => {
    const timesMs = numbers.subarray(at, at + pairs.length)
    const values = numbers.subarray(at + pairs.length, at + pairs.length * 2)
    at += pairs.length * 2
    for (const [index, pair] of pairs.entries()) {
      const point: readonly unknown[] = Array.isArray(pair) ? pair : []
      const [seconds, value] = point
      timesMs[index] = typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN
      values[index] = (typeof value === 'string' ? readSampleValue(value) : null) ?? Number.NaN
    }
    return { labels, timesMs, values }
  })
  return { kind: 'range', series, warnings }
}

interface MatrixRow {
  readonly labels: Readonly<Record<string, string>>
  readonly pairs: readonly unknown[]
}

function readRows(data: unknown): readonly MatrixRow[] | null {
  if (!isPlain(data) || data['resultType'] !== 'matrix' || !Array.isArray(data['result']))
    return null
  const rows: MatrixRow[] = []
  for (const row of data['result']) {
    const labels = isPlain(row) ? readLabels(row['metric']) : null
    if (!isPlain(row) || labels === null) return null
    const values: unknown = row['values']
    rows.push({ labels: Object.fromEntries(labels), pairs: Array.isArray(values) ? values : [] })
  }
  return rows
}
