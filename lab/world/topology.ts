/**
 * The world in words of its own: who exists, who calls whom, how fast and how well. It knows no mesh
 * vendor; `objects.ts` turns it into Kubernetes objects, the traffic walks it request by request.
 */

export type MeshMode = 'sidecar' | 'ambient' | 'none'
export type Protocol = 'http' | 'grpc' | 'tcp'

export interface WorldNamespace {
  readonly name: string
  readonly mesh: MeshMode
}

export interface WorldPort {
  readonly name: string // as in the Service: the prefix before '-' is the protocol
  readonly port: number
  readonly targetPort: number
  readonly protocol: Protocol
}

export interface WorldService {
  readonly namespace: string
  readonly name: string
  readonly app: string // selects workloads of its namespace by their `app`
  readonly version: string // and by their `version`; '' for all of them
  readonly ports: readonly WorldPort[]
  readonly isHeadless: boolean
}

/** What one request to a workload makes it ask of others. */
export interface WorldCall {
  readonly host: string // as the caller writes it: `reviews`, `hotels.travel-agency`, `api.bank.example`
  readonly port: number
  readonly protocol: Protocol
  readonly countPerRequest: number // 0.3: three of ten requests make this call once; 2: each makes it twice
  readonly step: number // calls of one step run at the same time, steps one after the other
  readonly method: string // '' for tcp; POST for grpc
  readonly path: string // '' for tcp; `/package.Service/Method` for grpc
  readonly sentBytes: number // tcp only: bytes of one exchange from the client's seat
  readonly receivedBytes: number
}

/** A log-normal distribution, described by two of its points. */
export interface Latency {
  readonly p50Ms: number
  readonly p95Ms: number
}

/** A share of the answers that the workload itself spoils. Ratios of one workload add up. */
export interface Spoilt {
  readonly ratio: number // 0..1
  readonly code: number // HTTP status; 200 for grpc
  readonly grpcStatus: number | null // null when not grpc
}

/** `none` sends and takes plain text. A gateway or waypoint is nothing but a proxy. */
export type ProxyKind = 'sidecar' | 'ztunnel' | 'gateway' | 'waypoint' | 'none'

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob' | 'VirtualMachine'

export interface WorldWorkload {
  readonly namespace: string
  readonly name: string
  readonly kind: WorkloadKind
  readonly app: string
  readonly version: string // '' for none
  readonly replicas: number
  readonly serviceAccount: string
  readonly proxy: ProxyKind
  readonly ports: readonly WorldPort[]
  readonly image: string
  readonly calls: readonly WorldCall[]
  readonly latency: Latency // its own work, without what it waits for
  readonly spoilt: readonly Spoilt[]
  readonly requestBytes: number
  readonly responseBytes: number
  readonly passesHeadersOn: boolean // false: its callees' spans start traces of their own
}

export interface WorldHeaders {
  readonly share: number // 0..1 of the root's requests; the rest carries none
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Where requests come from: a workload of the world that starts them, on its own or (a gateway) for
 * somebody outside. `call.countPerRequest` is 1.
 */
export interface WorldRoot {
  readonly namespace: string
  readonly workload: string
  readonly call: WorldCall
  readonly requestsPerSecond: number
  readonly headerShares: readonly WorldHeaders[]
}

/** A host outside the cluster that answers. Whether the mesh knows it is the objects' business. */
export interface WorldExternal {
  readonly host: string
  readonly address: string
  readonly ports: readonly WorldPort[]
  readonly latency: Latency
  readonly spoilt: readonly Spoilt[]
  readonly requestBytes: number
  readonly responseBytes: number
}

export interface Topology {
  readonly namespaces: readonly WorldNamespace[]
  readonly services: readonly WorldService[]
  readonly workloads: readonly WorldWorkload[]
  readonly roots: readonly WorldRoot[]
  readonly externals: readonly WorldExternal[]
}

export function mergeTopologies(parts: readonly Topology[]): Topology {
  return {
    namespaces: parts.flatMap((part) => part.namespaces),
    services: parts.flatMap((part) => part.services),
    workloads: parts.flatMap((part) => part.workloads),
    roots: parts.flatMap((part) => part.roots),
    externals: parts.flatMap((part) => part.externals),
  }
}

/**
 * `reviews` asked in bookinfo, `reviews.bookinfo`, `reviews.bookinfo.svc…` → that Service; null when
 * the host is none of the cluster's.
 */
export function findService(
  topology: Topology,
  host: string,
  fromNamespace: string,
): WorldService | null {
  const [name, namespace = fromNamespace, third] = host.split('.')
  if (third !== undefined && third !== 'svc') return null
  return topology.services.find((s) => s.name === name && s.namespace === namespace) ?? null
}

/** The workloads behind a Service, whatever routing would choose among them. */
export function workloadsOf(topology: Topology, service: WorldService): readonly WorldWorkload[] {
  return topology.workloads.filter(
    (w) =>
      w.namespace === service.namespace &&
      w.app === service.app &&
      (service.version === '' || w.version === service.version),
  )
}
