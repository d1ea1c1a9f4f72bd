import type { Response } from 'express'
import type { LabelSet } from '../label-set.ts'
import type { RangeLine } from '../promql/engine.ts'
import { formatValue } from '../promql/format-value.ts'
import type { Value } from '../promql/values.ts'

/** Answers are written as text at once: a graph of a big mesh is tens of megabytes of them. */
export function writeData(
  response: Response,
  json: string,
  warnings: readonly string[] = [],
): void {
  const extra = warnings.length === 0 ? '' : `,"warnings":${JSON.stringify(warnings)}`
  write(response, 200, `{"status":"success","data":${json}${extra}}`)
}

export type ErrorType = 'bad_data' | 'execution' | 'not_found' | 'internal'

const statusOf = {
  bad_data: 400,
  execution: 422,
  not_found: 404,
  internal: 500,
} as const satisfies Record<ErrorType, number>

export function writeError(response: Response, errorType: ErrorType, error: string): void {
  write(response, statusOf[errorType], JSON.stringify({ status: 'error', errorType, error }))
}

function write(response: Response, status: number, json: string): void {
  response.status(status)
  response.setHeader('Content-Type', 'application/json')
  response.end(json)
}

/** `limit` cuts the series of vectors and matrices. */
export function instantJson(value: Value, timeMs: number, limit: number): string {
  switch (value.type) {
    case 'scalar':
      return `{"resultType":"scalar","result":${point(timeMs, value.value)}}`
    case 'string':
      return `{"resultType":"string","result":[${seconds(timeMs)},${JSON.stringify(value.value)}]}`
    case 'vector': {
      const rows = value.samples
        .slice(0, limit)
        .map(
          ({ labels, value: v }) => `{"metric":${labelsJson(labels)},"value":${point(timeMs, v)}}`,
        )
      return `{"resultType":"vector","result":[${rows.join(',')}]}`
    }
    case 'matrix':
      return matrixJson(
        value.ranges.windows.map(({ labels, times, values, from, to }) => ({
          labels,
          times: times.slice(from, to),
          values: values.slice(from, to),
        })),
        limit,
      )
  }
}

export function matrixJson(lines: readonly RangeLine[], limit: number): string {
  const rows = lines.slice(0, limit).map(({ labels, times, values }) => {
    const points = times.map((timeMs, index) => point(timeMs, values[index] ?? NaN))
    return `{"metric":${labelsJson(labels)},"values":[${points.join(',')}]}`
  })
  return `{"resultType":"matrix","result":[${rows.join(',')}]}`
}

export function labelsJson({ names, values }: LabelSet): string {
  const pairs = names.map((name, index) => `${quoted(name)}:${quoted(values[index] ?? '')}`)
  return `{${pairs.join(',')}}`
}

const quotedTexts = new Map<string, string>()

/** Labels repeat; quoting each of them anew is most of the work of a large answer. */
function quoted(text: string): string {
  let json = quotedTexts.get(text)
  if (json === undefined) {
    json = JSON.stringify(text)
    if (quotedTexts.size > 100_000) quotedTexts.clear()
    quotedTexts.set(text, json)
  }
  return json
}

function point(timeMs: number, value: number): string {
  return `[${seconds(timeMs)},"${formatValue(value)}"]`
}

function seconds(timeMs: number): string {
  const fraction = timeMs % 1_000
  if (fraction === 0) return String(timeMs / 1_000)
  return (timeMs / 1_000).toFixed(3)
}
