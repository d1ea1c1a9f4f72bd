import type { Router } from 'express'
import { searchNames as searchEndpoint } from '#contract/search.ts'
import { askKindRights } from '../../auth/kind-rights.ts'
import type { Caller } from '../../auth/caller.ts'
import { nameOfNamespace, namesOf, placesOfNames, type Name } from '../../catalog/search/names.ts'
import { searchNames, type SeenNames } from '../../catalog/search/search.ts'
import { canSee } from '../../seams/identity.ts'
import type { ClusterSource } from '../../seams/source.ts'
import type { OpenContext } from '../context.ts'
import { inventoryWarnings, staleWarnings } from '../inventory-warnings.ts'
import { route } from '../route.ts'

export function mountSearch(router: Router): void {
  route(router, searchEndpoint, async ({ query, caller, context }) => {
    const { clusters } = context
    const inClusters = await Promise.all(clusters.map((cluster) => seenNames(cluster, caller)))
    return {
      ...searchNames([...inClusters, ...onlyInTraffic(context, caller)], query),
      warnings: [
        ...staleWarnings(clusters, caller.viewer),
        ...inventoryWarnings(clusters, caller.viewer),
      ],
    }
  })
}

/** Whoever reads as the console itself may see all that it reads. */
async function seenNames(cluster: ClusterSource, caller: Caller): Promise<SeenNames> {
  const { viewer, identity } = caller
  const lists = namesOf(cluster.inventory())
  const seesPlace = (namespace: string): boolean =>
    namespace === '' || canSee(viewer, cluster.cluster, namespace)
  if (identity.kind === 'anonymous')
    return { cluster: cluster.cluster, lists, sees: ({ namespace }) => seesPlace(namespace) }
  const mayList = await askKindRights(cluster, {
    identity,
    namespacesByKind: placesOfNames(cluster.inventory(), seesPlace),
  })
  return {
    ...{ cluster: cluster.cluster, lists },
    sees: ({ namespace, listedAs }) =>
      seesPlace(namespace) && (listedAs === null || mayList(listedAs, namespace)),
  }
}

/** Namespaces that only the telemetry knows: no cluster is configured, or it cannot list them. */
function onlyInTraffic({ hub, clusters }: OpenContext, { viewer }: Caller): readonly SeenNames[] {
  const listed = new Set(
    clusters
      .map((cluster) => cluster.inventory())
      .flatMap(({ cluster, namespaces }) => namespaces.map(({ name }) => `${cluster}/${name}`)),
  )
  return [...(hub.withTraffic() ?? [])]
    .filter((qualified) => !listed.has(qualified))
    .map((qualified): SeenNames => {
      const slash = qualified.indexOf('/')
      const cluster = qualified.slice(0, slash)
      const names: readonly Name[] = [nameOfNamespace(qualified.slice(slash + 1))]
      return { cluster, lists: [names], sees: ({ name }) => canSee(viewer, cluster, name) }
    })
}
