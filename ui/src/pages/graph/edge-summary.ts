import type { GraphEdge } from '#contract/graph.ts'
import { bytesPerSecondOf, requestsPerSecondOf } from '../../canvas/labels.ts'
import { t } from '../../i18n/t.ts'
import { formatBytesRate } from '../../lib/bytes.ts'
import { formatRps } from '../../lib/rate.ts'

/** Its rates in one line, the same sums as the picture writes on it. */
export function edgeSummary(edge: GraphEdge): string {
  if (edge.silent !== undefined) return t('allowed, silent')
  if (edge.isIdle) return t('idle')
  const requests = requestsPerSecondOf(edge)
  const bytes = bytesPerSecondOf(edge)
  const parts = [
    requests === null ? null : formatRps(requests),
    bytes === null ? null : formatBytesRate(bytes),
  ].filter((part) => part !== null)
  return parts.length === 0 ? '–' : parts.join(' · ')
}

/** For sorting: requests count before bytes. */
export function edgeWeight(edge: GraphEdge): number {
  return (requestsPerSecondOf(edge) ?? 0) + (bytesPerSecondOf(edge) ?? 0) / 1e12
}
