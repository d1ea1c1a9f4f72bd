/** Envoy's response flags, as `response_flags` has them. */
const envoyFlags: Readonly<Record<string, string>> = {
  DC: 'the client closed the connection',
  DF: 'the name of the upstream could not be resolved',
  DI: 'delayed by fault injection',
  DO: 'dropped: the endpoints ask for a share to be dropped',
  DPE: 'the request broke the HTTP protocol',
  DR: 'the client reset the stream',
  DT: 'the request or connection lasted too long',
  FI: 'aborted by fault injection',
  IH: 'refused because of an invalid value in a checked header',
  LH: 'the local health check failed',
  LR: 'the connection was reset locally',
  NC: 'the upstream cluster does not exist',
  NFCF: 'the configuration of a filter is missing',
  NR: 'no route matches the request',
  OM: 'an overload manager ended the request',
  RFCF: 'answered from a cache in the proxy',
  RL: 'rejected by the local or global rate limit',
  RLSE: 'the rate limit service failed',
  SI: 'the stream was idle too long',
  UAEX: 'denied by the external authorization service',
  UC: 'the upstream closed the connection',
  UDO: 'dropped: the endpoints ask for everything to be dropped',
  UF: 'the connection to the upstream failed',
  UH: 'no healthy upstream',
  UMSDR: 'the upstream took longer than the stream may last',
  UO: 'overflow: the circuit breaker is open',
  UPE: 'the upstream response broke the HTTP protocol',
  UR: 'the upstream reset the stream',
  URX: 'the limit of retries or of connection attempts was reached',
  UT: 'the upstream did not answer in time',
}

/** What ztunnel says in place of them. */
const ztunnelFlags: Readonly<Record<string, string>> = {
  CERT_REVOKED: 'the certificate of the peer was revoked',
  CONNECT: 'the connection to the destination failed',
  DENY: 'denied by an authorization policy',
  H2_HANDSHAKE_FAILURE: 'the HTTP/2 handshake of the tunnel failed',
  IDENTITY_ERROR: 'the proxy had no valid identity for the workload',
  NETWORK_POLICY: 'probably blocked by a network policy',
  TLS_FAILURE: 'the TLS handshake failed',
}

const textByFlag = new Map(Object.entries({ ...envoyFlags, ...ztunnelFlags }))

/**
 * A response flag in plain words; several, parted by commas, one after the other. Null when none
 * of them is known.
 */
export function flagText(flag: string): string | null {
  const flags = flag.split(',').map((one) => one.trim())
  if (!flags.some((one) => textByFlag.has(one))) return null
  return flags.map((one) => textByFlag.get(one) ?? one).join('; ')
}
