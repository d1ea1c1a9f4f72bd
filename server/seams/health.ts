/** One tolerance: from which share on the matching responses make something degraded or failed. */
export interface Tolerance {
  readonly codes: RegExp // anchored; matches 503, a gRPC status, or - for no response
  readonly codesText: string // as it was written: 5xx
  readonly protocol: 'http' | 'grpc' | 'any'
  readonly direction: 'inbound' | 'outbound' | 'any'
  readonly degradedAtRatio: number // 0: anything above nothing
  readonly failureAtRatio: number
  readonly rule: string // where it comes from, for the reader
}

/** The first rule that matches namespace, kind and name decides. */
export interface HealthRule {
  readonly namespace: RegExp
  readonly kind: RegExp // app, service, workload
  readonly name: RegExp
  readonly tolerances: readonly Tolerance[]
}
