/**
 * Who may call whom by the word of the configuration. It is kept in groups that share their lists,
 * so that it grows with the objects and not with the pairs of workloads.
 */
export interface Permissions {
  readonly grants: readonly Grant[]
  /** Whether other objects keep the call from being made, or from being answered. */
  readonly isRefused: (call: PermittedCall) => boolean
}

/** Each of the callers may call each of the callees, because an object says so of them. */
export interface Grant {
  readonly callers: readonly string[] // workloads, namespace/name
  readonly callees: readonly Callee[]
  readonly because: Permit
}

/** A service with what stands behind it, or a workload with the services in front of it. */
export interface Callee {
  readonly isService: boolean // whether the configuration speaks of the service
  readonly services: readonly string[] // namespace/name
  readonly workloads: readonly string[]
}

/** The object that permits, and on which ground. */
export interface Permit {
  readonly group: string // of its kind
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly ground: PermitGround
}

export type PermitGround =
  | 'reach' // proxies of the caller are told how to get there
  | 'admission' // the callee lets the caller in
  | 'route' // requests that arrive at the caller are sent on to the callee

/** One workload that calls another, by a service if there is one. */
export interface PermittedCall {
  readonly caller: string // namespace/name
  readonly workload: string | null // null: nothing is known behind the service
  readonly services: readonly string[]
}
