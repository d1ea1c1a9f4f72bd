import type { GraphAsk } from '#contract/graph-ask.ts'
import type { BaseEdge } from '../base-graph.ts'
import type { LevelNode } from '../level.ts'
import type { LevelView } from '../view.ts'
import {
  appBoxId,
  appId,
  namespaceBoxId,
  namespaceId,
  versionedAppId,
  workloadId,
} from './node-ids.ts'
import type { Scope } from './scope.ts'

/**
 * The neighbourhood of one node: callers of callers and callees of callees up to `depth` steps, and
 * the edges among them. The focus may be an id of any graph type, a namespace or a box. Null when
 * the viewer sees no such node.
 */
export function focusScope(scope: Scope, { focus, depth }: GraphAsk): Scope | null {
  if (focus === undefined) return scope
  const seeds = findNodes(scope.view, focus).filter((node) => scope.standingOf(node) !== 'hidden')
  if (seeds.length === 0) return null
  const { sourceOf, targetOf } = scope.view.level
  const reached = new Set(seeds.flatMap((seed) => behind(scope, seed)))
  const kept = new Set<number>(reached)
  const directions = [
    { from: sourceOf, to: targetOf },
    { from: targetOf, to: sourceOf },
  ]
  for (const direction of directions) {
    for (const node of walk(scope.edges, { ...direction, seeds: reached, depth })) kept.add(node)
  }
  return {
    ...scope,
    edges: scope.edges.filter(
      ({ index }) => kept.has(sourceOf[index] ?? -1) && kept.has(targetOf[index] ?? -1),
    ),
    extraNodes: [...new Set([...seeds, ...scope.extraNodes.filter((node) => kept.has(node))])],
  }
}

/** A service that is only drawn between two others stands for those behind it. */
function behind({ view, edges }: Scope, node: number): readonly number[] {
  const { serviceOf, targetOf } = view.level
  const targets = edges.flatMap(({ index }) =>
    serviceOf[index] === node ? [targetOf[index] ?? -1] : [],
  )
  return [node, ...targets]
}

interface Walk {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly seeds: ReadonlySet<number>
  readonly depth: number
}

function walk(edges: readonly BaseEdge[], { from, to, seeds, depth }: Walk): ReadonlySet<number> {
  const next = new Map<number, number[]>()
  for (const { index } of edges) {
    const node = from[index] ?? -1
    const list = next.get(node)
    if (list === undefined) next.set(node, [to[index] ?? -1])
    else list.push(to[index] ?? -1)
  }
  const reached = new Set(seeds)
  let rim: readonly number[] = [...seeds]
  for (let step = 0; step < depth && rim.length > 0; step += 1) {
    const found = new Set(rim.flatMap((node) => next.get(node) ?? []))
    rim = [...found].filter((node) => !reached.has(node))
    for (const node of rim) reached.add(node)
  }
  return reached
}

/** Nodes that an id means: the one that has it, else those that stand for the same thing here. */
export function findNodes(view: LevelView, id: string): readonly number[] {
  const exact = view.level.indexById.get(id)
  if (exact !== undefined) return [exact]
  return view.level.nodes.flatMap((node, index) => (standsFor(node, id) ? [index] : []))
}

function standsFor(node: LevelNode, id: string): boolean {
  if (node.namespace === null) return false
  if (namespaceId(node) === id || namespaceBoxId(node) === id) return true
  for (const workload of node.workloads) if (workloadId(node, workload) === id) return true
  const { app, version, workload } = node
  if (app === null) return false
  const own = appId(node, app)
  return (
    own === id ||
    appBoxId(node, app) === id ||
    versionedAppId(node, { app, version, workload }) === id ||
    (workload === null && (id.startsWith(`${own}@`) || id.startsWith(`${own}~`)))
  )
}
