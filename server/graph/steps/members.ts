import type { MemberCounts } from '#contract/graph.ts'
import type { LevelView } from '../view.ts'
import type { HealthBook } from './check-health.ts'

/**
 * Counts what stands in a container, by the indexes of its nodes: workloads and apps by name,
 * services that are nodes, members by health. `edges` counts those among them.
 */
export function countMembers(
  members: readonly number[],
  edges: number,
  { view, book }: { readonly view: LevelView; readonly book: HealthBook },
): MemberCounts {
  const workloads = new Set<string>()
  const apps = new Set<string>()
  let services = 0
  const byHealth: MemberCounts['byHealth'] = {}
  for (const index of members) {
    const node = view.level.nodes[index]
    if (node === undefined) continue
    const { status } = book.ofNode(index)
    byHealth[status] = (byHealth[status] ?? 0) + 1
    if (node.kind === 'service') services += 1
    if (node.kind !== 'workload' && node.kind !== 'app') continue
    const seat = `${node.cluster ?? ''}/${node.namespace ?? ''}`
    for (const workload of node.workloads) workloads.add(`${seat}/${workload}`)
    if (node.app !== null) apps.add(`${seat}/${node.app}`)
  }
  return { workloads: workloads.size, apps: apps.size, services, edges, byHealth }
}
