import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphEdge, GraphHead, GraphNode, MemberCounts } from '#contract/graph.ts'
import type { Health } from '#contract/health.ts'
import { worstOfMany } from '../health/health.ts'
import type { BaseEdge } from './base-graph.ts'
import type { ProjectContext } from './project.ts'
import { addEdge, emptySums, writeTraffic, type TrafficSums } from './sums.ts'
import { healthBookOf, type HealthBook } from './steps/check-health.ts'
import { bundleEdges, type Bundle } from './steps/bundle-edges.ts'
import { emptyContainer, sumContainers, type ContainerSums } from './steps/containers.ts'
import { focusScope } from './steps/focus.ts'
import { countMembers } from './steps/members.ts'
import { buildScope, type Scope } from './steps/scope.ts'
import type { LevelView } from './view.ts'

/** A bundle's edge when both its ends are drawn as one node each. */
export interface ClosedEdge {
  readonly edge: GraphEdge
  readonly sums: TrafficSums
}

/** A closed namespace as it was drawn last, and the sums of the edges that were drawn at it. */
export interface ClosedNode {
  readonly node: GraphNode
  readonly inbound: TrafficSums
  readonly outbound: TrafficSums
}

/**
 * All of a picture that does not depend on what is open: the part of the view that was asked for,
 * its namespaces with their members and sums, the totals. Whatever namespaces a viewer opens and
 * closes, this stays, and so do the edges between closed ones.
 */
export interface Stage {
  readonly scope: Scope
  readonly hasFocus: boolean // false: the focus that was asked for is not there
  readonly book: HealthBook
  /** Nodes with everything open, without those hidden from the viewer; by index. */
  readonly touched: readonly number[]
  readonly restrictedCount: number
  readonly groups: readonly number[] // of the touched nodes
  readonly membersOf: (group: number) => readonly number[] // -1: those without a namespace
  readonly sumsOf: (group: number) => ContainerSums
  readonly countsOf: (group: number) => MemberCounts
  readonly healthOf: (group: number) => Health
  readonly clusters: ReadonlySet<string>
  readonly bundles: readonly Bundle[]
  readonly totals: GraphHead['totals']
  /** Edges between closed namespaces, once they are written; by bundle. */
  readonly closedEdges: (options: string) => Map<Bundle, ClosedEdge>
  /** Closed namespaces, once they are written; by group. */
  readonly closedNodes: Map<number, ClosedNode>
  /** Indexes of the scope's edges. */
  readonly edgesInScope: () => ReadonlySet<number>
}

const stages = new WeakMap<LevelView, WeakMap<HealthBook, Map<string, Stage>>>()

/** The stage of an ask. That of the whole mesh is remembered: it is everybody's, and the largest. */
export function stageOf(view: LevelView, ask: GraphAsk, context: ProjectContext): Stage {
  const book = healthBookOf(view, context.healthRules)
  const { namespaces, clusters, focus } = ask
  const isWhole = namespaces.length === 0 && clusters.length === 0 && focus === undefined
  if (!isWhole || context.viewer.sees !== 'all') return buildStage(view, ask, { context, book })
  let byBook = stages.get(view)
  if (byBook === undefined) {
    byBook = new WeakMap<HealthBook, Map<string, Stage>>()
    stages.set(view, byBook)
  }
  let byFlags = byBook.get(book)
  if (byFlags === undefined) byBook.set(book, (byFlags = new Map<string, Stage>()))
  const flags = [ask.idleEdges, ask.idleNodes, ask.serviceNodes, ask.waypoints].join()
  const known = byFlags.get(flags)
  if (known !== undefined) return known
  const built = buildStage(view, ask, { context, book })
  byFlags.set(flags, built)
  return built
}

function buildStage(
  view: LevelView,
  ask: GraphAsk,
  { context, book }: { context: ProjectContext; book: HealthBook },
): Stage {
  const whole = buildScope(view, ask, context.viewer)
  const focused = focusScope(whole, ask)
  const scope = focused ?? { ...whole, edges: [], extraNodes: [] }
  const { touched, restrictedCount } = touchNodes(scope, ask)
  const byGroup = Map.groupBy(touched, (node) => view.groupOf[node] ?? -1)
  const sums = sumContainers(scope, {
    count: view.groups.length,
    containerOf: (node) => view.groupOf[node] ?? -1,
  })
  const membersOf = (group: number): readonly number[] => byGroup.get(group) ?? []
  const sumsOf = (group: number): ContainerSums => sums[group] ?? emptyContainer()
  const closedEdges = new Map<string, Map<Bundle, ClosedEdge>>()
  let inScope: ReadonlySet<number> | null = null
  return {
    scope,
    hasFocus: focused !== null,
    book,
    touched,
    restrictedCount,
    groups: [...byGroup.keys()].filter((group) => group !== -1).sort((a, b) => a - b),
    membersOf,
    sumsOf,
    countsOf: remember((group) => {
      return countMembers(membersOf(group), sumsOf(group).internalPairs, { view, book })
    }),
    healthOf: remember((group) => worstOfMany(membersOf(group).map((node) => book.ofNode(node)))),
    clusters: new Set(touched.flatMap((node) => view.level.nodes[node]?.cluster ?? [])),
    bundles: bundleEdges(scope, ask),
    totals: writeTotals(scope, { touched, restrictedCount }, book),
    closedEdges: (options) => {
      let edges = closedEdges.get(options)
      if (edges === undefined) closedEdges.set(options, (edges = new Map<Bundle, ClosedEdge>()))
      return edges
    },
    closedNodes: new Map(),
    edgesInScope: () => (inScope ??= new Set(scope.edges.map(({ index }) => index))),
  }
}

function remember<Value>(make: (group: number) => Value): (group: number) => Value {
  const made = new Map<number, Value>()
  return (group) => {
    const known = made.get(group)
    if (known !== undefined) return known
    const value = make(group)
    made.set(group, value)
    return value
  }
}

interface Touched {
  readonly touched: readonly number[]
  readonly restrictedCount: number
}

function touchNodes({ view, edges, extraNodes, standingOf }: Scope, ask: GraphAsk): Touched {
  const { level } = view
  const seen = new Uint8Array(level.nodes.length)
  const touch = (node: number | undefined): void => {
    if (node !== undefined && node !== -1) seen[node] = 1
  }
  for (const { index } of edges) {
    touch(level.sourceOf[index])
    touch(level.targetOf[index])
    const waypoint = level.waypointOf[index] ?? -1
    if (waypoint !== -1 && ask.waypoints) touch(waypoint)
    if (waypoint === -1 && ask.serviceNodes) touch(level.serviceOf[index])
  }
  for (const node of extraNodes) touch(node)
  const touched: number[] = []
  const restricted = new Set<string>()
  seen.forEach((isSeen, node) => {
    if (isSeen === 0) return
    if (standingOf(node) === 'hidden') restricted.add(level.nodes[node]?.cluster ?? '')
    else touched.push(node)
  })
  return { touched, restrictedCount: restricted.size }
}

/** The whole picture in numbers: every call once, whatever is closed, open or drawn between. */
function writeTotals(
  scope: Scope,
  { touched, restrictedCount }: Touched,
  book: HealthBook,
): GraphHead['totals'] {
  const { view, edges } = scope
  const selected = touched.filter((node) => scope.standingOf(node) === 'selected')
  const all = sumAll(edges)
  const { inbound, outbound, internal } =
    selected.length === touched.length && restrictedCount === 0
      ? { inbound: emptySums(), outbound: emptySums(), internal: all }
      : sumSelected(scope, selected)
  return {
    members: countMembers(selected, countPairs(view, edges), { view, book }),
    namespaces: new Set(selected.map((node) => view.groupOf[node])).size,
    inbound: writeTraffic(inbound),
    outbound: writeTraffic(outbound),
    internal: writeTraffic(internal),
    all: writeTraffic(all),
  }
}

function sumSelected(scope: Scope, selected: readonly number[]): ContainerSums {
  const isSelected = new Uint8Array(scope.view.level.nodes.length)
  for (const node of selected) isSelected[node] = 1
  const [sums = emptyContainer()] = sumContainers(scope, {
    count: 1,
    containerOf: (node) => (isSelected[node] === 1 ? 0 : -1),
  })
  return sums
}

function countPairs({ pairs, pairOf }: LevelView, edges: readonly BaseEdge[]): number {
  const seen = new Uint8Array(pairs.length)
  for (const { index } of edges) seen[pairOf[index] ?? -1] = 1
  return seen.reduce((sum, one) => sum + one, 0)
}

function sumAll(edges: readonly BaseEdge[]): TrafficSums {
  const all = emptySums()
  for (const edge of edges) addEdge(all, edge)
  return all
}
