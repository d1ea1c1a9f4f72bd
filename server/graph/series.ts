import type { Graph, GraphBox, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { GraphSeries, SeriesLine, SeriesMeasure } from '#contract/series.ts'
import type { NodeTraffic, Reporter, RequestRates } from '#contract/traffic.ts'
import { meanOfCallsInto, membersOf } from './mean-of-calls.ts'

export type SeriesSubject = GraphSeries['subject']

/** What is told of a subject at one instant, in the order in which lines are shown. */
interface Reading {
  readonly measure: SeriesMeasure
  readonly direction: SeriesLine['direction']
  readonly value: number | null
  readonly statistic: SeriesLine['statistic']
  readonly reporter: Reporter | null
}

const unitOf = {
  http: 'requestsPerSecond',
  httpErrors: 'requestsPerSecond',
  grpc: 'requestsPerSecond',
  grpcErrors: 'requestsPerSecond',
  tcpSent: 'bytesPerSecond',
  tcpReceived: 'bytesPerSecond',
  responseTime: 'ms',
  messagesSent: 'messagesPerSecond',
  messagesReceived: 'messagesPerSecond',
} as const satisfies Record<SeriesMeasure, SeriesLine['unit']>

/**
 * The lines of a subject out of the graphs of consecutive instants: each point is a number of its
 * graph, so that a line and the picture cannot disagree. Null where the graph has no such number.
 */
export function readLines(graphs: readonly Graph[], subject: SeriesSubject): readonly SeriesLine[] {
  const lines = new Map<string, SeriesLine & { readonly values: (number | null)[] }>()
  graphs.forEach((graph, step) => {
    for (const reading of readAt(graph, subject)) {
      const { measure, direction, statistic, value, reporter } = reading
      const key = `${measure} ${direction}`
      let line = lines.get(key)
      if (line === undefined) {
        line = {
          ...{ measure, direction, statistic, unit: unitOf[measure] },
          values: graphs.map(() => null),
          reporters: [],
        }
        lines.set(key, line)
      }
      line.values[step] = value
      if (reporter !== null && !line.reporters.includes(reporter)) line.reporters.push(reporter)
    }
  })
  return [...lines.values()].filter(({ values }) => values.some((value) => value !== null))
}

function readAt(graph: Graph, { kind, id }: SeriesSubject): readonly Reading[] {
  switch (kind) {
    case 'whole':
      return readTraffic(graph.totals.all, 'all')
    case 'node': {
      const node = graph.nodes.find((one) => one.id === id)
      return readBothWays(
        node,
        meanOfCallsInto(graph, (each) => each === id),
      )
    }
    case 'box': {
      const inside = membersOf(graph, id ?? '')
      return readBothWays(
        graph.boxes.find((box) => box.id === id),
        meanOfCallsInto(graph, (each) => inside.has(each)),
      )
    }
    case 'edge':
      return readEdge(graph.edges.find((edge) => edge.id === id))
  }
}

function readBothWays(
  element: GraphNode | GraphBox | undefined,
  meanMs: number | null,
): readonly Reading[] {
  if (element === undefined) return []
  const inbound = { measure: 'responseTime', direction: 'in', statistic: 'avg' } as const
  return [
    ...readTraffic(element.inbound, 'in'),
    { ...inbound, value: meanMs, reporter: null },
    ...readTraffic(element.outbound, 'out'),
  ]
}

function readEdge(edge: GraphEdge | undefined): readonly Reading[] {
  if (edge === undefined) return []
  const { responseTime } = edge
  const reporterOf = {
    http: edge.http?.reporter,
    grpc: edge.grpc?.reporter,
    tcp: edge.tcp?.reporter,
  }
  const time: readonly Reading[] =
    responseTime === undefined
      ? []
      : [
          {
            measure: 'responseTime',
            direction: 'all',
            value: responseTime.valueMs,
            statistic: responseTime.statistic,
            reporter: reporterOf.http ?? reporterOf.grpc ?? null,
          },
        ]
  return [...readTraffic(edge, 'all', reporterOf), ...readMessages(edge), ...time]
}

/** Where they were asked for. */
function readMessages({ grpcMessages }: GraphEdge): readonly Reading[] {
  if (grpcMessages === undefined || grpcMessages === null) return []
  const { sentPerSecond, receivedPerSecond, reporter } = grpcMessages
  const common = { direction: 'all', statistic: null, reporter } as const
  return [
    { ...common, measure: 'messagesSent', value: sentPerSecond },
    { ...common, measure: 'messagesReceived', value: receivedPerSecond },
  ]
}

type Protocol = 'http' | 'grpc' | 'tcp'

function readTraffic(
  { http, grpc, tcp }: NodeTraffic,
  direction: SeriesLine['direction'],
  reporters: Partial<Record<Protocol, Reporter | undefined>> = {},
): readonly Reading[] {
  const read = (measure: SeriesMeasure, protocol: Protocol, value: number | null): Reading => ({
    ...{ measure, direction, value, statistic: null },
    reporter: reporters[protocol] ?? null,
  })
  return [
    ...(http === null
      ? []
      : [
          read('http', 'http', http.requestsPerSecond),
          read('httpErrors', 'http', errorsPerSecond(http)),
        ]),
    ...(grpc === null
      ? []
      : [
          read('grpc', 'grpc', grpc.requestsPerSecond),
          read('grpcErrors', 'grpc', errorsPerSecond(grpc)),
        ]),
    ...(tcp === null
      ? []
      : [
          read('tcpSent', 'tcp', tcp.sentBytesPerSecond),
          read('tcpReceived', 'tcp', tcp.receivedBytesPerSecond),
        ]),
  ]
}

/** The same classes as the error ratio counts. */
function errorsPerSecond({ perSecondByClass }: RequestRates): number {
  const { serverError = 0, grpcError = 0, noResponse = 0 } = perSecondByClass
  return serverError + grpcError + noResponse
}

/**
 * The namespaces that hold every row of a subject at one of their ends, so that just these are
 * asked for; null: all must be.
 */
export function namespacesOf(
  graph: Graph,
  subject: SeriesSubject,
  asked: { readonly namespaces: readonly string[]; readonly focus?: string | undefined },
): readonly string[] | null {
  // Names may be written cluster/name; the telemetry knows the name.
  const selected = asked.namespaces.map((name) => name.slice(name.lastIndexOf('/') + 1))
  if (subject.kind === 'whole') return selected.length === 0 ? null : unique(selected)
  // A neighbourhood is found only where all of it is.
  if (asked.focus !== undefined) return unique(graph.nodes.map(({ namespace }) => namespace))
  return unique(namespacesAround(graph, subject))
}

function namespacesAround(graph: Graph, { kind, id }: SeriesSubject): readonly (string | null)[] {
  const namespaceOf = (nodeId: string): string | null =>
    graph.nodes.find((node) => node.id === nodeId)?.namespace ?? null
  if (kind === 'box') return [graph.boxes.find((box) => box.id === id)?.namespace ?? null]
  const edge = graph.edges.find((one) => one.id === id)
  if (kind === 'edge') {
    return edge === undefined ? [null] : [namespaceOf(edge.source) ?? namespaceOf(edge.target)]
  }
  const own = namespaceOf(id ?? '')
  if (own !== null) return [own]
  // What has no namespace is known by those that it talks to.
  const others = graph.edges.flatMap(({ source, target }) =>
    source === id ? [target] : target === id ? [source] : [],
  )
  return others.length === 0 ? [null] : others.map(namespaceOf)
}

function unique(names: readonly (string | null)[]): readonly string[] | null {
  const known = names.filter((name) => name !== null)
  return known.length < names.length ? null : [...new Set(known)].sort()
}

const reasonByKind: Partial<Record<GraphNode['kind'], string>> = {
  unknown:
    'Nobody knows who these callers are, so their counters have no name to be asked for, and none told of them in this time.',
  restricted: 'You may not see what is behind this node: only its sums at this moment are told.',
  external:
    'A host outside the mesh has no proxy of its own, and no proxy in the mesh told of calls to it in this time.',
}

/** Why there is nothing to show of a subject over time, in words. */
export function explainNoLines(graph: Graph, { kind, id }: SeriesSubject): string {
  if (kind === 'whole') return 'No proxy told of any traffic in this time.'
  const isThere =
    kind === 'edge'
      ? graph.edges.some((edge) => edge.id === id)
      : [...graph.nodes, ...graph.boxes].some((element) => element.id === id)
  if (!isThere) return 'It is not in this picture: its id is wrong, or you may not see it.'
  const node = graph.nodes.find((one) => one.id === id)
  const reason = node === undefined ? undefined : reasonByKind[node.kind]
  if (reason !== undefined) return reason
  return 'No proxy told of traffic here in this time.'
}
