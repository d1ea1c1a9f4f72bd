import type { GraphEdge } from '#contract/graph.ts'
import { formatBytesRate } from '../../lib/bytes.ts'
import { formatRps } from '../../lib/rate.ts'

/** Its rates in one line. */
export function edgeSummary({ http, grpc, tcp, isIdle }: GraphEdge): string {
  if (isIdle) return 'idle'
  const bytes = tcp?.sentBytesPerSecond ?? tcp?.receivedBytesPerSecond ?? null
  const parts = [
    http === null ? null : formatRps(http.requestsPerSecond),
    grpc === null ? null : `${formatRps(grpc.requestsPerSecond)} gRPC`,
    bytes === null ? null : formatBytesRate(bytes),
  ].filter((part) => part !== null)
  return parts.length === 0 ? '–' : parts.join(' · ')
}

/** For sorting: requests count before bytes. */
export function edgeWeight({ http, grpc, tcp }: GraphEdge): number {
  const requests = (http?.requestsPerSecond ?? 0) + (grpc?.requestsPerSecond ?? 0)
  const bytes = (tcp?.sentBytesPerSecond ?? 0) + (tcp?.receivedBytesPerSecond ?? 0)
  return requests + bytes / 1e12
}
