import type { MemberCounts } from '#contract/graph.ts'
import type { Health } from '#contract/health.ts'
import type { LevelNode } from '../level.ts'

/**
 * Counts what stands in a container: workloads and apps by name, services that are nodes, members
 * by health. `edges` counts those among them.
 */
export function countMembers(
  members: readonly { readonly node: LevelNode; readonly health: Health }[],
  edges: number,
): MemberCounts {
  const workloads = new Set<string>()
  const apps = new Set<string>()
  let services = 0
  const byHealth: MemberCounts['byHealth'] = {}
  for (const { node, health } of members) {
    byHealth[health.status] = (byHealth[health.status] ?? 0) + 1
    if (node.kind === 'service') services += 1
    if (node.kind !== 'workload' && node.kind !== 'app') continue
    const seat = `${node.cluster ?? ''}/${node.namespace ?? ''}`
    for (const workload of node.workloads) workloads.add(`${seat}/${workload}`)
    if (node.app !== null) apps.add(`${seat}/${node.app}`)
  }
  return { workloads: workloads.size, apps: apps.size, services, edges, byHealth }
}
