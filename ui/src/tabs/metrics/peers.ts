import type { ChartDirection } from '#contract/charts.ts'
import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import { healthStatuses, type HealthStatus } from '#contract/health.ts'
import { formatTcp } from '../../components/RateTable.tsx'
import { formatRps } from '../../lib/rate.ts'
import { formatShare } from '../../lib/ratio.ts'
import type { Choice } from './url.ts'

/** One protocol that a thing speaks with one of its peers. */
export interface PeerRow {
  readonly id: string
  readonly peer: GraphNode
  readonly status: HealthStatus
  readonly protocol: string
  readonly rate: string
  readonly success: string
  readonly hasErrors: boolean
  /** By which value charts show this peer alone; null: they do not know it by a name. */
  readonly choice: Choice | null
}

/** Who calls a node of the picture, or is called by it: the worst first, then the busiest. */
export function peersOf(graph: Graph, node: string, direction: ChartDirection): readonly PeerRow[] {
  const byId = new Map(graph.nodes.map((one) => [one.id, one]))
  const [own, other] =
    direction === 'inbound' ? (['target', 'source'] as const) : (['source', 'target'] as const)
  return graph.edges
    .filter((edge) => edge[own] === node)
    .toSorted(
      (one, two) =>
        healthStatuses.indexOf(one.health.status) - healthStatuses.indexOf(two.health.status) ||
        loadOf(two) - loadOf(one),
    )
    .flatMap((edge) => {
      const peer = byId.get(edge[other])
      return peer === undefined ? [] : rowsOf(edge, peer, direction)
    })
}

const loadOf = ({ http, grpc }: GraphEdge): number =>
  (http?.requestsPerSecond ?? 0) + (grpc?.requestsPerSecond ?? 0)

function rowsOf(edge: GraphEdge, peer: GraphNode, direction: ChartDirection): readonly PeerRow[] {
  const { id, http, grpc, tcp, otherProtocols } = edge
  const row = (protocol: string, rate: string, errorRatio: number | null): PeerRow => ({
    ...{ id: `${id} ${protocol}`, peer, protocol, rate, status: edge.health.status },
    success: errorRatio === null ? '–' : formatShare(1 - errorRatio),
    hasErrors: (errorRatio ?? 0) > 0,
    choice: choiceOf(peer, direction),
  })
  return [
    ...(http === null ? [] : [row('HTTP', formatRps(http.requestsPerSecond), http.errorRatio)]),
    ...(grpc === null ? [] : [row('gRPC', formatRps(grpc.requestsPerSecond), grpc.errorRatio)]),
    ...(tcp === null ? [] : [row('TCP', formatTcp(tcp), null)]),
    ...otherProtocols.map((protocol) => row(protocol, '–', null)),
  ]
}

/** As the values of groupings are written: an app with its namespace, a service by its host. */
function choiceOf(peer: GraphNode, direction: ChartDirection): Choice | null {
  const { kind, namespace, workload, app, service, hosts } = peer
  const placed = (name: string): string => (namespace === null ? name : `${name} (${namespace})`)
  if (kind === 'workload' && workload !== null)
    return { grouping: 'remoteWorkload', value: placed(workload) }
  if (kind === 'app' && app !== null) return { grouping: 'remoteApp', value: placed(app) }
  if (direction === 'inbound') return null // servers do not know as which service a caller came
  const [host] = hosts
  if (kind === 'external' && host !== undefined && !host.startsWith('*'))
    return { grouping: 'remoteService', value: host }
  if (kind !== 'service' || service === null || namespace === null) return null
  return { grouping: 'remoteService', value: `${service}.${namespace}.svc.cluster.local` }
}
