import type { AmbientMode, BaseEdge } from './base-graph.ts'
import { modeBits } from './base-graph.ts'
import type { Level } from './level.ts'

/** A level under one choice of ambient proxies: its edges, by pair of nodes and by namespace. */
export interface LevelView {
  readonly level: Level
  readonly edges: readonly BaseEdge[]
  /** By index of the base edge: its pair of nodes. All edges of a pair are one edge when open. */
  readonly pairOf: Int32Array
  readonly pairs: readonly Pair[]
  /** By node: the edges that begin and end there. */
  readonly outOf: readonly (readonly BaseEdge[])[]
  readonly into: readonly (readonly BaseEdge[])[]
  /** By node: its namespace, as an index into `groups`; -1: it has none. */
  readonly groupOf: Int32Array
  readonly groups: readonly NamespaceGroup[] // sorted by key
}

export interface Pair {
  readonly source: number
  readonly target: number
  readonly edges: readonly BaseEdge[]
}

export interface NamespaceGroup {
  readonly key: string // cluster/namespace as people write it
  readonly cluster: string | null
  readonly namespace: string
}

const views = new WeakMap<Level, Map<AmbientMode, LevelView>>()

/** Built once per level and choice. */
export function viewOf(level: Level, mode: AmbientMode): LevelView {
  let byMode = views.get(level)
  if (byMode === undefined) views.set(level, (byMode = new Map<AmbientMode, LevelView>()))
  const known = byMode.get(mode)
  if (known !== undefined) return known
  const built = buildView(level, mode)
  byMode.set(mode, built)
  return built
}

function buildView(level: Level, mode: AmbientMode): LevelView {
  const bit = modeBits[mode]
  const edges = sortEdges(
    level,
    level.base.edges.filter(({ modes }) => (modes & bit) !== 0),
  )
  const outOf: BaseEdge[][] = level.nodes.map(() => [])
  const into: BaseEdge[][] = level.nodes.map(() => [])
  for (const edge of edges) {
    outOf[level.sourceOf[edge.index] ?? -1]?.push(edge)
    into[level.targetOf[edge.index] ?? -1]?.push(edge)
    // A service between the two answers for what it was asked.
    into[level.serviceOf[edge.index] ?? -1]?.push(edge)
  }
  return { level, edges, outOf, into, ...pairUp(level, edges), ...groupNodes(level) }
}

/** Sums and lists come out alike, whatever order the metric store answered in. */
function sortEdges({ base, sourceOf, targetOf }: Level, edges: BaseEdge[]): readonly BaseEdge[] {
  const nameOf = ({ protocol, service }: BaseEdge): string => {
    const { namespace, name } = base.services[service] ?? { namespace: null, name: '' }
    return `${protocol} ${namespace ?? ''} ${name}`
  }
  return edges.sort(
    (a, b) =>
      (sourceOf[a.index] ?? -1) - (sourceOf[b.index] ?? -1) ||
      (targetOf[a.index] ?? -1) - (targetOf[b.index] ?? -1) ||
      compareTexts(nameOf(a), nameOf(b)),
  )
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function pairUp(
  { base, nodes, sourceOf, targetOf }: Level,
  edges: readonly BaseEdge[],
): Pick<LevelView, 'pairOf' | 'pairs'> {
  const pairOf = new Int32Array(base.edges.length).fill(-1)
  const pairs: (Pair & { readonly edges: BaseEdge[] })[] = []
  const byKey = new Map<number, number>()
  for (const edge of edges) {
    const source = sourceOf[edge.index] ?? -1
    const target = targetOf[edge.index] ?? -1
    const key = source * nodes.length + target
    const known = byKey.get(key)
    const pair = known ?? pairs.length
    pairOf[edge.index] = pair
    if (known !== undefined) {
      pairs[known]?.edges.push(edge)
      continue
    }
    byKey.set(key, pair)
    pairs.push({ source, target, edges: [edge] })
  }
  return { pairOf, pairs }
}

function groupNodes({ nodes }: Level): Pick<LevelView, 'groupOf' | 'groups'> {
  const byKey = new Map<string, NamespaceGroup>()
  const keys = nodes.map(({ cluster, namespace }) => {
    if (namespace === null) return null
    const key = groupKey(cluster, namespace)
    if (!byKey.has(key)) byKey.set(key, { key, cluster, namespace })
    return key
  })
  const groups = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const indexByKey = new Map(groups.map(({ key }, index) => [key, index]))
  const groupOf = Int32Array.from(keys, (key) => (key === null ? -1 : (indexByKey.get(key) ?? -1)))
  return { groupOf, groups }
}

export const groupKey = (cluster: string | null, namespace: string): string =>
  `${cluster ?? 'unknown'}/${namespace}`
