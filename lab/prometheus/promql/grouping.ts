import { Grouper } from '../label-set.ts'
import type { LabelSet } from '../label-set.ts'
import type { SampleStore } from '../sample-store.ts'
import type { Aggregate } from './syntax.ts'

/** Stands for one group of an aggregation: the same object for as long as the grouping is remembered. */
export interface GroupRef {
  readonly labels: LabelSet
}

/** Which group a label set belongs to. Consoles ask the same sums again and again. */
export class Grouping {
  private readonly refs = new WeakMap<LabelSet, GroupRef>()
  private readonly refsByKey = new Map<string, GroupRef>()
  private readonly grouper: Grouper

  constructor(labels: readonly string[], isWithout: boolean) {
    this.grouper = new Grouper(labels, isWithout)
  }

  groupOf(labels: LabelSet): GroupRef {
    let ref = this.refs.get(labels)
    if (ref !== undefined) return ref
    const key = this.grouper.keyOf(labels)
    ref = this.refsByKey.get(key)
    if (ref === undefined) {
      this.refsByKey.set(key, (ref = { labels: this.grouper.groupOf(labels) }))
    }
    this.refs.set(labels, ref)
    return ref
  }
}

const mostGroupings = 8

const groupingsByStore = new WeakMap<SampleStore, Map<string, Grouping>>()

/** The grouping of an expression over a store; the few that were used last are kept. */
export function groupingFor(expr: Aggregate, store: SampleStore): Grouping {
  let groupings = groupingsByStore.get(store)
  if (groupings === undefined) {
    groupings = new Map<string, Grouping>()
    groupingsByStore.set(store, groupings)
  }
  const signature = `${expr.isWithout ? 'without' : 'by'} ${[...expr.labels].sort().join(',')}`
  const known = groupings.get(signature) ?? new Grouping(expr.labels, expr.isWithout)
  groupings.delete(signature)
  groupings.set(signature, known)
  const [oldest] = groupings.keys()
  if (groupings.size > mostGroupings && oldest !== undefined) groupings.delete(oldest)
  return known
}
