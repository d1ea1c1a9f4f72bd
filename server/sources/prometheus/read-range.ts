import { z } from '#contract/setup.ts'
import type { RangeSeries } from '../../seams/vector.ts'
import { readEnvelope, readWarnings } from './read-vector.ts'
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

const matrixSchema = z.object({
  resultType: z.literal('matrix'),
  result: z.array(
    z.object({
      metric: z.record(z.string(), z.string()),
      values: z.array(z.tuple([z.number(), z.string()])).default([]),
    }),
  ),
})

/** All series of a range answer; their numbers share one buffer. Never throws. */
export function readRange(text: string): RangeReading {
  const envelope = readEnvelope(text)
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope }
  if (envelope.status === 'error') {
    const { errorType = 'unknown', error = 'no reason given' } = envelope
    return { kind: 'error', errorType, error }
  }
  const data = matrixSchema.safeParse(envelope.data)
  if (!data.success) return { kind: 'unreadable', reason: 'an answer that is no matrix' }
  const total = data.data.result.reduce((sum, { values }) => sum + values.length, 0)
  const numbers = new Float64Array(total * 2)
  let at = 0
  const series = data.data.result.map(({ metric, values }) => {
    const timesMs = numbers.subarray(at, at + values.length)
    const points = numbers.subarray(at + values.length, at + values.length * 2)
    at += values.length * 2
    values.forEach(([seconds, value], index) => {
      timesMs[index] = Math.round(seconds * 1000)
      points[index] = readSampleValue(value) ?? Number.NaN
    })
    return { labels: metric, timesMs, values: points }
  })
  return { kind: 'range', series, warnings: readWarnings(envelope) }
}
