import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { SpanPlace } from '#contract/traces.ts'

/** Finds what of a picture stands for the ends of calls, by names; null: nothing drawn does. */
export interface NodeFinder {
  readonly nodeOf: (place: SpanPlace) => GraphNode | null
  /** Of a host that a caller asked for: `reviews.bookinfo.svc.cluster.local`, `api.example.com`. */
  readonly nodeOfHost: (host: string) => GraphNode | null
  /** Edges that lead from one to the other, through services and waypoints that are drawn between. */
  readonly wayOf: (source: string, target: string) => readonly GraphEdge[]
}

export function createNodeFinder({ nodes, edges }: Graph): NodeFinder {
  const inNamespace = Map.groupBy(nodes, ({ namespace }) => namespace)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const leaving = Map.groupBy(edges, ({ source }) => source)
  return {
    nodeOf: (place) => {
      if (place.isHidden) return nodes.find(({ kind }) => kind === 'restricted') ?? null
      return best(inNamespace.get(place.namespace) ?? [], (node) => fitOf(node, place))
    },
    nodeOfHost: (host) => {
      const known = nodes.find(({ kind, hosts }) => kind === 'external' && hosts.includes(host))
      if (known !== undefined) return known
      const [service = '', namespace = null] = host.split('.')
      const there = inNamespace.get(namespace) ?? []
      return best(there, (node) => fitOfService(node, service))
    },
    wayOf: (source, target) => wayBetween(source, target, { byId, leaving }),
  }
}

/** The best of those that fit at all, the first of several. */
function best(nodes: readonly GraphNode[], fit: (node: GraphNode) => number): GraphNode | null {
  let found: GraphNode | null = null
  let least = 0
  for (const node of nodes) {
    const own = fit(node)
    if (own <= least) continue
    found = node
    least = own
  }
  return found
}

/** 0: it does not stand for it; the more, the closer. A closed namespace stands for all in it. */
function fitOf(node: GraphNode, place: SpanPlace): number {
  if (node.kind === 'namespace') return 1
  if (node.kind === 'service') return place.app !== null && node.service === place.app ? 2 : 0
  if (node.kind !== 'workload' && node.kind !== 'app') return 0
  return place.workload !== null && node.workload === place.workload ? 5 : fitOfApp(node, place)
}

function fitOfApp(node: GraphNode, { app, version }: SpanPlace): number {
  if (app === null || node.app !== app) return 0
  if (node.version === null || version === null) return 3
  return node.version === version ? 4 : 0
}

/** Of a service by its name: of the apps behind it only one that carries its name. */
function fitOfService(node: GraphNode, service: string): number {
  if (node.kind === 'namespace') return 1
  if (node.kind === 'service') return node.service === service ? 3 : 0
  return node.app === service ? 2 : 0
}

interface Roads {
  readonly byId: ReadonlyMap<string, GraphNode>
  readonly leaving: ReadonlyMap<string, readonly GraphEdge[]>
}

const mostBetween = 3

/** What may stand between two ends of one call: a service, an operation, a waypoint. */
function isBetween(node: GraphNode | undefined): boolean {
  return (
    node?.kind === 'service' ||
    node?.kind === 'operation' ||
    node?.marks.includes('waypoint') === true
  )
}

function wayBetween(
  source: string,
  target: string,
  { byId, leaving }: Roads,
): readonly GraphEdge[] {
  const seen = new Set([source])
  let ways: readonly (readonly GraphEdge[])[] = [[]]
  for (let length = 0; length <= mostBetween; length += 1) {
    const longer = ways.flatMap((way) =>
      (leaving.get(way.at(-1)?.target ?? source) ?? []).map((edge) => [...way, edge]),
    )
    const found = longer.find((way) => way.at(-1)?.target === target)
    if (found !== undefined) return found
    ways = longer.filter((way) => {
      const end = way.at(-1)?.target ?? ''
      if (seen.has(end) || !isBetween(byId.get(end))) return false
      seen.add(end)
      return true
    })
  }
  return []
}
