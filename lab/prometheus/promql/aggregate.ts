import type { LabelSet } from '../label-set.ts'
import { formatValue } from './format-value.ts'
import { groupingFor } from './grouping.ts'
import type { GroupRef } from './grouping.ts'
import { variance } from './range-functions.ts'
import { descending, Kahan, nanLast, quantileOf } from './statistics.ts'
import { ExecutionError } from './syntax.ts'
import type { Aggregate, AggregateOp } from './syntax.ts'
import type { Frame, Sample } from './values.ts'

interface Group {
  readonly labels: LabelSet
  readonly members: readonly Sample[]
}

/** These need no more of a group than what is kept while its samples go by. */
type RunningOp = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'group'

class Running {
  count = 0
  least = NaN
  most = NaN
  private readonly sum = new Kahan()

  add(value: number): void {
    this.count += 1
    this.sum.add(value)
    if (value < this.least || Number.isNaN(this.least)) this.least = value
    if (value > this.most || Number.isNaN(this.most)) this.most = value
  }

  get total(): number {
    return this.sum.value
  }
}

const results = {
  sum: (running) => running.total,
  avg: (running) => running.total / running.count,
  min: (running) => running.least,
  max: (running) => running.most,
  count: (running) => running.count,
  group: () => 1,
} as const satisfies Record<RunningOp, (running: Running) => number>

interface Given {
  readonly samples: readonly Sample[]
  readonly frame: Frame
}

/** `param` is the number before the vector, or the label's name for count_values. */
export function aggregate(
  expr: Aggregate,
  param: number | string | null,
  given: Given,
): readonly Sample[] {
  const { op } = expr
  if (isRunning(op)) return runningResults(expr, results[op], given)
  const groups = groupsOf(expr, given)
  switch (op) {
    case 'topk':
      return picked(groups, Number(param), descending)
    case 'bottomk':
      return picked(groups, Number(param), nanLast)
    case 'count_values':
      return groups.flatMap((group) => countValues(group, String(param)))
    case 'quantile':
      return folded(groups, (values) => quantileOf(Number(param), values))
    case 'stdvar':
      return folded(groups, variance)
    case 'stddev':
      return folded(groups, (values) => Math.sqrt(variance(values)))
  }
}

function isRunning(op: AggregateOp): op is RunningOp {
  return op in results
}

function runningResults(
  expr: Aggregate,
  resultOf: (running: Running) => number,
  { samples, frame }: Given,
): readonly Sample[] {
  const grouping = groupingFor(expr, frame.engine.store)
  const runnings = new Map<GroupRef, Running>()
  for (const { labels, value } of samples) {
    const group = grouping.groupOf(labels)
    let running = runnings.get(group)
    if (running === undefined) runnings.set(group, (running = new Running()))
    running.add(value)
  }
  return Array.from(runnings, ([{ labels }, running]) => ({ labels, value: resultOf(running) }))
}

function groupsOf(expr: Aggregate, { samples, frame }: Given): readonly Group[] {
  const grouping = groupingFor(expr, frame.engine.store)
  const groups = Map.groupBy(samples, ({ labels }) => grouping.groupOf(labels))
  return Array.from(groups, ([{ labels }, members]) => ({ labels, members }))
}

function folded(
  groups: readonly Group[],
  fold: (values: readonly number[]) => number,
): readonly Sample[] {
  return groups.map(({ labels, members }) => ({
    labels,
    value: fold(members.map(({ value }) => value)),
  }))
}

function picked(
  groups: readonly Group[],
  count: number,
  byRank: (a: number, b: number) => number,
): readonly Sample[] {
  if (Number.isNaN(count)) throw new ExecutionError('Parameter value is NaN')
  const most = Math.max(0, Math.trunc(count))
  return groups.flatMap(({ members }) =>
    members.toSorted((a, b) => byRank(a.value, b.value)).slice(0, most),
  )
}

function countValues({ labels, members }: Group, label: string): readonly Sample[] {
  const counts = new Map<string, number>()
  for (const { value } of members) {
    const text = formatValue(value)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => ({ labels: labels.with(label, text), value: count }))
}
