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
  const { sourceOf, targetOf, serviceOf } = level
  const edges = sortEdges(level, modeBits[mode])
  const count = level.nodes.length
  return {
    level,
    edges,
    outOf: listByNode(edges, { count, columns: [sourceOf] }),
    // A service between the two answers for what it was asked.
    into: listByNode(edges, { count, columns: [targetOf, serviceOf] }),
    ...pairUp(level, edges),
    ...groupNodes(level),
  }
}

/**
 * The edges of a mode by source, target, and what was asked for: sums and lists come out alike,
 * whatever order the metric store answered in.
 */
function sortEdges({ base, nodes, sourceOf, targetOf }: Level, bit: number): readonly BaseEdge[] {
  const shown = base.edges.filter(({ modes }) => (modes & bit) !== 0)
  const order = Uint32Array.from(shown, ({ index }) => index)
  const sorted = countSort(countSort(order, targetOf, nodes.length), sourceOf, nodes.length)
  const edges = Array.from(sorted, (index) => base.edges[index]).filter(
    (edge) => edge !== undefined,
  )
  const nameOf = ({ protocol, service }: BaseEdge): string => {
    const { namespace, name } = base.services[service] ?? { namespace: null, name: '' }
    return `${protocol} ${namespace ?? ''} ${name}`
  }
  for (let start = 0; start < edges.length;) {
    const end = endOfPair({ sourceOf, targetOf }, edges, start)
    if (end - start > 1) {
      const ofPair = edges.slice(start, end).sort((a, b) => compareTexts(nameOf(a), nameOf(b)))
      ofPair.forEach((edge, offset) => (edges[start + offset] = edge))
    }
    start = end
  }
  return edges
}

/** Numbers from -1 up to below `count` leave their order where they are equal. */
function countSort(indexes: Uint32Array, keyOf: Int32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 2)
  for (const index of indexes) bump(starts, (keyOf[index] ?? -1) + 2)
  for (let key = 1; key < starts.length; key += 1) bump(starts, key, starts[key - 1])
  const sorted = new Uint32Array(indexes.length)
  for (const index of indexes) sorted[bump(starts, (keyOf[index] ?? -1) + 1)] = index
  return sorted
}

/** Adds to a number of a list, and tells what it was. */
function bump(numbers: Uint32Array, at: number, by = 1): number {
  const before = numbers[at] ?? 0
  numbers[at] = before + by
  return before
}

/** Where the edges end that begin and end where the one at `start` does. */
function endOfPair(
  { sourceOf, targetOf }: Pick<Level, 'sourceOf' | 'targetOf'>,
  edges: readonly BaseEdge[],
  start: number,
): number {
  const first = edges[start]?.index ?? -1
  let end = start + 1
  for (; end < edges.length; end += 1) {
    const next = edges[end]?.index ?? -1
    if (sourceOf[next] !== sourceOf[first] || targetOf[next] !== targetOf[first]) break
  }
  return end
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

const noEdges: readonly BaseEdge[] = []

/** By node the edges that the columns put there, in their order; no list is longer than it must be. */
function listByNode(
  edges: readonly BaseEdge[],
  { count, columns }: { readonly count: number; readonly columns: readonly Int32Array[] },
): readonly (readonly BaseEdge[])[] {
  const starts = new Uint32Array(count + 2)
  for (const column of columns)
    for (const { index } of edges) bump(starts, (column[index] ?? -1) + 2)
  for (let key = 1; key < starts.length; key += 1) bump(starts, key, starts[key - 1])
  const total = starts[count + 1] ?? 0
  const flat = new Array<BaseEdge>(total)
  for (const edge of edges)
    for (const column of columns) flat[bump(starts, (column[edge.index] ?? -1) + 1)] = edge
  // By now each start has become its end.
  return Array.from({ length: count }, (_, node) => {
    const start = starts[node] ?? 0
    const end = starts[node + 1] ?? 0
    return start === end ? noEdges : flat.slice(start, end)
  })
}

/** Edges of one pair follow one another. */
function pairUp(level: Level, edges: readonly BaseEdge[]): Pick<LevelView, 'pairOf' | 'pairs'> {
  const { base, sourceOf, targetOf } = level
  const pairOf = new Int32Array(base.edges.length).fill(-1)
  const pairs: Pair[] = []
  for (let start = 0; start < edges.length;) {
    const end = endOfPair(level, edges, start)
    const ofPair = edges.slice(start, end)
    const first = ofPair[0]?.index ?? -1
    for (const { index } of ofPair) pairOf[index] = pairs.length
    pairs.push({ source: sourceOf[first] ?? -1, target: targetOf[first] ?? -1, edges: ofPair })
    start = end
  }
  return { pairOf, pairs }
}

function groupNodes({ nodes }: Level): Pick<LevelView, 'groupOf' | 'groups'> {
  const byKey = new Map<string, NamespaceGroup>()
  let last: NamespaceGroup | null = null // nodes of one follow one another
  const keys = nodes.map(({ cluster, namespace }) => {
    if (namespace === null) return null
    if (last?.namespace === namespace && last.cluster === cluster) return last.key
    const key = groupKey(cluster, namespace)
    const group = byKey.get(key) ?? { key, cluster, namespace }
    byKey.set(key, group)
    last = group
    return key
  })
  const groups = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const indexByKey = new Map(groups.map(({ key }, index) => [key, index]))
  const groupOf = Int32Array.from(keys, (key) => (key === null ? -1 : (indexByKey.get(key) ?? -1)))
  return { groupOf, groups }
}

export const groupKey = (cluster: string | null, namespace: string): string =>
  `${cluster ?? 'unknown'}/${namespace}`
