import type { Row } from './rows.ts'

/** Health, rows HE-*. */
export const healthRows: Readonly<Record<string, Row>> = {
  'HE-01': {
    tests: ['keeps every reason, worst first', 'failure beats all', 'degraded beats not ready'],
  },
  'HE-02': { tests: ['is the worse of requests and pods'] },
  'HE-03': {
    tests: [
      'protocols and directions are not thinned by each other',
      'shares of several codes of one pattern add up',
    ],
  },
  'HE-04': {
    tests: [
      'failure 0: any error fails',
      'exactly failure',
      'exactly degraded',
      'below both',
      'is healthy when no tolerance speaks of the traffic',
      'no traffic',
    ],
  },
  'HE-05': { tests: ['any 5xx degrades', 'a tenth of 5xx fails'] },
  'HE-06': {
    tests: ['under a tenth of 4xx is healthy', 'a tenth of 4xx degrades', 'a fifth of 4xx fails'],
  },
  'HE-07': { tests: ['gRPC 16 is an error', 'gRPC 17 is none', 'gRPC 0 is success'] },
  'HE-08': {
    tests: ['no response counts as 5xx over HTTP', 'no response counts as an error over gRPC'],
  },
  'HE-09': {
    reason:
      'A row about another product’s documentation. Ours is generated from the defaults themselves.',
  },
  'HE-10': {
    reason:
      'There are always tolerances: the defaults stand behind every configuration, so no fallback is needed.',
  },
  'HE-11': { tests: ['reads X as a digit and anchors', 'the pattern must match the whole code'] },
  'HE-12': {
    tests: ['takes the first rule whose patterns match whole names', 'falls back to the defaults'],
  },
  'HE-13': { tests: ['reads the shape that people know and appends the defaults', 'names $field'] },
  'HE-14': {
    tests: [
      'lets the annotation decide, ours before the other',
      'an invalid part beside a valid one',
      'degraded above failure',
    ],
  },
  'HE-15': { tests: ['is the worse of requests and pods'] },
  'HE-16': { tests: ['is the worse of requests and pods'] },
  'HE-17': { tests: ['is the worse of requests and pods'] },
  'HE-18': {
    tests: [
      'scaled to zero',
      'fewer available',
      'none available',
      'more current, asked for available',
      'a proxy is behind',
      'all there and in sync',
    ],
  },
  'HE-19': {
    reason:
      'The rule is there; the sync state itself comes from the control plane’s debug pages, of which each replica tells only its own proxies. Reaching them takes the right to open ports of its pods (pods/portforward or pods/proxy), which opens every page of theirs, so it must be a right that somebody grants on purpose: syncedProxies is unknown until then.',
  },
  'HE-20': {
    tests: [
      'T1: counts once what both ends report',
      'T4: ends a request that never reached a server at the service, failed, with its flags',
    ],
  },
  'HE-21': { tests: ['reads bytes from the client’s seat'] },
  'HE-22': { tests: ['of what is closed is the worst of it, and says why'] },
  'HE-23': {
    reason:
      'Health is computed with each graph from the same numbers, for all viewers at once; there is no background pass that could be old.',
  },
  'HE-24': { tests: ['is the worse of requests and pods'] },
  'HE-25': { tests: ['of an edge: $desc'] },
  'HE-26': { tests: ['says %s in words, with an icon'] },
  'HE-27': {
    tests: [
      'tells of namespaces, apps, workloads and services, the worse the higher',
      'drops a series that three graphs in a row know nothing of, and no earlier',
      'is there when it is asked for',
    ],
  },
  'HE-28': {
    tests: [
      'responses above a tolerance',
      'says which rule, which numbers and which threshold, worst first',
    ],
  },
}
