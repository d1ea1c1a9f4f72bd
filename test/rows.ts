import { canvasRows } from './rows-of-canvas.ts'

/**
 * What the project claims of the checklists that its issues name, by row id: the titles of the
 * tests that show it, or the reason why it is not claimed. test/rows.test.ts fails where a title
 * does not exist, and where a row has neither.
 */
export type Row = { readonly tests: readonly string[] } | { readonly reason: string }

/** Health, rows HE-*. */
const health: Readonly<Record<string, Row>> = {
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

/** The trap register. */
const traps: Readonly<Record<string, Row>> = {
  T1: { tests: ['T1: counts once what both ends report'] },
  T2: {
    tests: [
      'T2: folds the hops around a waypoint into the call, and names the waypoint',
      'T2: draws the waypoint as a node by choice, still counting the call once',
    ],
  },
  T3: { tests: ['T3: does not take a silent client for plain text'] },
  T4: {
    tests: [
      'T4: ends a request that never reached a server at the service, failed, with its flags',
    ],
  },
  T5: { tests: ['T5: a gRPC status of 13 behind an HTTP 200'] },
  T6: { tests: ['T6: not a client that hung up'] },
  T23: { tests: ['T23: every request, which is a success of nothing and not no data'] },
  T24: { tests: ['T24: a restart makes no rate negative, and one scrape no rate at all'] },
  T34: { tests: ['T34: a quantile below the lowest bound is at most that bound'] },
}

/** Acceptance scenarios. */
const scenarios: Readonly<Record<string, Row>> = {
  S01: {
    tests: [
      'switches from one cluster to another and leaves no row of the old one',
      'says of a cluster without a mesh what was looked for, and shows nothing of another',
      'finds the mesh in another namespace, with its components and older proxies',
      'tells which proxies are not of the version of their control plane',
      'says which mesh and which back ends it found',
      'reads all of them without one write',
      'finds a mesh in another namespace with no right but to read, its replicas and its skew',
    ],
  },
  S04: { tests: ['shows Bookinfo as it is'] },
}

export const rows: Readonly<Record<string, Row>> = {
  ...health,
  ...traps,
  ...scenarios,
  ...canvasRows,
}

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)

/** The rows that the finished issues name. */
export const namedRows: readonly string[] = [
  ...numbered('HE', 28),
  ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T23', 'T24', 'T34'],
  ...['S01', 'S04'],
  ...['GR-12', 'GR-20', 'GR-27'],
  ...numbered('GR', 53).filter((id) => id >= 'GR-30' && (id < 'GR-48' || id > 'GR-49')),
  ...numbered('SH', 23).slice(-4),
]
