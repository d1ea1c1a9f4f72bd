import type { Family } from '../../prometheus/registry.ts'

export const requestsTotal: Family = {
  name: 'istio_requests_total',
  type: 'counter',
  help: 'Requests that a proxy handled',
}
export const requestDuration: Family = {
  name: 'istio_request_duration_milliseconds',
  type: 'histogram',
  help: 'Duration of requests in milliseconds',
}
export const requestBytes: Family = {
  name: 'istio_request_bytes',
  type: 'histogram',
  help: 'Size of request bodies in bytes',
}
export const responseBytes: Family = {
  name: 'istio_response_bytes',
  type: 'histogram',
  help: 'Size of response bodies in bytes',
}
export const requestMessages: Family = {
  name: 'istio_request_messages_total',
  type: 'counter',
  help: 'gRPC messages sent by clients',
}
export const responseMessages: Family = {
  name: 'istio_response_messages_total',
  type: 'counter',
  help: 'gRPC messages sent by servers',
}
export const tcpSent: Family = {
  name: 'istio_tcp_sent_bytes_total',
  type: 'counter',
  help: 'Bytes sent to the client of a connection',
}
export const tcpReceived: Family = {
  name: 'istio_tcp_received_bytes_total',
  type: 'counter',
  help: 'Bytes received from the client of a connection',
}
export const tcpOpened: Family = {
  name: 'istio_tcp_connections_opened_total',
  type: 'counter',
  help: 'Connections opened',
}
export const tcpClosed: Family = {
  name: 'istio_tcp_connections_closed_total',
  type: 'counter',
  help: 'Connections closed',
}

/** Envoy's bounds, which it uses for milliseconds and bytes alike. */
export const bucketBounds: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000,
  600_000, 1_800_000, 3_600_000,
]

export const coarseBounds: readonly number[] = [5, 25, 100, 1_000]
