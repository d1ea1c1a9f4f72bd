import type { ProxyKind } from '../topology.ts'

/** A workload as its proxy introduces itself. */
export interface WorkloadIdentity {
  readonly namespace: string
  readonly name: string
  readonly app: string
  readonly version: string // '' for none
  readonly serviceAccount: string
  readonly proxy: ProxyKind
}

export interface PodIdentity {
  readonly workload: WorkloadIdentity
  readonly pod: string
  readonly node: string
  readonly ip: string
}

/** What the client asked for. `registry` hosts are Services or entries; the others only hosts. */
export interface RequestedService {
  readonly kind: 'registry' | 'passthrough' | 'blackhole'
  readonly host: string // full name: `reviews.bookinfo.svc.cluster.local`, `api.bank.example`
  readonly name: string // `reviews`; the host itself for entries
  readonly namespace: string // of the Service or the entry; '' when nobody knows
  readonly port: number
}

/**
 * Where the proxy that reports sits. `egress` is a client's seat in a gateway; `l4-…` are proxies
 * that see connections only.
 */
export type Seat = 'client' | 'server' | 'waypoint' | 'l4-client' | 'l4-server'

/** One request (or, for tcp and `l4-…` seats, one exchange on a connection) as one proxy saw it. */
export interface ProxyReport {
  readonly seat: Seat
  readonly reporter: PodIdentity
  readonly source: PodIdentity | null // null: no identity was shown
  readonly destination: PodIdentity | null // null: nobody was reached, or nobody known
  readonly service: RequestedService
  readonly protocol: 'http' | 'grpc' | 'tcp'
  readonly responseCode: number // 0: none
  readonly grpcStatus: number | null
  readonly flags: string // '-' for none
  readonly isMtls: boolean
  readonly durationMs: number
  readonly requestBytes: number // from the client's seat: what it sent
  readonly responseBytes: number
  readonly openedConnections: number
  readonly closedConnections: number
}

/** One side of one hop of a sampled request. */
export interface TracedReport {
  readonly report: ProxyReport
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly requestId: string
  readonly startUs: number
  readonly durationUs: number
  readonly method: string
  readonly path: string
  readonly subset: string // '' for none
}
