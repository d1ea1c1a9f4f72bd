import type { GraphAsk } from '#contract/graph-ask.ts'
import type { TelemetryAsk } from '../seams/mesh.ts'

/** The part of an ask that needs telemetry of its own; all else is a projection. */
export type TrafficLayers = Pick<
  TelemetryAsk,
  'edgeLevel' | 'responseTime' | 'throughput' | 'grpcMessages' | 'operations' | 'includeIdle'
>

export interface TrafficKey {
  readonly windowSeconds: number
  readonly layers: TrafficLayers
  /** Only for meshes over the series budget: the namespaces that the queries are narrowed to. */
  readonly namespaces: readonly string[] | null
}

/** Quantiles are grouped at the level of the drawn edges; without them the level does not matter. */
function edgeLevelOf({ type, responseTime }: GraphAsk): TrafficLayers['edgeLevel'] {
  if (responseTime === undefined) return 'workload'
  if (type === 'service') return 'service'
  return type === 'app' ? 'app' : 'workload'
}

export function trafficKeyOf(ask: GraphAsk): TrafficKey {
  return {
    windowSeconds: ask.window,
    layers: {
      edgeLevel: edgeLevelOf(ask),
      responseTime: ask.responseTime ?? null,
      throughput: ask.throughput ?? null,
      grpcMessages: ask.grpc !== 'requests',
      operations: ask.operations,
      includeIdle: ask.idleEdges,
    },
    namespaces: null,
  }
}

/** Equal keys share one poller. */
export const writeTrafficKey = (key: TrafficKey): string => JSON.stringify(key)
