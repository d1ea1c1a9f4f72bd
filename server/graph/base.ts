import type { ConfigFacts } from '../seams/mesh.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { Traffic } from './traffic.ts'

export interface ClusterFacts {
  readonly cluster: string
  readonly facts: ConfigFacts
}

/** The whole traffic at the finest grain, for all namespaces and all viewers. Immutable. */
export interface BaseGraph {
  readonly traffic: Traffic
  readonly inventories: readonly Inventory[]
  readonly facts: readonly ClusterFacts[]
}

/** One base graph per window and instant; every graph type and view is a projection of it. */
export function buildBase(
  traffic: Traffic,
  inventories: readonly Inventory[],
  facts: readonly ClusterFacts[],
): BaseGraph {
  return { traffic, inventories, facts }
}
