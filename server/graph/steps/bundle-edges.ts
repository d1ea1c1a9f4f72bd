import type { GraphAsk } from '#contract/graph-ask.ts'
import type { BaseEdge } from '../base-graph.ts'
import type { LevelView } from '../view.ts'
import { betweenOf } from './between.ts'
import type { Scope } from './scope.ts'

/** Edges that are one line when the namespaces at both ends are closed. */
export interface Bundle {
  /** Namespace at the end, as an index of `view.groups`; -1: the node has none, and is drawn itself. */
  readonly sourceGroup: number
  readonly targetGroup: number
  /** A node of each end: which, matters only where there is no group. */
  readonly source: number
  readonly target: number
  readonly edges: readonly BaseEdge[]
  /** Nothing in between lies in a third place: closed at both ends it is one line. */
  readonly isDirect: boolean
}

type MutableBundle = Bundle & { readonly edges: BaseEdge[]; isDirect: boolean }

const shift = 2 ** 26

/** Puts the edges of a scope into bundles by the namespaces, or lone nodes, at their ends. */
export function bundleEdges(scope: Scope, ask: GraphAsk): readonly Bundle[] {
  const { view } = scope
  const { sourceOf, targetOf } = view.level
  const bundles = new Map<number, MutableBundle>()
  for (const edge of scope.edges) {
    const source = sourceOf[edge.index] ?? -1
    const target = targetOf[edge.index] ?? -1
    const sourceGroup = view.groupOf[source] ?? -1
    const targetGroup = view.groupOf[target] ?? -1
    const key = placeOf(view, source, sourceGroup) * shift + placeOf(view, target, targetGroup)
    let bundle = bundles.get(key)
    if (bundle === undefined) {
      bundle = { sourceGroup, targetGroup, source, target, edges: [], isDirect: true }
      bundles.set(key, bundle)
    }
    bundle.edges.push(edge)
    bundle.isDirect &&= betweenOf(scope, ask, edge.index).every((node) => {
      const group = view.groupOf[node] ?? -1
      return group !== -1 && (group === sourceGroup || group === targetGroup)
    })
  }
  return [...bundles.values()]
}

/** Groups first, then nodes. */
function placeOf({ groups }: LevelView, node: number, group: number): number {
  return group === -1 ? groups.length + node : group
}
