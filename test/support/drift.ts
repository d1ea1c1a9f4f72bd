import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'

const secondsBetween = 15

/** The same mesh so many refreshes later: every rate has moved, and now and then a health. */
export function driftedBy(index: number, graph: Graph): Graph {
  const factor = (at: number): number => 1 + 0.4 * Math.sin((index + at) / 7)
  const edges = graph.edges.map((edge, at): GraphEdge => {
    if (edge.http === null) return edge
    const requestsPerSecond = edge.http.requestsPerSecond * factor(at)
    const isBad = (index + at) % 97 < 6
    return {
      ...edge,
      http: { ...edge.http, requestsPerSecond, errorRatio: isBad ? 0.2 : 0 },
      health: { status: isBad ? 'failure' : 'healthy', reasons: [] },
    }
  })
  return { ...graph, at: graph.at + index * secondsBetween * 1000, edges }
}

/** With so many nodes more, each beside another one that it is called by. */
export function withNewNodes(graph: Graph, count: number): Graph {
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  for (let at = 0; at < count; at += 1) {
    const caller = graph.nodes[(at * 7) % graph.nodes.length]
    const edge = graph.edges[at % graph.edges.length]
    if (caller === undefined || edge === undefined) continue
    const id = `${caller.id}-new-${at}`
    nodes.push({ ...caller, id, name: `new-${at}`, workload: `new-${at}` })
    edges.push({ ...edge, id: `${caller.id}→${id}`, source: caller.id, target: id })
  }
  return { ...graph, nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] }
}
