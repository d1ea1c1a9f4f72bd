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

/** A cluster that is not reached for now leaves what was known of it, which grows old. */
export function staleWarnings(
  clusters: readonly Pick<ClusterSource, 'id' | 'status'>[],
  { sees }: Viewer,
): Warning[] {
  return clusters.flatMap(({ id, status }): Warning[] => {
    const { state, message, sinceAt } = status()
    if (state !== 'notReached') return []
    const why = sees === 'all' && message !== null ? ` ${message}` : ''
    return [
      {
        ...{ source: id, layer: 'config', code: 'stale', sinceAt, dataAt: sinceAt },
        message: `The Kubernetes API is not reached; the configuration is shown as it was then.${why}`,
      },
    ]
  })
}
