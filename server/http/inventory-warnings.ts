import type { Warning } from '#contract/warning.ts'
import type { ClusterSource } from '../seams/source.ts'

/** One warning for each kind of object that a cluster would not let us read. */
export function inventoryWarnings(cluster: ClusterSource): Warning[] {
  return cluster.inventory().unreadable.map(({ kind, reason, message, sinceAt }) => ({
    source: cluster.id,
    layer: 'config',
    code: reason === 'forbidden' ? 'forbidden' : 'unavailable',
    message: `${kind} objects are not known: ${message}`,
    sinceAt,
    dataAt: null,
  }))
}
