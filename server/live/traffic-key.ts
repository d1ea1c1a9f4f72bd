import type { GraphAsk } from '#contract/graph-ask.ts'
import type { TrafficLayers } from '../graph/traffic.ts'

/** The part of an ask that needs telemetry of its own; all else is a projection. */
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

/** `isTooWide`: the mesh has more series than the budget, so queries carry the namespaces asked for. */
export function trafficKeyOf(ask: GraphAsk, isTooWide: boolean): TrafficKey {
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
    namespaces: isTooWide && ask.namespaces.length > 0 ? [...ask.namespaces].sort() : null,
  }
}

/** Equal keys share one poller. */
export const writeTrafficKey = (key: TrafficKey): string => JSON.stringify(key)
