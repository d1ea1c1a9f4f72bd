import type { Graph, GraphNode } from '#contract/graph.ts'
import { healthStatuses, type HealthStatus } from '#contract/health.ts'
import { bytesPerSecondOf, errorRatioOf, requestsPerSecondOf } from '../../canvas/labels.ts'
import { nodeName } from './names.ts'

/** One line of the twin of the nodes. Null where nothing is known, never zero. */
export interface NodeRow {
  readonly id: string
  readonly name: string
  readonly kind: GraphNode['kind']
  readonly namespace: string | null
  readonly cluster: string | null
  readonly workload: string | null
  readonly app: string | null
  readonly version: string | null
  readonly service: string | null
  readonly health: HealthStatus
  readonly inPerSecond: number | null // requests, HTTP and gRPC
  readonly inErrors: number | null
  readonly outPerSecond: number | null
  readonly outErrors: number | null
  readonly inBytesPerSecond: number | null // TCP, both ways
  readonly outBytesPerSecond: number | null
  readonly callers: number // edges of the picture that end here
  readonly callees: number
  readonly marks: GraphNode['marks']
  readonly hosts: string
}

/** A row for each node that is drawn, with the numbers of its panel. */
export function nodeRows({ nodes, edges }: Graph): NodeRow[] {
  const callers = Map.groupBy(edges, ({ target }) => target)
  const callees = Map.groupBy(edges, ({ source }) => source)
  return nodes.map((node) => {
    const { id, kind, namespace, cluster, workload, app, version, service } = node
    return {
      ...{ id, kind, namespace, cluster, workload, app, version, service },
      name: nodeName(node),
      health: node.health.status,
      inPerSecond: requestsPerSecondOf(node.inbound),
      inErrors: errorRatioOf(node.inbound),
      outPerSecond: requestsPerSecondOf(node.outbound),
      outErrors: errorRatioOf(node.outbound),
      inBytesPerSecond: bytesPerSecondOf(node.inbound),
      outBytesPerSecond: bytesPerSecondOf(node.outbound),
      callers: callers.get(id)?.length ?? 0,
      callees: callees.get(id)?.length ?? 0,
      marks: node.marks,
      hosts: node.hosts.join(', '),
    }
  })
}

/** For sorting: the worst comes first. */
export const healthRank = (status: HealthStatus): number => healthStatuses.indexOf(status)
