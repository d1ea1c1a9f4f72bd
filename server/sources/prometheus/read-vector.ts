import { z } from '#contract/setup.ts'
import type { LabelledVector } from '../../seams/vector.ts'
import type { Columns } from './columns.ts'
import { readSampleValue } from './sample-value.ts'
import type { ScannedAnswer } from './vector-scanner.ts'

/** What an answer to an instant query turned out to be. */
export type VectorReading =
  | {
      readonly kind: 'vector'
      readonly vector: LabelledVector
      readonly warnings: readonly string[]
    }
  | { readonly kind: 'error'; readonly errorType: string; readonly error: string }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** The part of every answer of the API that is not its data. */
export const envelopeSchema = z.object({
  status: z.enum(['success', 'error']),
  data: z.unknown().optional(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: z.array(z.string()).nullish(),
  infos: z.array(z.string()).nullish(),
  isPartial: z.boolean().optional(),
})

export type Envelope = z.infer<typeof envelopeSchema>

const dataSchema = z.object({ resultType: z.string(), result: z.array(z.unknown()) })
const pairSchema = z.tuple([z.number(), z.string()])
const rowSchema = z.object({
  metric: z.record(z.string(), z.string()),
  value: pairSchema.optional(),
  histogram: z.unknown().optional(),
})

/** What the store itself said of the answer, for the person who reads it. */
export function readWarnings(envelope: Envelope): string[] {
  const partial =
    envelope.isPartial === true ? ['The store could not reach all of its nodes: partial data.'] : []
  return [...(envelope.warnings ?? []), ...(envelope.infos ?? []), ...partial]
}

/** JSON as an envelope, or why it is none. */
export function readEnvelope(text: string): Envelope | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return /^\s*</.test(text) ? 'a page of HTML' : 'JSON that breaks off or is none'
  }
  const envelope = envelopeSchema.safeParse(parsed)
  return envelope.success ? envelope.data : 'JSON of another API'
}

/** Puts the scanned rows together with what was left to JSON.parse. Never throws. */
export function readVector(scanned: ScannedAnswer): VectorReading {
  const envelope = readEnvelope(scanned.rest)
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope }
  if (envelope.status === 'error') {
    const { errorType = 'unknown', error = 'no reason given' } = envelope
    return { kind: 'error', errorType, error }
  }
  const data = dataSchema.safeParse(envelope.data)
  if (!data.success) return { kind: 'unreadable', reason: 'an answer without a result' }
  const { columns } = scanned
  const rows = scanned.isCut ? data.data.result.slice(1) : data.data.result
  const leftOut = addResult(columns, data.data.resultType, rows)
  if (typeof leftOut === 'string') return { kind: 'unreadable', reason: leftOut }
  const warnings = readWarnings(envelope)
  if (leftOut > 0)
    warnings.push(`${leftOut} native histograms were left out: only numbers are read here.`)
  return { kind: 'vector', vector: columns.build(), warnings }
}

/** How many rows were left out because they are histograms, or why nothing can be read. */
function addResult(columns: Columns, type: string, rows: readonly unknown[]): number | string {
  if (type === 'vector') return addRows(columns, rows)
  if (type !== 'scalar') return `a ${type} where a vector was asked for`
  const pair = pairSchema.safeParse(rows)
  const value = pair.success ? readSampleValue(pair.data[1]) : null
  if (value === null) return 'a scalar that is no number'
  columns.add([], value)
  return 0
}

function addRows(columns: Columns, rows: readonly unknown[]): number | string {
  let leftOut = 0
  for (const row of rows) {
    const parsed = rowSchema.safeParse(row)
    if (!parsed.success) return 'a row that is no sample'
    const { metric, value, histogram } = parsed.data
    if (value === undefined && histogram === undefined) return 'a row without a value'
    if (value === undefined) {
      leftOut += 1
      continue
    }
    const number = readSampleValue(value[1])
    if (number === null) return `the value "${value[1].slice(0, 20)}", which is no number`
    columns.add(Object.entries(metric), number)
  }
  return leftOut
}
