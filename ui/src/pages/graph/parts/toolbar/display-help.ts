import type { BadgeKind, EdgeLabelKind } from '../../../../canvas/canvas-props.ts'
import { t } from '../../../../i18n/t.ts'
import type { FlagName, RadioName } from './DisplayGroups.tsx'

/** What each option of the display menu does, in a sentence or two. */
export const labelHelp = {
  rate: t(
    'Requests per second of HTTP and gRPC, bytes per second of TCP. The share of errors stands there too when there are any, whatever is chosen here.',
  ),
  distribution: t(
    'How much of all that the caller sends goes this way, by protocol. Written where it is less than all.',
  ),
  responseTime: t(
    'How long the callee took. Not known of TCP, of gRPC messages and before services drawn as nodes; ≤ where only a coarse bucket is known.',
  ),
  throughput: t('Bytes per second of the bodies of HTTP requests or responses.'),
} as const satisfies Record<EdgeLabelKind, string>

export const flagHelp = {
  serviceNodes: t(
    'Draws the service that was asked for between its caller and the workload that answered. A graph of services has them anyway.',
  ),
  operations: t(
    'Draws requests by the operation they were classified as. Needs request classification in the mesh; a graph of services has none.',
  ),
  idleEdges: t('Draws calls that were counted before, but not once in this window.'),
  idleNodes: t(
    'Draws what the cluster has although nothing calls it in this window: services without calls, workloads without traffic. With idle edges, what was called before keeps its edge.',
  ),
  silent: t(
    'Draws dotted lines where the configuration lets somebody call by name and nobody does: callers that authorization lets in, hosts that proxies are told of, routes of gateways. Only between what is drawn; with idle nodes, to those as well. It counts in no number.',
  ),
  waypoints: t(
    'Draws the waypoint as a node on the way. Otherwise its two hops are one edge, which names it.',
  ),
  isAnimated: t(
    'Dots run along the edges, more and faster where more flows. It keeps the processor busy, and is never shown to those who ask their system for less motion.',
  ),
} as const satisfies Record<FlagName, string>

export const radioHelp = {
  grpc: t(
    'Requests are whole calls. Messages are what streams carry: those that callers sent, those they received, or both.',
  ),
  ambient: t(
    'In ambient mode two layers count: the node tunnels bytes, waypoints requests. Both together count each call once.',
  ),
  responseTime: t(
    'The average hides the slow ones. Of the median half were faster, of the 95th percentile 95 in 100.',
  ),
  throughput: t('What callers send in requests, or what they get in responses.'),
} as const satisfies Record<RadioName, string>

export const boxHelp = t(
  'A frame around what belongs together. Clusters and namespaces get one where there are several; what is unknown is in none.',
)

export const rankHelp = t(
  'Writes on each node its place by the number of its edges, those that come in, go out, or both: 1 has the most, equals share a place, and none is beyond 100. To find by it: rank <= 2.',
)

export const badgeHelp = {
  security: t(
    'A lock on edges: closed for mutual TLS, half for a part of it, open for plain text.',
  ),
  sidecars: t('Marks workloads with pods outside the mesh: what they say is not counted.'),
  routing: t(
    'Marks what configuration does there: routing, splits, mirrors, faults, time-outs, circuit breakers.',
  ),
  findings: t(
    'Marks where something is wrong with the configuration that acts there: errors, warnings.',
  ),
} as const satisfies Record<BadgeKind, string>
