import type { ThingKind } from '#contract/catalog.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { ConfigFacts } from '../seams/mesh.ts'
import { groupApps } from './apps.ts'
import type { Entry } from './entry.ts'
import { machineWorkloads, readMachines } from './machines.ts'
import { indexSelection, type Selection } from './selection.ts'
import { readExternals, readServices } from './services.ts'
import { readWorkloads } from './workloads.ts'

/** Everything of one cluster that has a page, as its objects tell it at one moment. */
export interface Catalog {
  readonly inventory: Inventory
  readonly facts: readonly ConfigFacts[]
  readonly selection: Selection
  readonly entries: (kind: ThingKind) => readonly Entry[]
  /** Null: there is none. */
  readonly find: (kind: ThingKind, namespace: string, name: string) => Entry | null
}

const known = new WeakMap<Inventory, Catalog>()

/** Made once per inventory and what its configuration says; kinds when they are asked for. */
export function catalogOf(inventory: Inventory, facts: readonly ConfigFacts[]): Catalog {
  const before = known.get(inventory)
  const isSame = before?.facts.every((one, index) => one === facts[index]) ?? false
  if (before !== undefined && isSame && before.facts.length === facts.length) return before
  const made = createCatalog(inventory, facts)
  known.set(inventory, made)
  return made
}

function createCatalog(inventory: Inventory, facts: readonly ConfigFacts[]): Catalog {
  const { services } = inventory
  const selection = indexSelection({
    workloads: [...inventory.workloads, ...machineWorkloads(facts)],
    services,
  })
  const parts = { inventory, facts, selection }
  const workloads = once(() => [...readWorkloads(parts), ...readMachines(parts)])
  const read = {
    workload: workloads,
    app: once(() => groupApps(workloads())),
    service: once(() => [...readServices(parts, workloads()), ...readExternals(parts)]),
  } as const satisfies Record<ThingKind, () => readonly Entry[]>
  const byName = {
    workload: once(() => nameEntries(read.workload())),
    app: once(() => nameEntries(read.app())),
    service: once(() => nameEntries(read.service())),
  } as const satisfies Record<ThingKind, () => ReadonlyMap<string, Entry>>
  return {
    ...parts,
    entries: (kind) => read[kind](),
    find: (kind, namespace, name) => byName[kind]().get(`${namespace}/${name}`) ?? null,
  }
}

/** Of a service and a service entry of one name, the service. */
function nameEntries(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(
    entries.toReversed().map((entry) => [`${entry.namespace}/${entry.name}`, entry] as const),
  )
}

export interface CatalogParts {
  readonly inventory: Inventory
  readonly facts: readonly ConfigFacts[]
  readonly selection: Selection
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}
