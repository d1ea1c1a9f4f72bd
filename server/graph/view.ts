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

/** What was made for an object and a choice of ambient proxies, for as long as the object is there. */
function rememberByMode<Value>(): (owner: object, mode: AmbientMode, make: () => Value) => Value {
  const made = new WeakMap<object, Map<AmbientMode, Value>>()
  return (owner, mode, make) => {
    let byMode = made.get(owner)
    if (byMode === undefined) made.set(owner, (byMode = new Map<AmbientMode, Value>()))
    const known = byMode.get(mode)
    if (known !== undefined) return known
    const value = make()
    byMode.set(mode, value)
    return value
  }
}

const views = rememberByMode<LevelView>()

/** Built once per level and choice. */
export function viewOf(level: Level, mode: AmbientMode): LevelView {
  return views(level, mode, () => buildView(level, mode))
}

function buildView(level: Level, mode: AmbientMode): LevelView {
  const { order, out, into, pairStarts, pairOf, groupOf, groups } = arrangements(
    level.nodes,
    mode,
    () => arrange(level, mode),
  )
  const edges = edgesAt(level, order)
  return {
    level,
    edges,
    outOf: listsOf(level, out),
    into: listsOf(level, into),
    pairOf,
    pairs: pairUp(level, edges, pairStarts),
    groupOf,
    groups,
  }
}

/** All of a view that comes of names and places alone; edges by index. */
interface Arrangement extends Pick<LevelView, 'pairOf' | 'groupOf' | 'groups'> {
  readonly order: Uint32Array
  readonly out: Listed
  readonly into: Listed
  readonly pairStarts: Uint32Array // into the order; the last is where it ends
}

/** Edges by node: those of node n from `starts[n]` up to before `starts[n + 1]`. */
interface Listed {
  readonly order: Uint32Array
  readonly starts: Uint32Array
}

/** Levels of one shape share their nodes, and so what is arranged by them. */
const arrangements = rememberByMode<Arrangement>()

function arrange(level: Level, mode: AmbientMode): Arrangement {
  const { sourceOf, targetOf, serviceOf } = level
  const order = sortEdges(level, modeBits[mode])
  const count = level.nodes.length
  return {
    order,
    out: listByNode(order, { count, columns: [sourceOf] }),
    // A service between the two answers for what it was asked.
    into: listByNode(order, { count, columns: [targetOf, serviceOf] }),
    ...findPairs(level, order),
    ...groupNodes(level),
  }
}

/**
 * The edges of a mode by source, target, and what was asked for: sums and lists come out alike,
 * whatever order the metric store answered in.
 */
function sortEdges({ base, nodes, sourceOf, targetOf }: Level, bit: number): Uint32Array {
  const shown = base.edges.filter(({ modes }) => (modes & bit) !== 0)
  const indexes = Uint32Array.from(shown, ({ index }) => index)
  const order = countSort(countSort(indexes, targetOf, nodes.length), sourceOf, nodes.length)
  const nameOf = (index: number): string => {
    const { protocol, service } = base.edges[index] ?? { protocol: '', service: -1 }
    const { namespace, name } = base.services[service] ?? { namespace: null, name: '' }
    return `${protocol} ${namespace ?? ''} ${name}`
  }
  for (let start = 0; start < order.length;) {
    const end = endOfPair({ sourceOf, targetOf }, order, start)
    if (end - start > 1)
      order.subarray(start, end).sort((a, b) => compareTexts(nameOf(a), nameOf(b)))
    start = end
  }
  return order
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
  order: Uint32Array,
  start: number,
): number {
  const first = order[start] ?? -1
  let end = start + 1
  for (; end < order.length; end += 1) {
    const next = order[end] ?? -1
    if (sourceOf[next] !== sourceOf[first] || targetOf[next] !== targetOf[first]) break
  }
  return end
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** By node the edges that the columns put there, in their order. */
function listByNode(
  edges: Uint32Array,
  { count, columns }: { readonly count: number; readonly columns: readonly Int32Array[] },
): Listed {
  const starts = new Uint32Array(count + 2)
  for (const column of columns) for (const index of edges) bump(starts, (column[index] ?? -1) + 2)
  for (let key = 1; key < starts.length; key += 1) bump(starts, key, starts[key - 1])
  const order = new Uint32Array(starts[count + 1] ?? 0)
  for (const index of edges)
    for (const column of columns) order[bump(starts, (column[index] ?? -1) + 1)] = index
  return { order, starts } // by now each start has become its end
}

/** Edges of one pair follow one another. */
function findPairs(level: Level, order: Uint32Array): Pick<Arrangement, 'pairOf' | 'pairStarts'> {
  const pairOf = new Int32Array(level.base.edges.length).fill(-1)
  const starts = [0]
  for (let start = 0; start < order.length;) {
    const end = endOfPair(level, order, start)
    for (const index of order.subarray(start, end)) pairOf[index] = starts.length - 1
    starts.push(end)
    start = end
  }
  return { pairOf, pairStarts: Uint32Array.from(starts) }
}

function edgesAt({ base }: Level, order: Uint32Array): readonly BaseEdge[] {
  const edges = new Array<BaseEdge>(order.length)
  for (let place = 0; place < order.length; place += 1) {
    const edge = base.edges[order[place] ?? -1]
    if (edge !== undefined) edges[place] = edge
  }
  return edges
}

const noEdges: readonly BaseEdge[] = []

/** No list is longer than it must be: there are many. */
function listsOf(level: Level, { order, starts }: Listed): readonly (readonly BaseEdge[])[] {
  const edges = edgesAt(level, order)
  return level.nodes.map((_, node) => {
    const start = starts[node] ?? 0
    const end = starts[node + 1] ?? 0
    return start === end ? noEdges : edges.slice(start, end)
  })
}

function pairUp(
  { sourceOf, targetOf }: Level,
  edges: readonly BaseEdge[],
  starts: Uint32Array,
): readonly Pair[] {
  return Array.from({ length: starts.length - 1 }, (_, pair): Pair => {
    const ofPair = edges.slice(starts[pair], starts[pair + 1])
    const first = ofPair[0]?.index ?? -1
    return { source: sourceOf[first] ?? -1, target: targetOf[first] ?? -1, edges: ofPair }
  })
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
