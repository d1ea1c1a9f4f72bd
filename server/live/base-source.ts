import { LRUCache } from 'lru-cache'
import { buildBase, type BaseGraph, type ClusterFacts } from '../graph/base.ts'
import { gatherTraffic } from '../graph/gather.ts'
import type { Traffic } from '../graph/traffic.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource, MetricsSource } from '../seams/source.ts'
import type { TrafficKey } from './traffic-key.ts'

export interface BaseSourceDeps {
  readonly metrics: MetricsSource
  readonly clusters: readonly ClusterSource[]
  readonly meshes: readonly Mesh[]
  readonly now: () => number
  readonly seriesBudget: number
}

/** What one round of questions gave: the base graph of all namespaces, and the answers behind it. */
export interface Round {
  readonly base: BaseGraph
  readonly traffic: Traffic
  readonly builtAt: number
}

export interface RoundAsk {
  readonly key: TrafficKey
  readonly atMs: number | null // null: now
  readonly previous: Traffic | null
  readonly signal: AbortSignal
}

/** Asks the sources once and builds the base graph. */
export type MakeRound = (ask: RoundAsk) => Promise<Round>

export function createRounds(deps: BaseSourceDeps): MakeRound {
  const readFacts = rememberFacts(deps)
  return async ({ key, atMs, previous, signal }) => {
    const traffic = await gatherTraffic(
      { ...key, atMs, signal },
      {
        metrics: deps.metrics,
        meshes: deps.meshes,
        now: deps.now,
        seriesBudget: deps.seriesBudget,
        previous,
      },
    )
    const inventories = deps.clusters.map((cluster) => cluster.inventory())
    const base = buildBase(traffic, inventories, readFacts())
    return { base, traffic, builtAt: deps.now() }
  }
}

/** Configuration is read again only when the cluster's inventory has changed. */
function rememberFacts({ clusters, meshes }: BaseSourceDeps): () => readonly ClusterFacts[] {
  const known = new LRUCache<string, { revision: number; facts: readonly ClusterFacts[] }>({
    max: 100,
  })
  return () =>
    clusters.flatMap((cluster) => {
      const inventory = cluster.inventory()
      const before = known.get(cluster.id)
      if (before?.revision === inventory.revision) return before.facts
      const facts = meshes
        .filter((mesh) => mesh.detect(inventory) !== null || clusters.length === 1)
        .map((mesh) => ({ cluster: cluster.cluster, facts: mesh.readConfig(inventory) }))
      known.set(cluster.id, { revision: inventory.revision, facts })
      return facts
    })
}
