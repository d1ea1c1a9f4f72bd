const words: Readonly<Record<string, string>> = {
  DC: 'The client hung up first',
  DF: 'The name of the host could not be resolved',
  DI: 'A delay was injected on purpose',
  DO: 'The client’s connection was cut by overload protection',
  DPE: 'The client broke the protocol',
  DT: 'The request or connection took longer than allowed in all',
  FI: 'An error was injected on purpose',
  IH: 'A header that must be checked was not acceptable',
  LH: 'The destination failed its local health check',
  LR: 'The proxy reset the connection itself',
  NC: 'The route names a cluster that the proxy does not know',
  NFCF: 'The proxy found no matching filter chain',
  NR: 'No route matches the request',
  OM: 'The proxy was out of memory budget',
  RL: 'Rate limited',
  RLSE: 'The rate limit service failed',
  SI: 'The stream was idle for too long',
  UAEX: 'An external authorization service refused',
  UC: 'The destination broke the connection',
  UF: 'The connection to the destination failed',
  UH: 'No healthy host: all are ejected or failing',
  UMSDR: 'The request reached its longest allowed duration',
  UO: 'A circuit breaker is open: too many connections or requests',
  UPE: 'The destination broke the protocol',
  UR: 'The destination reset the request',
  URX: 'Gave up after all retries or connection attempts',
  UT: 'The destination did not answer in time',
}

/** The flags of a proxy's access log in words: `UC,URX` → two sentences; unknown ones stay. */
export function explainFlags(flags: string): string[] {
  if (flags === '' || flags === '-') return []
  return flags.split(',').map((flag) => words[flag] ?? `Flag ${flag}`)
}
