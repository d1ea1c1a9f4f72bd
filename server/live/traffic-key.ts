import type { GraphAsk } from '#contract/graph-ask.ts'

/** The part of an ask that needs rounds of questions of its own; layers are added to one round. */
export interface TrafficKey {
  readonly windowSeconds: number
  /** Only for meshes over the series budget: the namespaces that the queries are narrowed to. */
  readonly namespaces: readonly string[] | null
}

/** `isTooWide`: the mesh has more series than the budget, so queries carry the namespaces asked for. */
export function trafficKeyOf(ask: GraphAsk, isTooWide: boolean): TrafficKey {
  return {
    windowSeconds: ask.window,
    namespaces: isTooWide && ask.namespaces.length > 0 ? namesOf(ask.namespaces) : null,
  }
}

/** Namespaces may be written cluster/name; the telemetry knows the name. */
function namesOf(namespaces: readonly string[]): readonly string[] {
  return [...new Set(namespaces.map((text) => text.slice(text.lastIndexOf('/') + 1)))].sort()
}

/** Equal keys share one poller. */
export const writeTrafficKey = (key: TrafficKey): string => JSON.stringify(key)
