import type { Graph, GraphEdge } from '#contract/graph.ts'

/** Calls of which no time is known may be so many of all, and the mean still is one of the calls. */
const mostUntimedShare = 0.05

/**
 * How long the calls into something take on average, in ms: the means of its inbound edges weighted
 * by their requests, which is the mean of all of them. Null where nobody calls, where an edge tells
 * another statistic (quantiles cannot be put together), or where too many calls have no time.
 *
 * @param isInside whether a node is what is asked about, or part of it
 */
export function meanOfCallsInto(graph: Graph, isInside: (id: string) => boolean): number | null {
  let timed = 0
  let all = 0
  let sum = 0
  for (const edge of graph.edges) {
    if (!isInside(edge.target) || isInside(edge.source)) continue
    const requests = requestsOf(edge)
    all += requests
    const time = edge.responseTime
    if (time?.statistic !== 'avg' || time.valueMs === null) continue
    timed += requests
    sum += requests * time.valueMs
  }
  return timed === 0 || all - timed > all * mostUntimedShare ? null : sum / timed
}

const requestsOf = ({ http, grpc }: GraphEdge): number =>
  (http?.requestsPerSecond ?? 0) + (grpc?.requestsPerSecond ?? 0)

/** Ids of all nodes that are drawn in a box, in the boxes inside it too. */
export function membersOf(graph: Graph, boxId: string): ReadonlySet<string> {
  const parents = new Map(graph.boxes.map(({ id, box }) => [id, box]))
  const isIn = (box: string | null): boolean =>
    box !== null && (box === boxId || isIn(parents.get(box) ?? null))
  return new Set(graph.nodes.filter(({ box }) => isIn(box)).map(({ id }) => id))
}
