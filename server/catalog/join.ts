import type { ThingFinding, ThingKind } from '#contract/catalog.ts'
import type { HealthStatus } from '#contract/health.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { Figures, NodeFigures } from '../seams/figures.ts'
import type { Catalog } from './catalog.ts'
import type { Entry } from './entry.ts'
import type { FindingCountsOf, FindingsBook } from './findings.ts'
import { groupOfWorkloadKind } from './workload-kinds.ts'

/** An entry beside the numbers of one window: what lists filter, sort and count. */
export interface Joined {
  readonly entry: Entry
  /** Null: the window knows nothing of it. */
  readonly figures: NodeFigures | null
  readonly status: HealthStatus
  readonly perSecond: number // requests that arrive, of both protocols
  readonly errorRatio: number // -1: it answered nothing
  readonly findings: FindingCountsOf
  readonly worstFinding: ThingFinding
  readonly actingKinds: readonly string[]
}

/** What one viewer may read of a cluster. */
export interface CatalogSight {
  readonly seesAll: boolean
  readonly seesNamespace: (namespace: string) => boolean
  readonly sees: (object: ObjectId) => boolean
}

export interface SeenCatalog {
  readonly catalog: Catalog
  readonly sight: CatalogSight
}

export interface JoinParts {
  readonly seen: readonly SeenCatalog[]
  readonly figures: Figures
  readonly findings: FindingsBook
}

type Numbers = Pick<JoinParts, 'figures' | 'findings'>
type Table = readonly Joined[]
type ByFindings = WeakMap<FindingsBook, Map<ThingKind, Table>>

const tables = new WeakMap<Catalog, WeakMap<Figures, ByFindings>>()

/**
 * All that a viewer may see of one kind. For those who see everything it is made once per state of
 * the cluster and window, and shared.
 */
export function joinTable(parts: JoinParts, kind: ThingKind): Table {
  const all = parts.seen.map(({ catalog, sight }) =>
    sight.seesAll
      ? sharedTable(catalog, parts, kind)
      : seenEntries(catalog, sight, kind).map((entry) => join(entry, parts)),
  )
  const [only] = all
  return all.length === 1 && only !== undefined ? only : all.flat()
}

function sharedTable(catalog: Catalog, parts: Numbers, kind: ThingKind): Table {
  let byFigures = tables.get(catalog)
  if (byFigures === undefined) tables.set(catalog, (byFigures = new WeakMap<Figures, ByFindings>()))
  let byFindings = byFigures.get(parts.figures)
  if (byFindings === undefined)
    byFigures.set(parts.figures, (byFindings = new WeakMap<FindingsBook, Map<ThingKind, Table>>()))
  let byKind = byFindings.get(parts.findings)
  if (byKind === undefined) byFindings.set(parts.findings, (byKind = new Map<ThingKind, Table>()))
  let table = byKind.get(kind)
  if (table === undefined)
    byKind.set(kind, (table = catalog.entries(kind).map((entry) => join(entry, parts))))
  return table
}

/** As far as the viewer may see them; what acts and may not be read by them is not told. */
export function seenEntries(
  catalog: Catalog,
  sight: CatalogSight,
  kind: ThingKind,
): readonly Entry[] {
  return catalog.entries(kind).flatMap((entry) => seenEntry(entry, sight) ?? [])
}

/** Null: not for this viewer. */
export function seenEntry(entry: Entry, sight: CatalogSight): Entry | null {
  if (sight.seesAll) return entry
  const { namespace, object, acting, source } = entry
  if (!sight.seesNamespace(namespace)) return null
  if (object !== null && !sight.sees(object)) return null
  if (object === null) {
    const [first] = source.workloads
    if (first !== undefined && !sight.sees(workloadId(first, source.machines))) return null
  }
  return { ...entry, acting: acting.filter((one) => sight.sees(one.object)) }
}

function workloadId(
  { kind, namespace, name }: Entry['source']['workloads'][number],
  machines: Entry['source']['machines'],
): ObjectId {
  const group = machines.find(({ object }) => object.kind === kind && object.name === name)
  return group?.object ?? { group: groupOfWorkloadKind(kind), kind, namespace, name }
}

export function join(entry: Entry, { figures, findings }: Numbers): Joined {
  const own = figuresOf(entry, figures)
  const counts = findings.of(entry)
  return {
    entry,
    figures: own,
    status: own?.health.status ?? 'none',
    ...ratesOf(own),
    findings: counts,
    worstFinding: worstOf(counts),
    actingKinds: [...new Set(entry.acting.map(({ object }) => object.kind))],
  }
}

function figuresOf(entry: Entry, figures: Figures): NodeFigures | null {
  const { external } = entry.source
  if (external !== null) return figures.ofExternal(entry.cluster, external.hosts[0] ?? '')
  return figures.of(entry)
}

function ratesOf(figures: NodeFigures | null): Pick<Joined, 'perSecond' | 'errorRatio'> {
  let perSecond = 0
  let errors = 0
  let told = 0
  for (const rates of [figures?.inbound.http, figures?.inbound.grpc]) {
    if (rates === null || rates === undefined) continue
    perSecond += rates.requestsPerSecond
    if (rates.errorRatio === null) continue
    told += rates.requestsPerSecond
    errors += rates.errorRatio * rates.requestsPerSecond
  }
  return { perSecond, errorRatio: told > 0 ? errors / told : -1 }
}

function worstOf({ error, warning, info }: FindingCountsOf): ThingFinding {
  if (error > 0) return 'error'
  if (warning > 0) return 'warning'
  return info > 0 ? 'info' : 'none'
}
