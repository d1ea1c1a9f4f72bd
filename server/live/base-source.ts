import { LRUCache } from 'lru-cache'
import { buildBase, type BaseGraph, type ClusterFacts } from '../graph/base.ts'
import { gatherTraffic } from '../graph/gather.ts'
import type { LayerPart } from '../graph/layer-parts.ts'
import { joinTraffic, withoutIdle, type Traffic } from '../graph/traffic.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource, MetricsSource } from '../seams/source.ts'
import type { TrafficKey } from './traffic-key.ts'

export interface BaseSourceDeps {
  readonly metrics: MetricsSource
  readonly clusters: readonly ClusterSource[]
  readonly meshes: readonly Mesh[]
  readonly now: () => number
}

/** What one round of questions gave: the answers, and the base graph of all namespaces. */
export interface Round {
  readonly traffic: Traffic
  /** With what stood still, if anybody asked for that; without. Built once each, when looked at. */
  readonly baseOf: (withIdle: boolean) => BaseGraph
  readonly builtAt: number
}

export interface RoundAsk {
  readonly key: TrafficKey
  readonly parts: readonly LayerPart[]
  readonly atMs: number | null // null: now
  readonly previous: Traffic | null
  /** The round that these parts are added to, at its own instant; null: a new one. */
  readonly completes: Round | null
  readonly signal: AbortSignal
}

/** Asks the sources once and builds the base graph. */
export type MakeRound = (ask: RoundAsk) => Promise<Round>

export function createRounds(
  deps: BaseSourceDeps,
  build: BuildBase = createBuild(deps),
): MakeRound {
  return async ({ key, parts, atMs, previous, completes, signal }) => {
    const more = await gatherTraffic(
      { ...key, parts, atMs: completes?.traffic.atMs ?? atMs, signal },
      { metrics: deps.metrics, meshes: deps.meshes, now: deps.now, previous },
    )
    const isLive = atMs === null
    const traffic = completes === null ? { ...more, isLive } : joinTraffic(completes.traffic, more)
    return createRound(traffic, {
      build: build(),
      builtAt: completes?.builtAt ?? deps.now(),
    })
  }
}

/** The way from traffic to base graphs beside what the clusters are like at the time of asking. */
export type BuildBase = () => (traffic: Traffic) => BaseGraph

export function createBuild(deps: BaseSourceDeps, readFacts = rememberFacts(deps)): BuildBase {
  return () => {
    const inventories = deps.clusters.map((cluster) => cluster.inventory())
    const facts = readFacts()
    return (traffic) => buildBase(traffic, inventories, facts)
  }
}

/** A round of traffic that is there. `build` is called at most twice, when a graph is looked at. */
export function createRound(
  traffic: Traffic,
  { build, builtAt }: { build: (traffic: Traffic) => BaseGraph; builtAt: number },
): Round {
  const bases = new Map<boolean, BaseGraph>()
  return {
    traffic,
    builtAt,
    baseOf: (withIdle) => {
      const isWhole = withIdle || !traffic.parts.includes('idleRates')
      let base = bases.get(isWhole)
      if (base === undefined) {
        base = build(isWhole ? traffic : withoutIdle(traffic))
        bases.set(isWhole, base)
      }
      return base
    },
  }
}

export type ReadFacts = () => readonly ClusterFacts[]

/** Configuration is read again only when the cluster's inventory has changed. */
export function rememberFacts({ clusters, meshes }: BaseSourceDeps): ReadFacts {
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
