import type { Graph, GraphDelta } from '#contract/graph.ts'

interface Identified {
  readonly id: string
}

/** The graph after a delta. Elements that did not change stay the same objects, in their places. */
export function applyDelta(graph: Graph, delta: GraphDelta): Graph {
  const removed = new Set(delta.removed)
  return {
    ...delta.head,
    nodes: merge(graph.nodes, delta.nodes, removed),
    edges: merge(graph.edges, delta.edges, removed),
    boxes: merge(graph.boxes, delta.boxes, removed),
  }
}

function merge<Element extends Identified>(
  before: Element[],
  changed: readonly Element[],
  removed: ReadonlySet<string>,
): Element[] {
  if (changed.length === 0 && removed.size === 0) return before
  const changedById = new Map(changed.map((element) => [element.id, element]))
  const kept = before
    .filter(({ id }) => !removed.has(id))
    .map((element) => changedById.get(element.id) ?? element)
  const known = new Set(before.map(({ id }) => id))
  return [...kept, ...changed.filter(({ id }) => !known.has(id))]
}
