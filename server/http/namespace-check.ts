import type { GraphAsk } from '#contract/graph-ask.ts'
import { AppError } from '../errors.ts'
import { canSee, type Viewer } from '../seams/identity.ts'
import type { ClusterSource } from '../seams/source.ts'

const namesShown = 20

/**
 * Throws AppError notFound for a namespace that does not exist, or not for this viewer: the two are
 * answered alike. What cannot be listed cannot be checked and passes where the viewer may see it.
 */
export function requireNamespace(
  clusters: readonly ClusterSource[],
  namespace: string,
  viewer: Viewer,
): void {
  if (clusters.length === 0 && viewer.sees === 'all') return
  const isThere = clusters.some((cluster) => {
    const inventory = cluster.inventory()
    if (!canSee(viewer, inventory.cluster, namespace)) return false
    const isUnread = inventory.unreadable.some(({ kind }) => kind === 'Namespace')
    return isUnread || inventory.namespaces.some(({ name }) => name === namespace)
  })
  if (isThere) return
  throw new AppError('notFound', `There is no namespace ${namespace} that you may see.`)
}

/**
 * Checks names against the clusters; throws AppError badRequest for a namespace that does not
 * exist, or not for this viewer. What cannot be listed cannot be checked and passes: then the graph
 * says itself that nothing is there. A namespace that the viewer may not see is answered exactly
 * like one that does not exist, so that the answer tells nothing.
 */
export function checkNamespaces(
  clusters: readonly ClusterSource[],
  { namespaces }: GraphAsk,
  viewer: Viewer,
): void {
  const inventories = clusters.map((cluster) => cluster.inventory())
  const isComplete = inventories.every(
    ({ unreadable }) => !unreadable.some(({ kind }) => kind === 'Namespace'),
  )
  if (namespaces.length === 0 || clusters.length === 0 || !isComplete) return
  const known = inventories.flatMap((inventory) =>
    inventory.namespaces
      .filter(({ name }) => canSee(viewer, inventory.cluster, name))
      .map(({ name }) => ({ name, qualified: `${inventory.cluster}/${name}` })),
  )
  const names = new Set(known.flatMap(({ name, qualified }) => [name, qualified]))
  const stranger = namespaces.find((name) => !names.has(name))
  if (stranger === undefined) return
  throw new AppError('badRequest', `There is no namespace ${stranger} that you may see.`, {
    field: 'namespaces',
    allowed: known.map(({ name }) => name).slice(0, namesShown),
  })
}
