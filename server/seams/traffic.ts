/** One end of a call as a proxy named it. Null: absent, empty or `unknown`. */
export interface TrafficEnd {
  readonly cluster: string | null
  readonly namespace: string | null
  readonly workload: string | null
  readonly app: string | null // canonical name, else the app label
  readonly version: string | null // canonical revision, else the version label
}

/** What the caller asked for. */
export interface RequestedService {
  readonly cluster: string | null
  readonly namespace: string | null
  readonly name: string | null
  readonly host: string | null
  /** Left the registry: passed through, or thrown away. */
  readonly egress: 'passthrough' | 'blackhole' | null
}

/** `source`: the client's proxy counted; `destination`: the server's; `waypoint`: one between. */
export type SampleReporter = 'source' | 'destination' | 'waypoint'

/** What the value counts, per second unless said. Bytes of tcp are from the client's seat. */
export type Measure =
  | 'requests'
  | 'tcpSentBytes'
  | 'tcpReceivedBytes'
  | 'messagesSent'
  | 'messagesReceived'
  | 'requestBytes'
  | 'responseBytes'
  | 'responseTimeMs' // not per second

/** One series of telemetry in neutral words. */
export interface TrafficSample {
  readonly measure: Measure
  readonly reporter: SampleReporter
  readonly source: TrafficEnd
  readonly service: RequestedService
  readonly destination: TrafficEnd
  readonly protocol: string // http, grpc, tcp; other words keep the edge without rates
  readonly code: string | null // HTTP code, '0' for no response; null for tcp
  readonly grpcStatus: string | null
  readonly flags: string | null // null for none
  readonly security: 'mutualTls' | 'none' | null // null: this reporter cannot know
  readonly sourcePrincipal: string | null
  readonly destinationPrincipal: string | null
  /** Counted by a node's layer-4 proxy, which sees bytes only (ztunnel in Istio's ambient mode). */
  readonly isNodeProxy: boolean
  readonly operation: string | null
  readonly value: number // NaN: the store could not tell
}
