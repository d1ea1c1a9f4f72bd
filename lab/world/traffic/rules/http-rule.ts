import type { Pod } from '../pods.ts'

/** A request as routing looks at it. */
export interface Ask {
  readonly host: string // as the client wrote it
  readonly port: number
  readonly protocol: 'http' | 'grpc' | 'tcp'
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Who asks: null when the proxy cannot tell (a waypoint sees a caller without labels). */
export interface Asker {
  readonly pod: Pod
  readonly gateways: readonly string[] // `namespace/name` of the Gateways served here; ['mesh'] in a sidecar
}

export interface RouteTarget {
  readonly host: string // full
  readonly subset: string // '' for none
  readonly port: number | null // null: the one asked for
  readonly weight: number
}

export interface Fault {
  readonly delayMs: number
  readonly delayRatio: number
  readonly abortCode: number // 0: none
  readonly abortGrpcStatus: number | null
  readonly abortRatio: number
}

export interface RetryPolicy {
  readonly attempts: number // beyond the first
  readonly perTryTimeoutMs: number // Infinity: none
  readonly on: readonly string[]
}

export interface Mirror {
  readonly target: RouteTarget
  readonly ratio: number
}

/** One rule of whatever kind of routing object. */
export interface HttpRule {
  readonly matches: (ask: Ask, asker: Asker) => boolean
  readonly targets: readonly RouteTarget[]
  readonly directCode: number // 0: none; else answered by the proxy itself
  readonly timeoutMs: number // Infinity: none
  readonly retries: RetryPolicy
  readonly fault: Fault | null
  readonly mirrors: readonly Mirror[]
}

/** What the mesh does when nobody says anything. */
export const defaultRetries: RetryPolicy = {
  attempts: 2,
  perTryTimeoutMs: Infinity,
  on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'],
}
