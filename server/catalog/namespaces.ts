import {
  thingKinds,
  type HealthCounts,
  type NamespaceRow,
  type NamespaceRows,
} from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { namespaceNodeId } from '#contract/node-id.ts'
import type { NamespaceObject } from '../seams/inventory.ts'
import type { ConfigFacts } from '../seams/mesh.ts'
import type { Catalog } from './catalog.ts'
import { joinTable, type Joined, type JoinParts, type SeenCatalog } from './join.ts'

const worstShown = 10

type ToldRevision = Pick<NamespaceRow, 'servedBy' | 'hasRevision' | 'revisionUnknown'>

/** The revisions of the control planes of a cluster, as far as the viewer may know them. */
export interface RevisionBook {
  /** What comes of the name in a label; null: the default one. */
  readonly tell: (asked: string | null) => ToldRevision
  readonly names: readonly string[]
}

export interface NamespaceParts extends JoinParts {
  /** Null: no mesh is known there. */
  readonly revisionsIn: (cluster: string) => RevisionBook | null
}

/** Every namespace that the viewer may see, with the health of what runs in it. */
export function listNamespaces(parts: NamespaceParts): Omit<NamespaceRows, 'warnings'> {
  const members = thingKinds.flatMap((kind) => joinTable(parts, kind))
  const byNamespace = Map.groupBy(members, ({ entry }) => `${entry.cluster}/${entry.namespace}`)
  const { at, windowSeconds, staleSinceAt } = parts.figures
  const rows = parts.seen.flatMap((seen) =>
    seen.catalog.inventory.namespaces
      .filter(({ name }) => seen.sight.seesNamespace(name))
      .map((namespace) => {
        const own = byNamespace.get(`${seen.catalog.inventory.cluster}/${namespace.name}`) ?? []
        return writeNamespaceRow(namespace, { seen, own, parts })
      }),
  )
  return { at, windowSeconds, staleSinceAt, rows }
}

/** One of them, by the numbers of the list. */
export function writeNamespaceRow(
  namespace: NamespaceObject,
  { seen, own, parts }: Omit<DescribeParts, 'catalog'> & { readonly seen: SeenCatalog },
): NamespaceRow {
  const { catalog, sight } = seen
  // What they may not list, they may not count either.
  const objects = sight.seesAll ? (countObjects(catalog).get(namespace.name) ?? 0) : null
  return { ...describeNamespace(namespace, { catalog, own, parts }), objects }
}

interface DescribeParts {
  readonly catalog: Catalog
  readonly own: readonly Joined[]
  readonly parts: NamespaceParts
}

function describeNamespace(
  { name, labels }: NamespaceObject,
  { catalog, own, parts }: DescribeParts,
): Omit<NamespaceRow, 'objects'> {
  const { facts, inventory } = catalog
  const { cluster } = inventory
  const telling = own.filter(({ status }) => status !== 'healthy' && status !== 'none')
  const dataPlane = facts.map((one) => one.dataPlaneByNamespace.get(name)).find(Boolean) ?? null
  return {
    cluster,
    name,
    node: namespaceNodeId({ cluster, namespace: name }),
    status: healthStatuses.find((status) => own.some((one) => one.status === status)) ?? 'none',
    workloads: countHealth(own, 'workload'),
    services: countHealth(own, 'service'),
    apps: countHealth(own, 'app'),
    worst: healthStatuses
      .flatMap((status) => telling.filter((one) => one.status === status))
      .slice(0, worstShown)
      .map(({ entry, status }) => ({ kind: entry.kind, name: entry.name, status })),
    isControlPlane: facts.some((one) => one.controlPlaneNamespaces.has(name)),
    dataPlane,
    ...revisionOf({ labels, dataPlane, facts, book: parts.revisionsIn(cluster) }),
    ...mtlsOf(name, facts),
    findings: { ...parts.findings.ofNamespace(cluster, name) },
    labels: { ...labels },
  }
}

function countHealth(own: readonly Joined[], kind: Joined['entry']['kind']): HealthCounts {
  const counts: HealthCounts = {}
  for (const { entry, status } of own)
    if (entry.kind === kind) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

interface RevisionAsk extends Pick<NamespaceRow, 'labels' | 'dataPlane'> {
  readonly facts: readonly ConfigFacts[]
  readonly book: RevisionBook | null
}

const notAsked: ToldRevision = { servedBy: null, hasRevision: null, revisionUnknown: null }

/** Whoever joins the mesh without naming a revision asks for the default one. */
function revisionOf({
  labels,
  dataPlane,
  facts,
  book,
}: RevisionAsk): Pick<NamespaceRow, 'revision'> & ToldRevision {
  const named = facts.map(({ policies }) => policies.revisionOf(labels))
  const revision = named.find((one) => one !== null) ?? null
  const isAsking = revision !== null || dataPlane === 'sidecar' || dataPlane === 'ambient'
  return { revision, ...(isAsking && book !== null ? book.tell(revision) : notAsked) }
}

function mtlsOf(
  namespace: string,
  facts: readonly ConfigFacts[],
): Pick<NamespaceRow, 'mtls' | 'mtlsFrom'> {
  for (const { policies } of facts) {
    const found = policies.mtlsOfNamespace(namespace)
    if (found === null) continue
    return { mtls: found.mode, mtlsFrom: found.reach === 'workload' ? 'namespace' : found.reach }
  }
  return { mtls: null, mtlsFrom: null }
}

const counted = new WeakMap<Catalog, ReadonlyMap<string, number>>()

/** Custom resources by namespace. */
function countObjects(catalog: Catalog): ReadonlyMap<string, number> {
  const known = counted.get(catalog)
  if (known !== undefined) return known
  const counts = new Map<string, number>()
  for (const objects of catalog.inventory.config.values())
    for (const { metadata } of objects) {
      const namespace = metadata.namespace ?? ''
      counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
    }
  counted.set(catalog, counts)
  return counts
}
