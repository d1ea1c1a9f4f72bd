import type { MetricsSource } from '../seams/source.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { Traffic, TrafficLayers } from './traffic.ts'

export interface GatherAsk {
  readonly windowSeconds: number
  readonly atMs: number | null // null: live
  readonly layers: TrafficLayers
  readonly namespaces: readonly string[] | null
  readonly signal?: AbortSignal
}

export interface GatherDeps {
  readonly metrics: MetricsSource
  readonly meshes: readonly Mesh[]
  readonly now: () => number
  readonly seriesBudget: number
  readonly previous?: Traffic | null
}

/** The telemetry of every mesh at one instant. */
export async function gatherTraffic(ask: GatherAsk, deps: GatherDeps): Promise<Traffic> {
  await deps.metrics.facts(ask.signal)
  throw new Error('not there yet')
}
