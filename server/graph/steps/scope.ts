import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Viewer } from '../../seams/identity.ts'
import type { BaseEdge } from '../base-graph.ts'
import type { LevelView, NamespaceGroup } from '../view.ts'
import { rightsOf, type Rights } from './rights.ts'

/** How a node stands to an ask and its viewer. */
export type Standing = 'hidden' | 'outside' | 'selected' | 'nowhere' // nowhere: without a namespace

/** The part of a view that one ask is about, with the rights of its viewer applied. */
export interface Scope {
  readonly view: LevelView
  readonly rights: Rights
  readonly standingOf: (node: number) => Standing
  /** Edges with an end in a selected namespace; all, when everything is selected and visible. */
  readonly edges: readonly BaseEdge[]
  /** Nodes to draw even without an edge: idle ones that were asked for, the focus. */
  readonly extraNodes: readonly number[]
}

export function buildScope(view: LevelView, ask: GraphAsk, viewer: Viewer): Scope {
  const rights = rightsOf(view, viewer)
  const byGroup = view.groups.map((group): Standing => {
    if (!rights.seesNamespace(group.cluster, group.namespace)) return 'hidden'
    return isSelected(group, ask) ? 'selected' : 'outside'
  })
  const standingOf = (node: number): Standing => {
    const standing = byGroup[view.groupOf[node] ?? -1]
    if (standing !== undefined) return standing
    return rights.seesText(view.level.nodes[node]?.id ?? '') ? 'nowhere' : 'hidden'
  }
  const isEverything =
    viewer.sees === 'all' && ask.namespaces.length === 0 && ask.clusters.length === 0
  const { sourceOf, targetOf } = view.level
  const edges = view.edges.filter((edge) => {
    if (isIdleEdge(edge) && !ask.idleEdges) return false
    if (isEverything) return true
    return (
      standingOf(sourceOf[edge.index] ?? -1) === 'selected' ||
      standingOf(targetOf[edge.index] ?? -1) === 'selected'
    )
  })
  const extraNodes = ask.idleNodes ? idleNodes(view, ask, standingOf) : []
  return { view, rights, standingOf, edges, extraNodes }
}

/** Its counters exist, but nothing was counted in the window. */
export const isIdleEdge = ({ hasRates, perSecond }: BaseEdge): boolean =>
  hasRates && perSecond === 0

function isSelected({ key, cluster, namespace }: NamespaceGroup, ask: GraphAsk): boolean {
  const { clusters, namespaces } = ask
  if (clusters.length > 0 && (cluster === null || !clusters.includes(cluster))) return false
  return namespaces.length === 0 || namespaces.includes(namespace) || namespaces.includes(key)
}

function idleNodes(
  { level }: LevelView,
  ask: GraphAsk,
  standing: (node: number) => Standing,
): readonly number[] {
  const withServices = ask.serviceNodes || level.type === 'service'
  return level.nodes.flatMap(({ isIdle, kind }, index) =>
    isIdle && (withServices || kind !== 'service') && standing(index) === 'selected' ? [index] : [],
  )
}
