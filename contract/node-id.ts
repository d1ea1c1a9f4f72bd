/**
 * Ids of nodes of the graph: readable, stable, and what addresses use. What could be taken for a
 * part of the id itself is escaped, so that two different things never share one.
 */
const special = /[%/@~→,\s]/
const specials = /[%/@~→,\s]/g

/** One part of an id; null: it is not known. */
export function writeIdPart(text: string | null): string {
  if (text === null) return 'unknown'
  return special.test(text) ? text.replaceAll(specials, (sign) => encodeURIComponent(sign)) : text
}

/** Where a node belongs; null: it is not known. */
export interface NodeSeat {
  readonly cluster: string | null
  readonly namespace: string | null
}

export function writeSeat({ cluster, namespace }: NodeSeat): string {
  return `${writeIdPart(cluster)}/${writeIdPart(namespace)}`
}

/** The node of a workload in graphs of workloads. */
export function workloadNodeId(seat: NodeSeat, workload: string): string {
  return `workload:${writeSeat(seat)}/${writeIdPart(workload)}`
}

/** The node of a service in graphs that draw services. */
export function serviceNodeId(seat: NodeSeat, service: string): string {
  return `service:${writeSeat(seat)}/${writeIdPart(service)}`
}

/** The node of an app in graphs of apps. */
export function appNodeId(seat: NodeSeat, app: string): string {
  return `app:${writeSeat(seat)}/${writeIdPart(app)}`
}

/** The node of a host outside; of several hosts of one entry, the first. */
export function externalNodeId(cluster: string | null, host: string): string {
  return `external:${writeIdPart(cluster)}/${writeIdPart(host)}`
}

/** The node of a namespace, where it is drawn as one. */
export function namespaceNodeId(seat: NodeSeat): string {
  return `namespace:${writeSeat(seat)}`
}
