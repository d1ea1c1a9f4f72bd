import { emptyLabelSet } from '../label-set.ts'
import { aggregate } from './aggregate.ts'
import { isSetOp, scalarResult, setOperation, vectorAndScalar, vectorAndVector } from './binary.ts'
import {
  absentSample,
  calendarFunctions,
  labelJoin,
  labelReplace,
  valueFunctions,
} from './functions.ts'
import { histogramQuantile } from './histogram.ts'
import { quantileOverTime, rangeFunctions } from './range-functions.ts'
import type { RangeCase } from './rate.ts'
import { selectInstant, selectRange } from './select.ts'
import { descending, nanLast } from './statistics.ts'
import { evaluateSubquery } from './subquery.ts'
import { ExecutionError } from './syntax.ts'
import type { Binary, Expr } from './syntax.ts'
import { distinct, hasSeveralNames, mapValues } from './values.ts'
import type { Frame, Ranges, Sample, Value } from './values.ts'

/** The value of an expression at the frame's instant. */
export function evaluate(expr: Expr, frame: Frame): Value {
  switch (expr.kind) {
    case 'number':
      return { type: 'scalar', value: expr.value }
    case 'string':
      return { type: 'string', value: expr.value }
    case 'paren':
      return evaluate(expr.expr, frame)
    case 'selector':
      return vector(selectInstant(expr, frame))
    case 'matrix':
    case 'subquery':
      return { type: 'matrix', ranges: rangesOf(expr, frame) }
    case 'negate':
      return negated(evaluate(expr.expr, frame))
    case 'aggregate':
      return vector(
        aggregate(expr, paramOf(expr.param, frame), { samples: vectorOf(expr.expr, frame), frame }),
      )
    case 'binary':
      return binary(expr, frame)
    case 'call':
      return call(expr, frame)
  }
}

function vector(samples: readonly Sample[]): Value {
  return { type: 'vector', samples }
}

function scalar(value: number): Value {
  return { type: 'scalar', value }
}

function vectorOf(expr: Expr | undefined, frame: Frame): readonly Sample[] {
  const value = expr === undefined ? null : evaluate(expr, frame)
  if (value?.type !== 'vector') throw new ExecutionError('expected an instant vector')
  return value.samples
}

function scalarOf(expr: Expr | undefined, frame: Frame): number {
  const value = expr === undefined ? null : evaluate(expr, frame)
  if (value?.type !== 'scalar') throw new ExecutionError('expected a scalar')
  return value.value
}

function textOf(expr: Expr): string {
  const inner = expr.kind === 'paren' ? expr.expr : expr
  if (inner.kind !== 'string') throw new ExecutionError('expected a string literal')
  return inner.value
}

function paramOf(param: Expr | null, frame: Frame): number | string | null {
  if (param === null) return null
  return param.kind === 'string' ? param.value : scalarOf(param, frame)
}

function rangesOf(expr: Expr | undefined, frame: Frame): Ranges {
  if (expr?.kind === 'paren') return rangesOf(expr.expr, frame)
  if (expr?.kind === 'matrix') return selectRange(expr.selector, frame, expr.rangeMs)
  if (expr?.kind === 'subquery') {
    return evaluateSubquery(expr, frame, (inner) => evaluate(expr.expr, inner))
  }
  throw new ExecutionError('expected a range vector')
}

function negated(value: Value): Value {
  if (value.type === 'scalar') return scalar(-value.value)
  if (value.type === 'vector') return vector(mapValues(value.samples, (number) => -number))
  throw new ExecutionError('expected a scalar or an instant vector')
}

function binary(expr: Binary, frame: Frame): Value {
  const left = evaluate(expr.left, frame)
  const right = evaluate(expr.right, frame)
  const { op } = expr
  if (left.type === 'scalar' && right.type === 'scalar') {
    return scalar(isSetOp(op) ? NaN : scalarResult(op, left.value, right.value))
  }
  if (left.type === 'vector' && right.type === 'scalar') {
    const { samples } = left
    return unique(
      samples,
      vectorAndScalar(expr, { samples, scalar: right.value, isScalarLeft: false }),
    )
  }
  if (left.type === 'scalar' && right.type === 'vector') {
    const { samples } = right
    return unique(
      samples,
      vectorAndScalar(expr, { samples, scalar: left.value, isScalarLeft: true }),
    )
  }
  if (left.type !== 'vector' || right.type !== 'vector') {
    throw new ExecutionError('binary expression must contain only scalar and instant vector types')
  }
  const operate = isSetOp(op) ? setOperation : vectorAndVector
  return vector(operate(expr, left.samples, right.samples))
}

/** Only samples of several metrics can become alike when the name is taken away. */
function unique(before: readonly Sample[], after: readonly Sample[]): Value {
  return vector(hasSeveralNames(before) ? distinct(after) : after)
}

type Call = Extract<Expr, { kind: 'call' }>

function call(expr: Call, frame: Frame): Value {
  const special = specialFunctions[expr.name]
  if (special !== undefined) return special(expr.args, frame)
  const rangeFunction = rangeFunctions[expr.name]
  if (rangeFunction !== undefined) {
    const keepsName = expr.name === 'last_over_time'
    return overRanges(rangesOf(expr.args[0], frame), { frame, keepsName, fold: rangeFunction })
  }
  const valueFunction = valueFunctions[expr.name]
  if (valueFunction !== undefined) {
    const scalars = expr.args.slice(1).map((arg) => scalarOf(arg, frame))
    return vector(
      mapValues(vectorOf(expr.args[0], frame), (value) => valueFunction(value, ...scalars)),
    )
  }
  const calendar = calendarFunctions[expr.name]
  if (calendar === undefined) throw new ExecutionError(`unsupported function ${expr.name}`)
  const given = expr.args[0] === undefined ? [now(frame)] : vectorOf(expr.args[0], frame)
  return vector(mapValues(given, (seconds) => calendar(new Date(Math.trunc(seconds) * 1_000))))
}

function now(frame: Frame): Sample {
  return { labels: emptyLabelSet, value: frame.nowMs / 1_000 }
}

interface Folding {
  readonly frame: Frame
  readonly keepsName: boolean
  readonly fold: (given: RangeCase) => number | null
}

function overRanges(ranges: Ranges, { frame, keepsName, fold }: Folding): Value {
  const { generation } = frame.engine
  const { startMs, endMs } = ranges
  const samples: Sample[] = []
  for (const window of ranges.windows) {
    const value = fold({ window, startMs, endMs, generation })
    if (value === null) continue
    samples.push({ labels: keepsName ? window.labels : window.labels.withoutName(), value })
  }
  return vector(hasSeveralNames(ranges.windows) ? distinct(samples) : samples)
}

type Special = (args: readonly Expr[], frame: Frame) => Value

const specialFunctions: Readonly<Record<string, Special>> = {
  time: (_, frame) => scalar(frame.nowMs / 1_000),
  pi: () => scalar(Math.PI),
  vector: ([arg], frame) => vector([{ labels: emptyLabelSet, value: scalarOf(arg, frame) }]),
  scalar: ([arg], frame) => {
    const [only, ...others] = vectorOf(arg, frame)
    return scalar(only === undefined || others.length > 0 ? NaN : only.value)
  },
  timestamp: ([arg], frame) => vector(timestamps(arg, frame)),
  absent: ([arg], frame) => {
    const isThere = vectorOf(arg, frame).length > 0
    return vector(isThere || arg === undefined ? [] : [absentSample(arg)])
  },
  absent_over_time: ([arg], frame) => {
    const isThere = rangesOf(arg, frame).windows.length > 0
    return vector(isThere || arg === undefined ? [] : [absentSample(arg)])
  },
  sort: ([arg], frame) =>
    vector(vectorOf(arg, frame).toSorted((a, b) => nanLast(a.value, b.value))),
  sort_desc: ([arg], frame) =>
    vector(vectorOf(arg, frame).toSorted((a, b) => descending(a.value, b.value))),
  label_replace: ([arg, ...texts], frame) =>
    vector(labelReplace(vectorOf(arg, frame), texts.map(textOf))),
  label_join: ([arg, ...texts], frame) =>
    vector(labelJoin(vectorOf(arg, frame), texts.map(textOf))),
  histogram_quantile: ([ratio, arg], frame) =>
    vector(histogramQuantile(scalarOf(ratio, frame), vectorOf(arg, frame))),
  quantile_over_time: ([ratio, arg], frame) => {
    const wanted = scalarOf(ratio, frame)
    const fold = (given: RangeCase) => quantileOverTime(given, wanted)
    return overRanges(rangesOf(arg, frame), { frame, keepsName: false, fold })
  },
  clamp: ([arg, least, most], frame) => {
    const [low, high] = [scalarOf(least, frame), scalarOf(most, frame)]
    if (high < low) return vector([])
    return vector(
      mapValues(
        vectorOf(arg, frame),
        (value) => valueFunctions['clamp']?.(value, low, high) ?? NaN,
      ),
    )
  },
}

/** A plain selector's samples know when they were taken; anything else was computed now. */
function timestamps(arg: Expr | undefined, frame: Frame): readonly Sample[] {
  const inner = arg?.kind === 'paren' ? arg.expr : arg
  if (inner?.kind === 'selector') {
    return selectInstant(inner, frame).map(({ labels, timeMs }) => ({
      labels: labels.withoutName(),
      value: timeMs / 1_000,
    }))
  }
  return mapValues(vectorOf(arg, frame), () => frame.nowMs / 1_000)
}
