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

/** Every namespace that the viewer may see, with the health of what runs in it. */
export function listNamespaces(parts: JoinParts): Omit<NamespaceRows, 'warnings'> {
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
  readonly parts: JoinParts
}

function describeNamespace(
  { name, labels }: NamespaceObject,
  { catalog, own, parts }: DescribeParts,
): Omit<NamespaceRow, 'objects'> {
  const { facts, inventory } = catalog
  const { cluster } = inventory
  const bad = own.filter(({ status }) => ['failure', 'degraded', 'notReady'].includes(status))
  return {
    cluster,
    name,
    node: namespaceNodeId({ cluster, namespace: name }),
    status: healthStatuses.find((status) => own.some((one) => one.status === status)) ?? 'none',
    workloads: countHealth(own, 'workload'),
    services: countHealth(own, 'service'),
    apps: countHealth(own, 'app'),
    worst: healthStatuses
      .flatMap((status) => bad.filter((one) => one.status === status))
      .slice(0, worstShown)
      .map(({ entry, status }) => ({ kind: entry.kind, name: entry.name, status })),
    isControlPlane: facts.some((one) => one.controlPlaneNamespaces.has(name)),
    dataPlane: facts.map((one) => one.dataPlaneByNamespace.get(name)).find(Boolean) ?? null,
    ...revisionOf(labels, facts),
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

/**
 * A name that no control plane has may be a tag of one, and tags are not part of the inventory: then
 * it is not known here. Where neither is there, the rule about revisions is a finding of the namespace.
 */
function revisionOf(
  labels: Readonly<Record<string, string>>,
  facts: readonly ConfigFacts[],
): Pick<NamespaceRow, 'revision' | 'hasRevision'> {
  for (const { policies } of facts) {
    const revision = policies.revisionOf(labels)
    if (revision === null) continue
    return { revision, hasRevision: policies.revisions.has(revision) ? true : null }
  }
  return { revision: null, hasRevision: null }
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
