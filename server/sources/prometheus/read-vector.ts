import type { LabelledVector } from '../../seams/vector.ts'
import type { Columns } from './columns.ts'
import { isPlain, readLabels, type Plain } from './plain.ts'
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
export interface Envelope {
  readonly isSuccess: boolean
  readonly data: unknown
  readonly errorType: string
  readonly error: string
  readonly warnings: readonly string[]
}

/** JSON as an envelope, or why it is none. Never throws. */
export function readEnvelope(text: string): Envelope | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return /^\s*</.test(text) ? 'a page of HTML' : 'JSON that breaks off or is none'
  }
  if (!isPlain(parsed)) return 'JSON of another API'
  const { status, data, errorType, error } = parsed
  if (status !== 'success' && status !== 'error') return 'JSON of another API'
  return {
    isSuccess: status === 'success',
    data,
    errorType: typeof errorType === 'string' ? errorType : 'unknown',
    error: typeof error === 'string' ? error : 'no reason given',
    warnings: readWarnings(parsed),
  }
}

/** What the store itself says of its answer, for the person who reads it. */
function readWarnings({ warnings, infos, isPartial }: Plain): readonly string[] {
  const said = [warnings, infos].flatMap((list: unknown): unknown[] =>
    Array.isArray(list) ? list : [],
  )
  const partial =
    isPartial === true ? ['The store could not reach all of its nodes: partial data.'] : []
  return [...said.filter((text) => typeof text === 'string'), ...partial]
}

/** Puts the scanned rows together with what was left to JSON.parse. Never throws. */
export function readVector(scanned: ScannedAnswer): VectorReading {
  const envelope = readEnvelope(scanned.rest)
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope }
  const { isSuccess, data, errorType, error, warnings } = envelope
  if (!isSuccess) return { kind: 'error', errorType, error }
  if (!isPlain(data) || !Array.isArray(data['result']))
    return { kind: 'unreadable', reason: 'an answer without a result' }
  const { columns, isCut } = scanned
  const result: readonly unknown[] = data['result']
  const leftOut = addResult(columns, String(data['resultType']), isCut ? result.slice(1) : result)
  if (typeof leftOut === 'string') return { kind: 'unreadable', reason: leftOut }
  const hint = `${leftOut} native histograms were left out: only numbers are read here.`
  return {
    kind: 'vector',
    vector: columns.build(),
    warnings: leftOut > 0 ? [...warnings, hint] : warnings,
  }
}

/** How many rows were left out because they are histograms, or why nothing can be read. */
function addResult(columns: Columns, type: string, rows: readonly unknown[]): number | string {
  if (type === 'vector') return addRows(columns, rows)
  if (type !== 'scalar') return `a ${type} where a vector was asked for`
  const value = readPair(rows)
  if (value === null) return 'a scalar that is no number'
  columns.add([], value)
  return 0
}

function addRows(columns: Columns, rows: readonly unknown[]): number | string {
  let leftOut = 0
  for (const row of rows) {
    const labels = isPlain(row) ? readLabels(row['metric']) : null
    if (!isPlain(row) || labels === null) return 'a row that is no sample'
    if (row['value'] === undefined && row['histogram'] !== undefined) {
      leftOut += 1
      continue
    }
    const value = readPair(row['value'])
    if (value === null) return 'a sample whose value is no number'
    columns.add(labels, value)
  }
  return leftOut
}

/** The value of `[seconds, "value"]`. */
function readPair(pair: unknown): number | null {
  if (!Array.isArray(pair) || typeof pair[0] !== 'number') return null
  const text: unknown = pair[1]
  return typeof text === 'string' ? readSampleValue(text) : null
}
