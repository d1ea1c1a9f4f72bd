import type { Drop } from '#contract/graph.ts'
import type { ResponseClass } from '#contract/traffic.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { ConfigFacts, ExternalService } from '../seams/mesh.ts'
import type { SampleReporter, TrafficEnd, TrafficSample } from '../seams/traffic.ts'
import type { LayerPart } from './layer-parts.ts'
import type { Traffic } from './traffic.ts'

export interface ClusterFacts {
  readonly cluster: string
  readonly facts: ConfigFacts
}

/** The whole traffic at the finest grain, for all namespaces and all viewers. Immutable. */
export interface BaseGraph {
  readonly traffic: Traffic
  readonly inventories: readonly Inventory[]
  readonly facts: readonly ClusterFacts[]
  /** What a missing cluster label means: the only cluster there is. Null: several, or none known. */
  readonly homeCluster: string | null
  /** Where a row of this traffic belongs, or why it was dropped. */
  readonly place: (row: PlaceableRow) => Place | Drop['reason']
  readonly ends: readonly TrafficEnd[]
  readonly services: readonly BaseService[]
  readonly edges: readonly BaseEdge[]
  readonly responseTimes: readonly ResponseTimeRow[]
  readonly dropped: readonly Drop[]
  /** How many distinct response kinds there are: their indexes lie below it. */
  readonly responseKindCount: number
}

export interface Place {
  readonly source: number // into ends
  readonly service: number // into services; -1: not known
  readonly destination: number
}

export type PlaceableRow = Pick<TrafficSample, 'source' | 'service' | 'destination' | 'reporter'>

/** What callers asked for, resolved: a service of a cluster, a host outside, or a way out. */
export interface BaseService {
  readonly kind: 'service' | 'external' | 'egress'
  readonly cluster: string | null
  readonly namespace: string | null
  readonly name: string
  readonly entry: ExternalService | null
}

/** One way of answering, interned: equal ones are the same object. */
export interface ResponseKind {
  readonly index: number
  readonly code: string // as on the wire: HTTP code, gRPC status, `-` for no response
  readonly healthCode: string | null // as tolerances know it; null: not told
  readonly flags: string // `-` for none
  readonly responseClass: ResponseClass | null // null: not told
  readonly isInjected: boolean // made by a fault rule
}

export interface BaseResponse {
  readonly kind: ResponseKind
  readonly host: string
  readonly perSecond: number // requests; bytes both ways for tcp
}

export interface BaseMtls {
  readonly basis: 'destination' | 'waypoint' | 'principals' | 'ztunnel' | null
  readonly knownPerSecond: number // requests or bytes of which it is known
  readonly mutualPerSecond: number
  readonly sourcePrincipals: readonly string[]
  readonly destinationPrincipals: readonly string[]
}

export interface MessageSums {
  readonly reporter: SampleReporter
  readonly sentPerSecond: number | null // null: that layer is missing
  readonly receivedPerSecond: number | null
}

export type EdgeProtocol = 'http' | 'grpc' | 'tcp' | 'other'

/** One source, one requested service, one destination, one protocol; each call counted once. */
export interface BaseEdge {
  readonly index: number
  readonly source: number // into ends
  readonly service: number // into services; -1: not known
  readonly destination: number // into ends
  readonly protocol: EdgeProtocol
  readonly otherProtocols: readonly string[]
  readonly reporter: SampleReporter
  /** Bits of `modeBits`: the choices of ambient proxies under which it is drawn. */
  readonly modes: number
  readonly hasRates: boolean // false: it was seen, and that is all
  readonly perSecond: number // requests; bytes both ways for tcp
  readonly responses: readonly BaseResponse[]
  readonly sentBytesPerSecond: number | null
  readonly receivedBytesPerSecond: number | null
  readonly messages: MessageSums | null
  readonly requestBytesPerSecond: number | null
  readonly responseBytesPerSecond: number | null
  readonly mtls: BaseMtls
  readonly waypoint: number // end that the calls pass; -1: none
  /** The same calls by operation; null when operations are not known. */
  readonly operations: readonly BaseOperation[] | null
}

export interface BaseOperation {
  readonly name: string | null // null: the calls without one
  readonly edge: BaseEdge
}

export type AmbientMode = 'total' | 'waypoint' | 'ztunnel'

export const modeBits = { total: 1, waypoint: 2, ztunnel: 4 } as const satisfies Record<
  AmbientMode,
  number
>

/** One group of a response-time query, placed; the value is NaN when the store could not tell. */
export interface ResponseTimeRow extends Place {
  readonly part: LayerPart // which statistic at which grain
  readonly reporter: SampleReporter
  readonly valueMs: number
  readonly lowestBucketMs: number
}
