import type { BaseGraph } from './base-graph.ts'
import { groupKey } from './view.ts'

const lists = new WeakMap<BaseGraph, ReadonlySet<string>>()

/** `cluster/namespace` of those with traffic in the window, at either end or as what was asked for. */
export function namespacesWithTraffic(base: BaseGraph): ReadonlySet<string> {
  const known = lists.get(base)
  if (known !== undefined) return known
  const found = new Set<string>()
  const note = (seat: { cluster: string | null; namespace: string | null } | undefined): void => {
    if (seat?.namespace != null) found.add(groupKey(seat.cluster, seat.namespace))
  }
  for (const { source, service, destination, hasRates, perSecond } of base.edges) {
    if (hasRates && perSecond === 0) continue
    note(base.ends[source])
    note(base.ends[destination])
    note(base.services[service])
  }
  lists.set(base, found)
  return found
}
