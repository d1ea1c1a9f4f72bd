import type { GraphType } from '#contract/graph-ask.ts'
import type { BaseGraph, BaseService, Place } from './base-graph.ts'
import { hasSameShape } from './steps/same-shape.ts'
import { idleNodesOf } from './steps/idle-nodes.ts'
import { nameNodes, type LevelNode } from './steps/name-nodes.ts'

export type { LevelNode } from './steps/name-nodes.ts'

/**
 * All of a base graph as one graph type shows it with everything open. Edges and ends say which
 * node they belong to by index; nodes are sorted by id, idle ones of the inventory included.
 */
export interface Level {
  readonly base: BaseGraph
  readonly type: GraphType
  readonly nodes: readonly LevelNode[]
  readonly indexById: ReadonlyMap<string, number>
  readonly sourceOf: Int32Array // by base edge
  readonly targetOf: Int32Array
  readonly serviceOf: Int32Array // the service node between them; -1: none to draw
  readonly waypointOf: Int32Array // the waypoint that the calls pass, as a node; -1: none
  /** The nodes that a place of the base graph belongs to; -1 where this level has none. */
  readonly nodeOf: (place: Place) => NodePair
}

export interface NodePair {
  readonly source: number
  readonly target: number
  readonly service: number
}

const levels = new WeakMap<BaseGraph, Map<GraphType, Level>>()

/**
 * The level of each type that was built last, as long as somebody has it: from one poll to the next
 * a mesh mostly keeps its shape, and with it its names and places.
 */
const latest = new Map<GraphType, WeakRef<Level>>()

/** Built once per base graph and type, and shared by all views of it. */
export function levelOf(base: BaseGraph, type: GraphType): Level {
  let byType = levels.get(base)
  if (byType === undefined) levels.set(base, (byType = new Map<GraphType, Level>()))
  const known = byType.get(type)
  if (known !== undefined) return known
  const before = latest.get(type)?.deref()
  const isKnown = before !== undefined && hasSameShape(before.base, base)
  const built = isKnown ? { ...before, base } : buildLevel(base, type)
  latest.set(type, new WeakRef(built))
  byType.set(type, built)
  return built
}

function buildLevel(base: BaseGraph, type: GraphType): Level {
  const names = nameNodes(base, type)
  const count = base.edges.length
  const columns = {
    sourceOf: new Int32Array(count),
    targetOf: new Int32Array(count),
    serviceOf: new Int32Array(count).fill(-1),
    waypointOf: new Int32Array(count).fill(-1),
  }
  for (const { index, source, service, destination, waypoint } of base.edges) {
    columns.sourceOf[index] = names.ofSource(source)
    const target = names.ofTarget(destination, service)
    columns.targetOf[index] = target
    columns.serviceOf[index] = isInjected(base.services[service], type)
      ? differs(names.ofService(service), target)
      : -1
    if (waypoint !== -1) columns.waypointOf[index] = names.ofSource(waypoint)
  }
  names.close()
  const nodes = [...names.nodes, ...idleNodesOf(base, type, names.has)]
  const order = nodes.map((_, index) => index).sort((a, b) => compareIds(nodes[a], nodes[b]))
  const rankOf = new Int32Array(nodes.length)
  order.forEach((index, rank) => (rankOf[index] = rank))
  for (const column of Object.values(columns)) rename(column, rankOf)
  const sorted = order.flatMap((index) => nodes[index] ?? [])
  return {
    base,
    type,
    nodes: sorted,
    indexById: new Map(sorted.map(({ id }, index) => [id, index])),
    ...columns,
    nodeOf: ({ source, service, destination }) => ({
      source: rankOf[names.ofSource(source)] ?? -1,
      target: rankOf[names.ofTarget(destination, service)] ?? -1,
      service: rankOf[names.ofService(service)] ?? -1,
    }),
  }
}

/** Services are drawn before the workloads behind them; ways out of the registry are not. */
function isInjected(service: BaseService | undefined, type: GraphType): boolean {
  if (type === 'service' || service === undefined) return false
  return service.kind === 'service' || service.entry !== null
}

const differs = (node: number, target: number): number => (node === target ? -1 : node)

function compareIds(a: LevelNode | undefined, b: LevelNode | undefined): number {
  if (a === undefined || b === undefined || a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

function rename(column: Int32Array, rankOf: Int32Array): void {
  for (let index = 0; index < column.length; index += 1) {
    const node = column[index] ?? -1
    if (node !== -1) column[index] = rankOf[node] ?? -1
  }
}
