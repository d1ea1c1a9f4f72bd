import type { LabelSet } from '../label-set.ts'
import { momentOf } from './select.ts'
import type { Subquery } from './syntax.ts'
import type { Frame, Ranges, Value, Window } from './values.ts'

interface Line {
  readonly labels: LabelSet
  readonly times: number[]
  readonly values: number[]
}

/** Evaluates the inner expression at every whole multiple of the step within the range. */
export function evaluateSubquery(
  subquery: Subquery,
  frame: Frame,
  evaluateAt: (frame: Frame) => Value,
): Ranges {
  const endMs = momentOf(subquery, frame)
  const startMs = endMs - subquery.rangeMs
  const stepMs = subquery.stepMs ?? frame.engine.subqueryStepMs
  const lines = new Map<string, Line>()
  for (const nowMs of steps({ startMs, endMs, stepMs }, frame)) {
    // The selectors within look at other instants than the outer query's: each unpacks for itself.
    const inner = evaluateAt({ ...frame, nowMs, fromMs: nowMs, toMs: nowMs, memory: new Map() })
    collect(lines, inner, nowMs)
  }
  const windows = [...lines.values()].map((line): Window => ({
    ...line,
    from: 0,
    to: line.times.length,
  }))
  return { windows, startMs, endMs }
}

interface Grid {
  readonly startMs: number
  readonly endMs: number
  readonly stepMs: number
}

function steps({ startMs, endMs, stepMs }: Grid, frame: Frame): readonly number[] {
  let first = Math.ceil(startMs / stepMs) * stepMs
  if (frame.engine.generation === 3 && first === startMs) first += stepMs
  const times: number[] = []
  for (let timeMs = first; timeMs <= endMs; timeMs += stepMs) times.push(timeMs)
  return times
}

function collect(lines: Map<string, Line>, value: Value, nowMs: number): void {
  const samples = value.type === 'vector' ? value.samples : []
  for (const { labels, value: number } of samples) {
    let line = lines.get(labels.key)
    if (line === undefined) lines.set(labels.key, (line = { labels, times: [], values: [] }))
    line.times.push(nowMs)
    line.values.push(number)
  }
}
