import type { Warning } from '#contract/warning.ts'
import type { Viewer } from '../seams/identity.ts'
import type { ClusterSource } from '../seams/source.ts'

/**
 * One warning for each kind of object that a cluster would not let us read. Why not names the API
 * server, so only those who see all namespaces are told.
 */
export function inventoryWarnings(
  clusters: readonly Pick<ClusterSource, 'id' | 'inventory'>[],
  { sees }: Viewer,
): Warning[] {
  return clusters.flatMap(({ id, inventory }) =>
    inventory().unreadable.map(({ kind, reason, message, sinceAt }): Warning => {
      const why = sees === 'all' ? `: ${message}` : '. Those who see all namespaces are told why.'
      return {
        source: id,
        layer: 'config',
        code: reason === 'forbidden' ? 'forbidden' : 'unavailable',
        message: `${kind} objects are not known${why}`,
        sinceAt,
        dataAt: null,
      }
    }),
  )
}

/** One warning for each kind whose objects are not kept up to date: they are as they were then. */
export function behindWarnings(
  clusters: readonly Pick<ClusterSource, 'id' | 'inventory'>[],
  { sees }: Viewer,
): Warning[] {
  return clusters.flatMap(({ id, inventory }) =>
    (inventory().behind ?? []).map(({ kind, message, sinceAt }): Warning => {
      const why = sees === 'all' ? ` ${message}` : ' Those who see all namespaces are told why.'
      return {
        ...{ source: id, layer: 'config', code: 'stale', sinceAt, dataAt: sinceAt },
        message: `${kind} objects are shown as they were then.${why}`,
      }
    }),
  )
}

/** A cluster that is not reached for now leaves what was known of it, which grows old. */
export function staleWarnings(
  clusters: readonly Pick<ClusterSource, 'id' | 'status' | 'inventory'>[],
  viewer: Viewer,
): Warning[] {
  const { sees } = viewer
  return clusters.flatMap((cluster): Warning[] => {
    const { id, status } = cluster
    const { state, message, sinceAt } = status()
    // Of a cluster that is away everything is old, and that is said once.
    if (state !== 'notReached') return behindWarnings([cluster], viewer)
    const why = sees === 'all' && message !== null ? ` ${message}` : ''
    return [
      {
        ...{ source: id, layer: 'config', code: 'stale', sinceAt, dataAt: sinceAt },
        message: `The Kubernetes API is not reached; the configuration is shown as it was then.${why}`,
      },
    ]
  })
}
