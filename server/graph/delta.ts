import type { Graph, GraphDelta } from '#contract/graph.ts'

/** What changed from one graph to the next. */
export function diffGraph(before: Graph, after: Graph): GraphDelta {
  throw new Error(`not there yet: ${before.at} ${after.at}`)
}
