import type { Inventory, ServiceObject, WorkloadObject } from '../../seams/inventory.ts'
import type { ConfigFacts } from '../../seams/mesh.ts'
import type { BaseGraph, ClusterFacts } from '../base-graph.ts'

/** One cluster's objects by `namespace/name`. */
export interface InventoryIndex {
  readonly inventory: Inventory
  readonly workloads: ReadonlyMap<string, WorkloadObject>
  readonly services: ReadonlyMap<string, ServiceObject>
  readonly addressesByService: ReadonlyMap<string, number>
  readonly unreadable: ReadonlySet<string>
}

const indexes = new WeakMap<Inventory, InventoryIndex>()

/** Built once per inventory: they are immutable, and shared by polls between changes. */
export function indexInventory(inventory: Inventory): InventoryIndex {
  const known = indexes.get(inventory)
  if (known !== undefined) return known
  const addressesByService = new Map<string, number>()
  for (const { namespace, service, addresses } of inventory.endpoints) {
    const key = `${namespace}/${service}`
    addressesByService.set(key, (addressesByService.get(key) ?? 0) + addresses)
  }
  const index = {
    inventory,
    workloads: new Map(inventory.workloads.map((one) => [`${one.namespace}/${one.name}`, one])),
    services: new Map(inventory.services.map((one) => [`${one.namespace}/${one.name}`, one])),
    addressesByService,
    unreadable: new Set(inventory.unreadable.map(({ kind }) => kind)),
  }
  indexes.set(inventory, index)
  return index
}

/** What is known of each cluster beside its telemetry. */
export interface Surroundings {
  readonly inventoryOf: (cluster: string | null) => InventoryIndex | null
  readonly factsOf: (cluster: string | null) => readonly ConfigFacts[]
  readonly allFacts: readonly ConfigFacts[]
}

/** Finds a cluster's objects and configuration by its name; nothing for an unknown one. */
export function indexSurroundings(
  inventories: readonly Inventory[],
  facts: readonly ClusterFacts[],
): Surroundings {
  const byCluster = new Map(inventories.map((one) => [one.cluster, one]))
  const factsByCluster = Map.groupBy(facts, ({ cluster }) => cluster)
  const flat = new Map(
    [...factsByCluster].map(([cluster, list]) => [cluster, list.map((one) => one.facts)]),
  )
  return {
    inventoryOf: (cluster) => {
      const inventory = cluster === null ? undefined : byCluster.get(cluster)
      return inventory === undefined ? null : indexInventory(inventory)
    },
    factsOf: (cluster) => (cluster === null ? [] : (flat.get(cluster) ?? [])),
    allFacts: facts.map((one) => one.facts),
  }
}

const surroundings = new WeakMap<BaseGraph, Surroundings>()

/** The same, remembered for a base graph. */
export function surroundingsOf(base: BaseGraph): Surroundings {
  const known = surroundings.get(base)
  if (known !== undefined) return known
  const built = indexSurroundings(base.inventories, base.facts)
  surroundings.set(base, built)
  return built
}
