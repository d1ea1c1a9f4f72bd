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

/** All that is told of a series but its value: what comes again with each answer. */
export type SeriesFacts = Omit<TrafficSample, 'value'>

/** A series with its value of one instant; facts may be shared by many samples, and are not copied. */
export function sampleOf(facts: SeriesFacts, value: number): TrafficSample {
  return new SharingSample(facts, value)
}

/** What a sample shares with those of the same series at other instants. */
export function factsOf(sample: TrafficSample): SeriesFacts {
  return sample instanceof SharingSample ? sample.facts : sample
}

/** A tenth of a million are held for a large mesh: each is two words, whatever is told of it. */
class SharingSample implements TrafficSample {
  readonly facts: SeriesFacts
  readonly value: number

  constructor(facts: SeriesFacts, value: number) {
    this.facts = facts
    this.value = value
  }

  get measure(): TrafficSample['measure'] {
    return this.facts.measure
  }

  get reporter(): TrafficSample['reporter'] {
    return this.facts.reporter
  }

  get source(): TrafficSample['source'] {
    return this.facts.source
  }

  get service(): TrafficSample['service'] {
    return this.facts.service
  }

  get destination(): TrafficSample['destination'] {
    return this.facts.destination
  }

  get protocol(): TrafficSample['protocol'] {
    return this.facts.protocol
  }

  get code(): TrafficSample['code'] {
    return this.facts.code
  }

  get grpcStatus(): TrafficSample['grpcStatus'] {
    return this.facts.grpcStatus
  }

  get flags(): TrafficSample['flags'] {
    return this.facts.flags
  }

  get security(): TrafficSample['security'] {
    return this.facts.security
  }

  get sourcePrincipal(): TrafficSample['sourcePrincipal'] {
    return this.facts.sourcePrincipal
  }

  get destinationPrincipal(): TrafficSample['destinationPrincipal'] {
    return this.facts.destinationPrincipal
  }

  get isNodeProxy(): TrafficSample['isNodeProxy'] {
    return this.facts.isNodeProxy
  }

  get operation(): TrafficSample['operation'] {
    return this.facts.operation
  }
}
