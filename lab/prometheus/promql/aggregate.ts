import { Grouper } from '../label-set.ts'
import type { LabelSet } from '../label-set.ts'
import { variance } from './range-functions.ts'
import { descending, Kahan, nanLast, quantileOf } from './statistics.ts'
import type { Aggregate, AggregateOp } from './syntax.ts'
import { ExecutionError } from './syntax.ts'
import { formatValue } from './format-value.ts'
import type { Frame, Sample } from './values.ts'

interface Group {
  readonly labels: LabelSet
  readonly members: Sample[]
}

/** `topk` and its like pick series, `count_values` counts them by value; the others fold. */
type FoldOp = Exclude<AggregateOp, 'topk' | 'bottomk' | 'count_values' | 'quantile'>

const folds = {
  sum: (members) => sumOf(members),
  avg: (members) => sumOf(members) / members.length,
  min: (members) => members.reduce((least, { value }) => smallest(least, value), NaN),
  max: (members) => members.reduce((most, { value }) => largest(most, value), NaN),
  count: (members) => members.length,
  group: () => 1,
  stdvar: (members) => variance(members.map(({ value }) => value)),
  stddev: (members) => Math.sqrt(variance(members.map(({ value }) => value))),
} as const satisfies Record<FoldOp, (members: readonly Sample[]) => number>

/** `param` is the number before the vector, or the label's name for count_values. */
export function aggregate(
  expr: Aggregate,
  param: number | string | null,
  given: { readonly samples: readonly Sample[]; readonly frame: Frame },
): readonly Sample[] {
  const groups = groupsOf(expr, given.samples, given.frame)
  const { op } = expr
  if (op === 'topk' || op === 'bottomk') {
    const byRank = op === 'topk' ? descending : nanLast
    const count = countOf(Number(param))
    return groups.flatMap(({ members }) =>
      members.toSorted((a, b) => byRank(a.value, b.value)).slice(0, count),
    )
  }
  if (op === 'count_values') return groups.flatMap((group) => countValues(group, String(param)))
  return groups.map(({ labels, members }) => ({
    labels,
    value:
      op === 'quantile'
        ? quantileOf(
            Number(param),
            members.map(({ value }) => value),
          )
        : folds[op](members),
  }))
}

function countOf(param: number): number {
  if (Number.isNaN(param)) throw new ExecutionError('Parameter value is NaN')
  return Math.max(0, Math.trunc(param))
}

function groupsOf(expr: Aggregate, samples: readonly Sample[], frame: Frame): readonly Group[] {
  const known = frame.memory.get(expr)
  const memory = known instanceof Memory ? known : new Memory(expr)
  if (known === undefined) frame.memory.set(expr, memory)
  const groups = new Map<string, Group>()
  for (const sample of samples) {
    const key = memory.keyOf(sample.labels)
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, { labels: memory.groupOf(key, sample.labels), members: [sample] })
    } else {
      group.members.push(sample)
    }
  }
  return [...groups.values()]
}

/** Which group a label set belongs to: the same at every step of a query. */
class Memory {
  private readonly keys = new Map<LabelSet, string>()
  private readonly groups = new Map<string, LabelSet>()
  private readonly grouper: Grouper

  constructor(expr: Aggregate) {
    this.grouper = new Grouper(expr.labels, expr.isWithout)
  }

  keyOf(labels: LabelSet): string {
    let key = this.keys.get(labels)
    if (key === undefined) this.keys.set(labels, (key = this.grouper.keyOf(labels)))
    return key
  }

  groupOf(key: string, labels: LabelSet): LabelSet {
    let group = this.groups.get(key)
    if (group === undefined) this.groups.set(key, (group = this.grouper.groupOf(labels)))
    return group
  }
}

function countValues({ labels, members }: Group, label: string): readonly Sample[] {
  const counts = new Map<string, number>()
  for (const { value } of members) {
    const text = formatValue(value)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => ({ labels: labels.with(label, text), value: count }))
}

function sumOf(members: readonly Sample[]): number {
  const kahan = new Kahan()
  for (const { value } of members) kahan.add(value)
  return kahan.value
}

function smallest(least: number, value: number): number {
  return value < least || Number.isNaN(least) ? value : least
}

function largest(most: number, value: number): number {
  return value > most || Number.isNaN(most) ? value : most
}
