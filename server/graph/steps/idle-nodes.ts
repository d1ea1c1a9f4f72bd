import type { GraphType } from '#contract/graph-ask.ts'
import { appLabelsOf } from '../../seams/app-labels.ts'
import type { Inventory, WorkloadObject } from '../../seams/inventory.ts'
import type { BaseGraph } from '../base-graph.ts'
import type { LevelNode } from './name-nodes.ts'
import { appId, serviceId, versionedAppId, workloadId } from './node-ids.ts'

/**
 * What the inventory knows and the window did not see: services always (drawn in service graphs and
 * with service nodes), workloads or apps except in service graphs. `has` tells the nodes with traffic.
 */
export function idleNodesOf(
  base: BaseGraph,
  type: GraphType,
  has: (id: string) => boolean,
): readonly LevelNode[] {
  const byId = new Map<string, LevelNode & { workloads: Set<string> }>()
  const seen = seenWorkloads(base)
  for (const inventory of base.inventories) {
    for (const { namespace, name } of inventory.services) {
      const id = serviceId({ cluster: inventory.cluster, namespace }, name)
      if (!has(id)) byId.set(id, idleService(inventory, namespace, name))
    }
    if (type === 'service') continue
    for (const workload of inventory.workloads) {
      if (seen.has(`${inventory.cluster}/${workload.namespace}/${workload.name}`)) continue
      const node = idleWorkload(inventory, workload, type)
      if (has(node.id)) continue
      const known = byId.get(node.id)
      if (known === undefined) byId.set(node.id, node)
      else known.workloads.add(workload.name)
    }
  }
  return [...byId.values()]
}

function seenWorkloads({ ends }: BaseGraph): ReadonlySet<string> {
  return new Set(
    ends.map(
      ({ cluster, namespace, workload }) => `${cluster ?? ''}/${namespace ?? ''}/${workload ?? ''}`,
    ),
  )
}

const nothing = {
  workload: null,
  app: null,
  version: null,
  service: null,
  entry: null,
  isEgress: false,
  isIdle: true,
}

function idleService(
  { cluster }: Inventory,
  namespace: string,
  name: string,
): LevelNode & { workloads: Set<string> } {
  const id = serviceId({ cluster, namespace }, name)
  return {
    ...nothing,
    id,
    kind: 'service',
    name,
    cluster,
    namespace,
    service: name,
    workloads: new Set(),
    services: new Set(),
  }
}

function idleWorkload(
  { cluster }: Inventory,
  workload: WorkloadObject,
  type: GraphType,
): LevelNode & { workloads: Set<string> } {
  const { namespace, name } = workload
  const seat = { cluster, namespace }
  const { app, version } = appLabelsOf(workload.podLabels)
  const shared = { ...nothing, ...seat, workloads: new Set([name]), services: new Set<string>() }
  if (type === 'workload' || app === null) {
    return {
      ...shared,
      id: workloadId(seat, name),
      kind: 'workload',
      name,
      workload: name,
      app,
      version,
    }
  }
  if (type === 'app') return { ...shared, id: appId(seat, app), kind: 'app', name: app, app }
  const id = versionedAppId(seat, { app, version, workload: name })
  return { ...shared, id, kind: 'app', name: app, workload: name, app, version }
}
