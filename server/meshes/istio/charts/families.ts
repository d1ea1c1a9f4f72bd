import type { ChartFamily } from '../../../seams/charts.ts'

const ofBoth = [
  'localVersion',
  'remoteNamespace',
  'remoteApp',
  'remoteWorkload',
  'remoteVersion',
  'remoteService',
] as const
const ofTcp = [...ofBoth, 'flags', 'security'] as const
const ofRequests = [...ofTcp, 'code', 'grpcStatus', 'protocol'] as const

/** How a family is counted: a counter, the sum of a histogram, or its distribution. */
export interface IstioFamily extends ChartFamily {
  readonly metric: string
  readonly counts: 'counter' | 'errors' | 'distribution' | 'duration'
}

const counter = { isDistribution: false, counts: 'counter', note: null } as const
const distribution = { isDistribution: true, counts: 'distribution', note: null } as const
const clientSeat = 'From the client’s seat: what the proxies call received.'
const clientSeatBack = 'From the client’s seat: what the proxies call sent.'

/** In the order in which they stand on the page. */
export const families: readonly IstioFamily[] = [
  {
    ...counter,
    ...{ id: 'requests', title: 'Request volume', unit: 'requestsPerSecond', layer: 'requests' },
    ...{ groupings: ofRequests, metric: 'istio_requests_total' },
  },
  {
    ...{ id: 'errors', title: 'Errors', unit: 'requestsPerSecond', layer: 'requests' },
    ...{ isDistribution: false, counts: 'errors', groupings: ofRequests },
    note: 'Status 5xx, a gRPC status other than 0, or no response at all, as the graph counts them. Clients that hung up are not among them.',
    metric: 'istio_requests_total',
  },
  {
    ...{ id: 'duration', title: 'Request duration', unit: 'ms', layer: 'responseTime' },
    ...{ isDistribution: true, counts: 'duration', note: null, groupings: ofRequests },
    metric: 'istio_request_duration_milliseconds',
  },
  {
    ...distribution,
    ...{ id: 'requestSize', title: 'Request size', unit: 'bytes', layer: 'throughput' },
    ...{ groupings: ofRequests, metric: 'istio_request_bytes' },
  },
  {
    ...distribution,
    ...{ id: 'responseSize', title: 'Response size', unit: 'bytes', layer: 'throughput' },
    ...{ groupings: ofRequests, metric: 'istio_response_bytes' },
  },
  {
    ...counter,
    ...{ id: 'requestThroughput', title: 'Request throughput', unit: 'bytesPerSecond' },
    ...{ layer: 'throughput', groupings: ofRequests, metric: 'istio_request_bytes_sum' },
  },
  {
    ...counter,
    ...{ id: 'responseThroughput', title: 'Response throughput', unit: 'bytesPerSecond' },
    ...{ layer: 'throughput', groupings: ofRequests, metric: 'istio_response_bytes_sum' },
  },
  {
    ...counter,
    ...{ id: 'grpcSent', title: 'gRPC messages sent', unit: 'messagesPerSecond' },
    ...{ layer: 'grpcMessages', groupings: ofBoth, metric: 'istio_request_messages_total' },
    note: 'From the client’s seat: what callers sent.',
  },
  {
    ...counter,
    ...{ id: 'grpcReceived', title: 'gRPC messages received', unit: 'messagesPerSecond' },
    ...{ layer: 'grpcMessages', groupings: ofBoth, metric: 'istio_response_messages_total' },
    note: 'From the client’s seat: what came back to callers.',
  },
  {
    ...counter,
    ...{ id: 'tcpOpened', title: 'TCP opened', unit: 'connectionsPerSecond', layer: 'tcp' },
    ...{ groupings: ofTcp, metric: 'istio_tcp_connections_opened_total' },
  },
  {
    ...counter,
    ...{ id: 'tcpClosed', title: 'TCP closed', unit: 'connectionsPerSecond', layer: 'tcp' },
    ...{ groupings: ofTcp, metric: 'istio_tcp_connections_closed_total' },
  },
  {
    ...counter,
    ...{ id: 'tcpSent', title: 'TCP sent', unit: 'bytesPerSecond', layer: 'tcp' },
    ...{ groupings: ofTcp, metric: 'istio_tcp_received_bytes_total', note: clientSeat },
  },
  {
    ...counter,
    ...{ id: 'tcpReceived', title: 'TCP received', unit: 'bytesPerSecond', layer: 'tcp' },
    ...{ groupings: ofTcp, metric: 'istio_tcp_sent_bytes_total', note: clientSeatBack },
  },
]
