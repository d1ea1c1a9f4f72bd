import { thingKinds } from '#contract/catalog.ts'
import type { Graph } from '#contract/graph.ts'
import type { NamespaceDetails } from '#contract/namespace-details.ts'
import type { ObjectId } from '#contract/validations.ts'
import { joinTable, type SeenCatalog } from './join.ts'
import { writeNamespaceRow, type NamespaceParts } from './namespaces.ts'
import { findProblems } from './problems.ts'

/** One namespace as far as the viewer may see it; null: there is none, or not for this viewer. */
export function describeNamespace(
  parts: NamespaceParts,
  graph: Graph,
  name: string,
): Omit<NamespaceDetails, 'warnings'> | null {
  for (const seen of parts.seen) {
    const { inventory } = seen.catalog
    const namespace = inventory.namespaces.find((one) => one.name === name)
    if (namespace === undefined || !seen.sight.seesNamespace(name)) continue
    const { cluster } = inventory
    const own = thingKinds
      .flatMap((kind) => joinTable(parts, kind))
      .filter(({ entry }) => entry.namespace === name && entry.cluster === cluster)
    const { at, windowSeconds, staleSinceAt, hasTraffic } = parts.figures
    return {
      ...{ at, windowSeconds, staleSinceAt, hasTraffic },
      row: writeNamespaceRow(namespace, { seen, own, parts }),
      createdAt: namespace.createdAt ?? null,
      mtlsPolicy: policyOf(seen, name),
      revisions: revisionsOf(seen, parts),
      problems: findProblems(graph)
        .filter((problem) => problem.namespace === name)
        .map((problem) => (hasTraffic ? problem : { ...problem, inbound: null })),
    }
  }
  return null
}

function policyOf({ catalog, sight }: SeenCatalog, namespace: string): ObjectId | null {
  for (const { policies } of catalog.facts) {
    const found = policies.mtlsOfNamespace(namespace)
    if (found !== null) return found.from !== null && sight.sees(found.from) ? found.from : null
  }
  return null
}

function revisionsOf(
  { catalog: { inventory } }: SeenCatalog,
  { revisionsIn }: NamespaceParts,
): string[] | null {
  if (inventory.unreadable.some(({ kind }) => kind === 'Deployment')) return null
  const names = revisionsIn(inventory.cluster)?.names ?? null
  return names === null ? null : [...names]
}
