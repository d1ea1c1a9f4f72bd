import type { QueryEvidence } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import type { Mesh, TelemetryAsk, TelemetryQuery } from '../seams/mesh.ts'
import type { TrafficSample } from '../seams/traffic.ts'

/** Which layers of telemetry are asked for, and the grain of the response time. */
export type TrafficLayers = Pick<
  TelemetryAsk,
  'edgeLevel' | 'responseTime' | 'throughput' | 'grpcMessages' | 'operations' | 'includeIdle'
>

/** What one query of one mesh brought. */
export interface TrafficAnswer {
  readonly mesh: Mesh
  readonly query: TelemetryQuery
  readonly samples: readonly TrafficSample[]
  readonly evidence: QueryEvidence
  readonly dataAt: number // epoch ms; older than the traffic's when it is shown from before
}

/** The telemetry of all meshes over one window that ends at one instant. Immutable. */
export interface Traffic {
  readonly atMs: number
  readonly isLive: boolean
  readonly windowSeconds: number
  readonly layers: TrafficLayers
  /** The namespaces that the queries were cut to; null: all. */
  readonly namespaces: readonly string[] | null
  readonly meshes: readonly Mesh[]
  readonly answers: readonly TrafficAnswer[]
  readonly evidence: readonly QueryEvidence[]
  readonly warnings: readonly Warning[]
  /** `mesh/query` → epoch ms of the first failure in a row. */
  readonly failingSince: ReadonlyMap<string, number>
  /** Null: the store would not say. */
  readonly scrapeIntervalSeconds: number | null
  /** Epoch ms of the oldest request or byte rates shown from before; null: all are fresh. */
  readonly staleSinceAt: number | null
  /** Series of the last answer for all namespaces; Infinity when it was too large. */
  readonly wideSeries: number
}
