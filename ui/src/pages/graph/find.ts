import type { Graph, GraphNode } from '#contract/graph.ts'

/** Ids of the nodes and boxes that a search finds, in the order of the picture; null: no search. */
export function findIds(graph: Graph, search: string | null): ReadonlySet<string> | null {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  const isFound = (texts: readonly (string | null)[]): boolean => {
    const text = texts.join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const nodes = graph.nodes.filter((node) => isFound(textsOf(node)))
  const boxes = graph.boxes.filter(({ name, kind }) => kind !== 'app' && isFound([name]))
  return new Set([...nodes, ...boxes].map(({ id }) => id))
}

/** All that a node is known by: names, hosts, and what is the matter with it. */
function textsOf(node: GraphNode): (string | null)[] {
  const { name, namespace, cluster, workload, app, version, service, hosts, marks, health } = node
  return [
    ...[name, namespace, cluster, workload, app, version, service],
    ...[...hosts, ...marks, health.status],
  ]
}
