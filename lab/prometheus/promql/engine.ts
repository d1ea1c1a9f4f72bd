import { compareLabelSets, emptyLabelSet } from '../label-set.ts'
import type { LabelSet } from '../label-set.ts'
import { typeOf } from './check-types.ts'
import { evaluate } from './evaluate.ts'
import { parseQuery } from './parse.ts'
import { QueryError } from './syntax.ts'
import type { EngineOptions, Frame, Value } from './values.ts'

/** One series of a range query's answer. */
export interface RangeLine {
  readonly labels: LabelSet
  readonly times: readonly number[] // epoch ms
  readonly values: readonly number[]
}

export interface RangeAsk {
  readonly startMs: number
  readonly endMs: number
  readonly stepMs: number
}

/**
 * The value of a query at one instant.
 *
 * @throws QueryError, ExecutionError
 */
export function instantQuery(query: string, timeMs: number, engine: EngineOptions): Value {
  const span = { startMs: timeMs, endMs: timeMs, fromMs: timeMs, toMs: timeMs }
  const frame: Frame = { engine, nowMs: timeMs, ...span, memory: new Map() }
  return evaluate(parseQuery(query), frame)
}

/**
 * The values of a query at every step from start to end, by series and in the order of their labels.
 *
 * @throws QueryError, ExecutionError
 */
export function rangeQuery(
  query: string,
  { startMs, endMs, stepMs }: RangeAsk,
  engine: EngineOptions,
): readonly RangeLine[] {
  const expr = parseQuery(query)
  const type = typeOf(expr)
  if (type !== 'vector' && type !== 'scalar') {
    const found = type === 'matrix' ? 'range vector' : type
    throw new QueryError(
      `invalid expression type "${found}" for range query, must be Scalar or instant Vector`,
    )
  }
  const memory = new Map<object, unknown>()
  const lines = new Map<string, Line>()
  for (let nowMs = startMs; nowMs <= endMs; nowMs += stepMs) {
    const span = { startMs, endMs, fromMs: startMs, toMs: endMs }
    append(lines, evaluate(expr, { engine, nowMs, ...span, memory }), nowMs)
  }
  return [...lines.values()].sort((a, b) => compareLabelSets(a.labels, b.labels))
}

interface Line {
  readonly labels: LabelSet
  readonly times: number[]
  readonly values: number[]
}

function append(lines: Map<string, Line>, value: Value, nowMs: number): void {
  if (value.type === 'scalar') {
    push(lines, { labels: emptyLabelSet, value: value.value }, nowMs)
  } else if (value.type === 'vector') {
    for (const sample of value.samples) push(lines, sample, nowMs)
  }
}

function push(
  lines: Map<string, Line>,
  sample: { readonly labels: LabelSet; readonly value: number },
  nowMs: number,
): void {
  let line = lines.get(sample.labels.key)
  if (line === undefined) {
    line = { labels: sample.labels, times: [], values: [] }
    lines.set(sample.labels.key, line)
  }
  line.times.push(nowMs)
  line.values.push(sample.value)
}
