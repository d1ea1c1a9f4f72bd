import type { Response } from 'express'
import { instantQuery, rangeQuery } from '../promql/engine.ts'
import type { EngineOptions } from '../promql/values.ts'
import { instantJson, matrixJson, writeData } from './answers.ts'
import { BadDataError, invalid } from './params.ts'
import type { Params } from './params.ts'

const mostPoints = 11_000 // per series, as the real server has it
const truncated = 'results truncated due to limit'

export interface QueryDeps {
  readonly engine: EngineOptions
  readonly nowMs: () => number
}

export function answerQuery(params: Params, response: Response, deps: QueryDeps): void {
  const timeMs = params.timeMs('time', deps.nowMs())
  const limit = params.limit()
  const value = instantQuery(params.text('query'), timeMs, engineOf(params, deps))
  let rows = 0
  if (value.type === 'vector') rows = value.samples.length
  if (value.type === 'matrix') rows = value.ranges.windows.length
  writeData(response, instantJson(value, timeMs, limit), rows > limit ? [truncated] : [])
}

export function answerQueryRange(params: Params, response: Response, deps: QueryDeps): void {
  const startMs = requiredTime(params, 'start')
  const endMs = requiredTime(params, 'end')
  if (endMs < startMs) throw invalid('end', 'end timestamp must not be before start time')
  const stepMs = params.durationMs('step')
  if (stepMs <= 0) {
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    )
  }
  if ((endMs - startMs) / stepMs > mostPoints) {
    throw new BadDataError(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    )
  }
  const limit = params.limit()
  const ask = { startMs, endMs, stepMs: Math.max(1, Math.round(stepMs)) }
  const lines = rangeQuery(params.text('query'), ask, engineOf(params, deps))
  writeData(response, matrixJson(lines, limit), lines.length > limit ? [truncated] : [])
}

function requiredTime(params: Params, name: string): number {
  if (params.text(name) === '') throw invalid(name, 'cannot parse "" to a valid timestamp')
  return params.timeMs(name, 0)
}

function engineOf(params: Params, { engine }: QueryDeps): EngineOptions {
  if (params.text('lookback_delta') === '') return engine
  return { ...engine, lookbackMs: params.durationMs('lookback_delta') }
}
