import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import { healthStatuses, isUnwell } from '#contract/health.ts'
import type { Problem } from '#contract/overview.ts'

type Place = Problem['because'][number]
const feltByShown = 20

/**
 * What is unwell in a picture of workloads, and where it starts: at those who are unwell although
 * nothing that they call with errors is. Of the others it is said what they suffer from.
 */
export function findProblems(graph: Graph): readonly Problem[] {
  const nodes = new Map(graph.nodes.filter(isProblem).map((node) => [node.id, node]))
  const failed = graph.edges.filter(({ health }) => isUnwell(health.status))
  const calleesOf = Map.groupBy(
    failed.filter(({ target }) => nodes.has(target)),
    ({ source }) => source,
  )
  const callersOf = Map.groupBy(
    failed.filter(({ source }) => nodes.has(source)),
    ({ target }) => target,
  )
  const problems = [...nodes.values()].map((node): Problem => {
    const because = (calleesOf.get(node.id) ?? [])
      .filter(({ target }) => target !== node.id)
      .flatMap(({ target }) => placeOf(nodes.get(target)))
    return {
      ...place(node),
      kind: node.kind === 'service' ? 'service' : 'workload',
      health: node.health,
      inbound: node.inbound,
      isStart: because.length === 0,
      because,
      feltBy: feltBy(node, nodes, callersOf),
    }
  })
  return problems.sort(worstFirst)
}

function isProblem({ kind, namespace, health }: GraphNode): boolean {
  const isThing = namespace !== null && (kind === 'workload' || kind === 'service')
  return isThing && isUnwell(health.status)
}

/** Callers with errors, and theirs, however far; each once, the nearest first. */
function feltBy(
  start: GraphNode,
  nodes: ReadonlyMap<string, GraphNode>,
  callersOf: ReadonlyMap<string, readonly GraphEdge[]>,
): Place[] {
  const seen = new Set([start.id])
  const found: Place[] = []
  let rim: readonly string[] = [start.id]
  while (rim.length > 0 && found.length < feltByShown) {
    const callers = rim
      .flatMap((id) => callersOf.get(id) ?? [])
      .map(({ source }) => source)
      .filter((id) => !seen.has(id))
    rim = [...new Set(callers)]
    for (const id of rim) {
      seen.add(id)
      found.push(...placeOf(nodes.get(id)))
    }
  }
  return found.slice(0, feltByShown)
}

const place = ({ id, namespace, name, health }: GraphNode): Place => ({
  node: id,
  namespace: namespace ?? '',
  name,
  status: health.status,
})

const placeOf = (node: GraphNode | undefined): readonly Place[] =>
  node === undefined ? [] : [place(node)]

function worstFirst(one: Problem, other: Problem): number {
  return (
    Number(other.isStart) - Number(one.isStart) ||
    healthStatuses.indexOf(one.status) - healthStatuses.indexOf(other.status) ||
    other.feltBy.length - one.feltBy.length ||
    rateOf(other) - rateOf(one) ||
    (one.node < other.node ? -1 : 1)
  )
}

function rateOf({ inbound }: Problem): number {
  return (inbound?.http?.requestsPerSecond ?? 0) + (inbound?.grpc?.requestsPerSecond ?? 0)
}
