import type { Health, HealthStatus } from '#contract/health.ts'
import { healthOf } from './worst.ts'

export interface ReplicaCounts {
  readonly workload: string
  readonly desired: number
  readonly current: number
  readonly available: number
  /** Proxies that have the newest configuration; null: no sidecar, or not known. */
  readonly syncedProxies: number | null
}

/** Pods of one workload held against what its owner asks for. */
export function checkReplicas(replicas: ReplicaCounts): Health {
  const status = statusOf(replicas)
  return healthOf(status, [
    {
      kind: 'replicas',
      status,
      workload: replicas.workload,
      desired: replicas.desired,
      current: replicas.current,
      available: replicas.available,
      syncedProxies: replicas.syncedProxies,
    },
  ])
}

/**
 * The order matters: a workload scaled to zero is no failure, and one that never got a pod is more
 * than degraded. More pods than asked for, all asked for available, is how a stuck roll-out looks
 * (and, for moments, one under way).
 */
function statusOf({ desired, current, available, syncedProxies }: ReplicaCounts): HealthStatus {
  if (desired === 0) return 'notReady'
  if (available === 0) return 'failure'
  if (current < desired || available < desired) return 'degraded'
  if (current !== desired && available === desired) return 'failure'
  if (syncedProxies !== null && syncedProxies < desired) return 'degraded'
  return current === desired && available === desired ? 'healthy' : 'degraded'
}
