/**
 * What the parts of the lab agree on. The world says what exists and who calls whom; the object
 * store holds it as Kubernetes objects that anyone may change; the traffic obeys the objects; a
 * dialect turns each hop into the series that a mesh's proxies would report; the faces show all of
 * it in the wire formats of the real servers. The lab imports nothing from the console.
 */

/** A Kubernetes object as its API server would hold it. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: KubeMetadata
  readonly spec?: Readonly<Record<string, unknown>>
  readonly status?: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

export interface KubeMetadata {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly creationTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly Readonly<Record<string, unknown>>[]
  readonly [field: string]: unknown
}

/** What the traffic may read of the objects. `revision` grows with every change of any object. */
export interface ObjectReader {
  readonly revision: () => number
  /**
   * All objects of a kind (`VirtualService`), in one namespace or in all of them. `Gateway` means
   * those of every group that has such a kind, `Gateway.networking.istio.io` those of one.
   */
  readonly list: (kind: string, namespace?: string) => readonly KubeObject[]
}

/** Epoch milliseconds of the simulated now; it may run faster than the wall clock. */
export interface LabClock {
  readonly nowMs: () => number
}

/** One proxy's or application's span, ready for a trace store. Times in epoch microseconds. */
export interface LabSpan {
  readonly traceId: string // 32 hex
  readonly spanId: string // 16 hex
  readonly parentSpanId: string | null
  readonly serviceName: string // Istio's naming: app.namespace
  readonly operationName: string
  readonly kind: 'client' | 'server' | 'internal'
  readonly startUs: number
  readonly durationUs: number
  readonly isError: boolean
  readonly tags: Readonly<Record<string, string | number | boolean>>
}

/** Takes the spans of one finished trace. */
export interface TraceSink {
  readonly add: (spans: readonly LabSpan[]) => void
}

/**
 * The lab's own account of what it sent, by which tests judge the console. One entry per distinct
 * source workload, requested service, answering workload, protocol, code, flags; `requests` (or
 * bytes for tcp) were counted once, whoever reported them.
 */
export interface LedgerEntry {
  readonly sourceNamespace: string | null // null: outside the mesh, unknown
  readonly sourceWorkload: string | null
  readonly service: string // host as it was asked for
  readonly destinationNamespace: string | null
  readonly destinationWorkload: string | null // null: never reached a server
  readonly protocol: 'http' | 'grpc' | 'tcp'
  readonly responseCode: string // '0' for none; '' for tcp
  readonly grpcStatus: string // '' when not grpc
  readonly flags: string // '-' for none
  readonly isMtls: boolean | null // null: nobody could know
  readonly requests: number
  readonly sentBytes: number // from the client's seat
  readonly receivedBytes: number
}
