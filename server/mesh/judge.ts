import { healthStatuses, type HealthStatus } from '#contract/health.ts'
import type { PartReason } from '#contract/mesh.ts'
import type { BackEnd, ProxyVersion } from '#contract/status.ts'
import type { KindKey } from '../seams/kube-object.ts'
import type { MeshParts } from '../seams/mesh-parts.ts'

/**
 * Every threshold of the health of a mesh's parts.
 *
 * @see docs/decisions/0021-parts-of-a-mesh.md
 */
export const thresholds = {
  connectedRatio: 0.9,
  convergenceSeconds: 10,
  certificateDays: 30,
  certificateLifeRatio: 0.2,
} as const

export interface Judged {
  readonly status: HealthStatus
  readonly reasons: PartReason[]
}

const rankOf = (status: HealthStatus): number => healthStatuses.indexOf(status)

/** The worst of the reasons decides, and stands first. What is not known makes nothing worse. */
export function judge(reasons: readonly PartReason[]): Judged {
  const sorted = reasons.toSorted((one, other) => rankOf(one.status) - rankOf(other.status))
  return { status: sorted[0]?.status ?? 'none', reasons: sorted }
}

/** Some of those wanted are missing, or all; `mustRun`: wanting none at all is no choice. */
export function judgeReplicas(ready: number, total: number, mustRun: boolean): PartReason {
  const kind = 'replicas'
  if (total === 0) return { kind, ready, total, status: mustRun ? 'failure' : 'none' }
  const status = ready >= total ? 'healthy' : ready === 0 ? 'failure' : 'degraded'
  return { kind, ready, total, status }
}

const skewStatus = {
  none: 'healthy',
  patch: 'healthy',
  behind: 'healthy', // what every upgrade goes through
  tooOld: 'degraded',
  ahead: 'degraded',
} as const satisfies Record<NonNullable<ProxyVersion['skew']>, HealthStatus>

export function judgeSkew(proxy: ProxyVersion, controlPlane: string | null): PartReason {
  const { skew } = proxy
  const status = skew === null ? 'none' : skewStatus[skew]
  return { kind: 'skew', status, ...proxy, controlPlane }
}

export function judgeMissing(pods: number, namespaces: readonly string[]): PartReason[] {
  if (pods === 0) return []
  return [{ kind: 'outOfMesh', status: 'degraded', pods, namespaces: [...namespaces] }]
}

/** A few proxies come and go between two scrapes; many that are missing get no configuration. */
export function judgeConnected(connected: number, expected: number): PartReason {
  const isLow = connected < expected * thresholds.connectedRatio
  const status = !isLow ? 'healthy' : connected === 0 ? 'failure' : 'degraded'
  return { kind: 'connected', status, connected, expected }
}

export function judgeConvergence(p99Seconds: number): PartReason {
  const degradedAtSeconds = thresholds.convergenceSeconds
  const status = p99Seconds >= degradedAtSeconds ? 'degraded' : 'healthy'
  return { kind: 'convergence', status, p99Seconds, degradedAtSeconds }
}

export function judgeRejects(perSecond: number): PartReason {
  return { kind: 'rejects', status: perSecond > 0 ? 'degraded' : 'healthy', perSecond }
}

/**
 * Without its own kinds nothing can be configured, and the control plane waits for them. Those that
 * are installed apart are missed by nobody who does not write them.
 */
export function judgeKinds(
  { own, shared }: MeshParts['kinds'],
  served: ReadonlySet<KindKey> | null,
): PartReason[] {
  if (served === null) return []
  const lacking = (kinds: readonly KindKey[]): KindKey[] => kinds.filter((one) => !served.has(one))
  const there = [...own, ...shared].length - lacking([...own, ...shared]).length
  const [ofOwn, ofShared] = [lacking(own), lacking(shared)]
  const kind = 'kinds'
  const status = ofOwn.length === 0 ? 'healthy' : 'degraded'
  return [
    { kind, status, served: there, missing: ofOwn, isShared: false },
    ...(ofShared.length === 0
      ? []
      : [{ kind, status: 'none', served: there, missing: ofShared, isShared: true } as const]),
  ]
}

/** Without the cluster nothing is known; without a store a layer is missing. */
export function judgeBackEnd({ kind, state, message, sinceAt }: BackEnd): PartReason {
  const gone = kind === 'cluster' ? 'failure' : 'degraded'
  const statuses = {
    reached: 'healthy',
    notReached: gone,
    connecting: 'none',
    notConfigured: 'none',
  } as const satisfies Record<BackEnd['state'], HealthStatus>
  return { kind: 'reached', status: statuses[state], state, message, sinceAt }
}
