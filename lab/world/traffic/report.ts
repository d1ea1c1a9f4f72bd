import type { ProxyKind } from '../topology.ts'
import type { RequestId } from './request-id.ts'

/** A workload as its proxy introduces itself. */
export interface WorkloadIdentity {
  readonly key: string // namespace/name
  readonly namespace: string
  readonly name: string
  readonly app: string
  readonly version: string // '' for none
  readonly serviceAccount: string
}

/** The same pod is the same object for as long as it lives. */
export interface PodIdentity {
  readonly workload: WorkloadIdentity
  readonly pod: string
  readonly ip: string
  readonly proxy: ProxyKind
}

/** What the client asked for. `registry` hosts are Services or entries; the others only hosts. */
export interface RequestedService {
  readonly kind: 'registry' | 'passthrough' | 'blackhole' | 'unrouted'
  readonly host: string // full name: `reviews.bookinfo.svc.cluster.local`, `api.bank.example`
  readonly name: string // `reviews`; the host itself for entries
  readonly namespace: string // of the Service or the entry; '' when nobody knows
  readonly port: number
}

/** Where the proxy that reports sits. The `l4-…` ones see connections only. */
export type Seat = 'client' | 'server' | 'waypoint' | 'l4-client' | 'l4-server'

/** One request (for tcp and `l4-…` seats: one exchange on a connection) as one proxy saw it. */
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
  readonly openedConnections: number // each is closed again at once
  readonly operation: string // what the reporter counts the request as; '' when it does not classify
}

/** The same of a sampled request, with its place in a trace. */
export interface TracedReport {
  readonly report: ProxyReport
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly requestId: RequestId
  readonly startMs: number // with fractions
  readonly method: string
  readonly path: string
  readonly subset: string // '' for none
}
