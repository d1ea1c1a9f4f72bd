import type { Graph } from '#contract/graph.ts'
import type { ValidationPlaces } from '#contract/places.ts'
import { thingAskSchema, type ThingAsk, type ThingAskInput } from '#contract/catalog.ts'
import { catalogOf, type Catalog } from '../../server/catalog/catalog.ts'
import { bookOf } from '../../server/catalog/findings.ts'
import type { CatalogSight } from '../../server/catalog/join.ts'
import type { NamespaceParts, RevisionBook } from '../../server/catalog/namespaces.ts'
import { figuresOf } from '../../server/graph/figures.ts'
import { defaultHealthRules } from '../../server/health/health.ts'
import type { Figures, NodeFigures } from '../../server/seams/figures.ts'
import type { Inventory } from '../../server/seams/inventory.ts'
import type { ConfigFacts } from '../../server/seams/mesh.ts'
import type { TrafficSample } from '../../server/seams/traffic.ts'
import { aBase, aPicture } from './graph.ts'
import { anInventory } from './inventory.ts'

export const aThingAsk = (input: ThingAskInput = {}): ThingAsk => thingAskSchema.parse(input)

const seesAll: CatalogSight = { seesAll: true, seesNamespace: () => true, sees: () => true }

/** Somebody who sees these namespaces and every kind of object in them. */
export const aSightOf = (...namespaces: string[]): CatalogSight => ({
  seesAll: false,
  seesNamespace: (namespace) => namespaces.includes(namespace),
  sees: ({ namespace }) => namespaces.includes(namespace),
})

/** Numbers by `kind namespace/name`; of all else none are known. */
export function someFigures(
  numbers: Readonly<Record<string, Partial<NodeFigures>>> = {},
  fields: Partial<Figures> = {},
): Figures {
  const nothing = { http: null, grpc: null, tcp: null }
  return {
    ...{ at: 1000, windowSeconds: 60, staleSinceAt: null, hasTraffic: true, warnings: [] },
    ofExternal: () => null,
    responseTimes: () => null,
    of: ({ kind, namespace, name }) => {
      const own = numbers[`${kind} ${namespace}/${name}`]
      if (own === undefined) return null
      const health = { status: 'none' as const, reasons: [] }
      return { inbound: nothing, outbound: nothing, health, ...own }
    },
    ...fields,
  }
}

/** `rps` requests a second of which a share fails, and the status that goes with it. */
export function someNumbers(
  rps: number,
  errorRatio: number | null = null,
  status: NodeFigures['health']['status'] = 'healthy',
): Partial<NodeFigures> {
  return {
    inbound: {
      http: { requestsPerSecond: rps, errorRatio, perSecondByClass: {} },
      grpc: null,
      tcp: null,
    },
    health: { status, reasons: [] },
  }
}

export const noPlaces: ValidationPlaces = {
  ...{ at: 0, objects: [], namespaces: [], services: [], workloads: [], hosts: [] },
  notCheckedRules: 0,
}

export interface SomeParts {
  readonly inventory?: Partial<Inventory>
  readonly facts?: ConfigFacts
  readonly figures?: Figures
  readonly places?: ValidationPlaces
  readonly sight?: CatalogSight
  readonly revisions?: RevisionBook
}

export function aCatalog(inventory: Partial<Inventory> = {}, facts?: ConfigFacts): Catalog {
  return catalogOf(anInventory(inventory), facts === undefined ? [] : [facts])
}

/** What lists are made of, in the cluster `east`. */
export function someParts(parts: SomeParts = {}): NamespaceParts {
  return {
    seen: [{ catalog: aCatalog(parts.inventory, parts.facts), sight: parts.sight ?? seesAll }],
    figures: parts.figures ?? someFigures(),
    findings: bookOf(parts.places ?? noPlaces),
    revisionsIn: () => parts.revisions ?? null,
  }
}

/** One state of the cluster `east` as lists tell it and as the picture of its workloads does. */
export function listedAndDrawn(
  samples: readonly TrafficSample[],
  inventory: Partial<Inventory>,
): { readonly parts: NamespaceParts; readonly picture: Graph } {
  const inventories = [anInventory(inventory)]
  const figures = figuresOf(aBase(samples, { inventories }), defaultHealthRules)
  return {
    parts: someParts({ inventory, figures }),
    picture: aPicture(samples, { idleNodes: 'true' }, { inventories }),
  }
}
