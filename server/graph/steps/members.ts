import type { MemberCounts } from '#contract/graph.ts'
import type { LevelNode } from '../level.ts'
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
  const names = createNames()
  let services = 0
  const byHealth: MemberCounts['byHealth'] = {}
  for (const index of members) {
    const node = view.level.nodes[index]
    if (node === undefined) continue
    const { status } = book.ofNode(index)
    byHealth[status] = (byHealth[status] ?? 0) + 1
    if (node.kind === 'service') services += 1
    if (node.kind !== 'workload' && node.kind !== 'app') continue
    const { workloads, apps } = names.in(view.groupOf[index] ?? -1, node)
    for (const workload of node.workloads) workloads.add(workload)
    if (node.app !== null) apps.add(node.app)
  }
  return { ...names.count(), services, edges, byHealth }
}

interface Names {
  readonly workloads: Set<string>
  readonly apps: Set<string>
}

/** Names are told apart by namespace; nodes of one follow one another, so that it is seldom looked up. */
function createNames(): {
  readonly in: (group: number, node: Pick<LevelNode, 'cluster'>) => Names
  readonly count: () => { readonly workloads: number; readonly apps: number }
} {
  const byGroup = new Map<number | string, Names>()
  let last: { readonly key: number | string; readonly names: Names } | null = null
  return {
    in: (group, { cluster }) => {
      const key = group === -1 ? (cluster ?? '') : group
      if (last?.key === key) return last.names
      const names = byGroup.get(key) ?? { workloads: new Set(), apps: new Set() }
      byGroup.set(key, names)
      last = { key, names }
      return names
    },
    count: () => {
      const all = [...byGroup.values()]
      return {
        workloads: all.reduce((sum, { workloads }) => sum + workloads.size, 0),
        apps: all.reduce((sum, { apps }) => sum + apps.size, 0),
      }
    },
  }
}
