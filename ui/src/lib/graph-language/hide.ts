import type { Graph, GraphEdge } from '#contract/graph.ts'
import type { Expression } from '#contract/graph-language/expression.ts'
import { isUnwell } from '#contract/health.ts'
import { select } from './select.ts'

/** all · unhealthy: only edges that are not well · none: nodes alone. */
export const edgeModes = ['all', 'unhealthy', 'none'] as const
export type EdgeMode = (typeof edgeModes)[number]

export interface Hiding {
  readonly expression: Expression | null
  readonly edgeMode: EdgeMode
  readonly rankOf?: (nodeId: string) => number | null
}

/** What of a graph is drawn: a refresh that changes nothing hands on the same lists. */
export type GraphElements = Pick<Graph, 'nodes' | 'edges' | 'boxes'>

export interface Shown {
  /** What is left. */
  readonly graph: GraphElements
  readonly hiddenNodes: number
  readonly hiddenEdges: number
}

/**
 * Takes out of the picture what an expression and the mode of edges hide, and what makes no sense
 * without it: edges of hidden nodes, boxes without members, and nodes that had edges and have none
 * left, unless all edges are hidden on purpose. Idle nodes stay: they are there to be seen alone.
 */
export function hide(graph: GraphElements, { expression, edgeMode, rankOf }: Hiding): Shown {
  if (expression === null && edgeMode === 'all') return { graph, hiddenNodes: 0, hiddenEdges: 0 }
  const hidden = expression === null ? nothing : select(graph, expression, rankOf)
  const isShown = ({ id, source, target }: GraphEdge): boolean =>
    !hidden.edges.has(id) && !hidden.nodes.has(source) && !hidden.nodes.has(target)
  const wanted = graph.edges.filter(isShown)
  const edges = wanted.filter((edge) => isOfMode(edge, edgeMode))
  const before = endsOf(graph.edges)
  const after = edgeMode === 'none' ? endsOf(wanted) : endsOf(edges)
  const nodes = graph.nodes.filter(({ id, marks }) => {
    if (hidden.nodes.has(id)) return false
    return after.has(id) || !before.has(id) || marks.includes('idle')
  })
  return {
    graph: { nodes, edges, boxes: boxesAround(nodes, graph) },
    hiddenNodes: graph.nodes.length - nodes.length,
    hiddenEdges: graph.edges.length - edges.length,
  }
}

const nothing = { nodes: new Set<string>(), edges: new Set<string>() }

function isOfMode({ health }: GraphEdge, mode: EdgeMode): boolean {
  return mode === 'all' || (mode === 'unhealthy' && isUnwell(health.status))
}

function endsOf(edges: readonly GraphEdge[]): ReadonlySet<string> {
  return new Set(edges.flatMap(({ source, target }) => [source, target]))
}

function boxesAround(nodes: Graph['nodes'], { boxes }: GraphElements): Graph['boxes'] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const used = new Set<string>()
  for (const node of nodes) {
    for (let id = node.box; id !== null && !used.has(id); id = byId.get(id)?.box ?? null) {
      used.add(id)
    }
  }
  return boxes.filter(({ id }) => used.has(id))
}
