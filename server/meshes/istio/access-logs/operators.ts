/** One value of an access log: what Envoy's format calls it, and what it is. */
export interface Operator {
  readonly key: string // as in Istio's JSON format
  readonly name: string
  readonly meaning: string
  readonly pattern: RegExp | null // what the value looks like if not `-`
}

export const documentation =
  'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators'

const whole = /^\d+$/
const plain = (key: string, name: string, meaning: string): Operator => ({
  ...{ key, name, meaning },
  pattern: null,
})
const counted = (key: string, name: string, meaning: string): Operator => ({
  ...plain(key, name, meaning),
  pattern: whole,
})

const table: Readonly<Record<string, Operator>> = {
  START_TIME: {
    ...plain('start_time', 'Start', 'When the first byte of the request arrived at this proxy'),
    pattern: /\d/,
  },
  'REQ(:METHOD)': plain('method', 'Method', 'HTTP method of the request'),
  'REQ(:PATH)': plain('path', 'Path', 'Path and query of the request, as it was asked for'),
  'REQ(X-ENVOY-ORIGINAL-PATH?:PATH)': plain(
    'path',
    'Path',
    'Path and query of the request, before any rewriting by a route',
  ),
  PROTOCOL: plain('protocol', 'Protocol', 'Version of HTTP between the caller and this proxy'),
  RESPONSE_CODE: {
    ...plain('response_code', 'Status', 'HTTP status; 0: the caller was gone before any answer'),
    pattern: /^\d{1,3}$/,
  },
  RESPONSE_FLAGS: plain(
    'response_flags',
    'Response flags',
    'What this proxy itself noticed about the answer or the connection, beside its status',
  ),
  RESPONSE_CODE_DETAILS: plain(
    'response_code_details',
    'Status details',
    'Who made the answer and why: via_upstream means that the upstream did',
  ),
  CONNECTION_TERMINATION_DETAILS: plain(
    'connection_termination_details',
    'Termination details',
    'Why this proxy ended the connection, if it was the proxy that did',
  ),
  UPSTREAM_TRANSPORT_FAILURE_REASON: plain(
    'upstream_transport_failure_reason',
    'Upstream failure',
    'Why the connection to the upstream failed, such as a certificate that was not accepted',
  ),
  BYTES_RECEIVED: counted('bytes_received', 'Bytes received', 'Body of the request, in bytes'),
  BYTES_SENT: counted('bytes_sent', 'Bytes sent', 'Body of the answer, in bytes'),
  DURATION: counted(
    'duration',
    'Duration',
    'From the first byte of the request to the last byte of the answer, in ms',
  ),
  'RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)': counted(
    'upstream_service_time',
    'Upstream time',
    'How much of it the upstream took, the network to it included, in ms',
  ),
  'REQ(X-FORWARDED-FOR)': plain(
    'x_forwarded_for',
    'Forwarded for',
    'Addresses through which the request came before, as header x-forwarded-for tells',
  ),
  'REQ(USER-AGENT)': plain('user_agent', 'User agent', 'What the caller calls itself'),
  'REQ(X-REQUEST-ID)': plain(
    'request_id',
    'Request id',
    'The same at each proxy that the request passes, if the applications pass headers on',
  ),
  'REQ(:AUTHORITY)': plain('authority', 'Authority', 'Host that the caller asked for'),
  UPSTREAM_HOST: plain(
    'upstream_host',
    'Upstream host',
    'Address of the instance that was chosen to answer; none: no instance was reached',
  ),
  UPSTREAM_CLUSTER: plain('upstream_cluster', 'Upstream cluster', upstreamCluster()),
  UPSTREAM_CLUSTER_RAW: plain('upstream_cluster', 'Upstream cluster', upstreamCluster()),
  UPSTREAM_LOCAL_ADDRESS: plain(
    'upstream_local_address',
    'Upstream local address',
    'This proxy’s own end of the connection to the upstream',
  ),
  DOWNSTREAM_LOCAL_ADDRESS: plain(
    'downstream_local_address',
    'Downstream local address',
    'Address that the caller connected to',
  ),
  DOWNSTREAM_REMOTE_ADDRESS: plain(
    'downstream_remote_address',
    'Downstream remote address',
    'Address of the caller',
  ),
  REQUESTED_SERVER_NAME: plain(
    'requested_server_name',
    'Requested server',
    'Server name of the TLS connection; outbound_.… is the mesh’s own mutual TLS',
  ),
  ROUTE_NAME: plain('route_name', 'Route', 'Name of the route that the request took'),
  GRPC_STATUS: plain('grpc_status', 'gRPC status', 'Status of the call, where it is gRPC'),
  GRPC_STATUS_NUMBER: plain('grpc_status', 'gRPC status', 'Status of the call as a number'),
  TRACE_ID: plain('trace_id', 'Trace', 'Id of the trace that the request belongs to'),
  RESPONSE_DURATION: counted(
    'response_duration',
    'Response duration',
    'From the first byte of the request to the first byte of the answer of the upstream, in ms',
  ),
  REQUEST_DURATION: counted(
    'request_duration',
    'Request duration',
    'Until the last byte of the request had arrived, in ms',
  ),
  DOWNSTREAM_PEER_URI_SAN: plain(
    'downstream_peer_uri_san',
    'Peer identity',
    'Identity in the certificate of the caller',
  ),
  HOSTNAME: plain('hostname', 'Host name', 'Name of the pod of this proxy'),
}

function upstreamCluster(): string {
  return 'Where the request was sent: direction, port, subset and service'
}

const families: Readonly<Record<string, string>> = {
  REQ: 'Header of the request',
  RESP: 'Header of the answer',
  TRAILER: 'Trailer of the answer',
  DYNAMIC_METADATA: 'What a filter noted of the request',
  FILTER_STATE: 'What a filter keeps of the request or connection',
  UPSTREAM_METADATA: 'What is known of the instance that answered',
  ENVIRONMENT: 'Variable of the proxy’s environment',
}

/** What an operator stands for: `REQ(X-REQUEST-ID)` or `DURATION`; never throws. */
export function findOperator(command: string, argument: string | null): Operator {
  const upper = argument?.toUpperCase() ?? null
  const written = upper === null ? command : `${command}(${upper})`
  const known = table[written] ?? (argument === null || isFormat(command) ? table[command] : null)
  if (known !== undefined && known !== null) return known
  const key = written
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  const family = families[command]
  if (family === undefined || argument === null)
    return plain(key, written, 'A value that this mesh adds to its access log')
  return plain(key, `${family} ${argument}`, `${family}, ${argument}`)
}

/** Of these the argument says only how they are written. */
const isFormat = (command: string): boolean => command.startsWith('START_TIME')

const byKey = new Map(Object.values(table).map((operator) => [operator.key, operator]))

export function operatorOfKey(key: string): Operator {
  return byKey.get(key) ?? plain(key, key, 'A value that this mesh adds to its access log')
}
