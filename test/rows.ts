import { canvasRows } from './rows-of-canvas.ts'
import { editorRows } from './rows-of-editor.ts'
import { languageRows } from './rows-of-languages.ts'
import { logRows } from './rows-of-logs.ts'
import { listRows } from './rows-of-lists.ts'
import { meshRows } from './rows-of-mesh.ts'
import { messageRows } from './rows-of-messages.ts'
import { metricsRows } from './rows-of-metrics.ts'
import { panelRows } from './rows-of-panel.ts'
import { proxyRows } from './rows-of-proxies.ts'
import { ruleRows } from './rows-of-rules.ts'
import { shellRows } from './rows-of-shell.ts'
import { timeRows } from './rows-of-time.ts'
import { traceRows } from './rows-of-traces.ts'

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

/** Find and hide, rows FH-*, and the rows of the graph page that they carry. */
const findAndHide: Readonly<Record<string, Row>> = {
  'FH-01': { tests: ['FH-01: every operator, as sign and as word, and its negation'] },
  'FH-02': { tests: ['FH-02: NaN is no activity'] },
  'FH-03': {
    tests: [
      'FH-03: texts of nodes, by all their names',
      'FH-03: name is any name of a node, also beside other criteria',
      'FH-03: a kind of node that does not exist',
    ],
  },
  'FH-04': {
    tests: [
      'FH-04: rates of nodes in the units of their rows',
      'FH-04: rank is a place by edges',
      'FH-04: ranks',
    ],
  },
  'FH-05': {
    tests: [
      'FH-05: labels, their being there and their values',
      'FH-05: a label without a key',
      'are sent when they are asked for, and not otherwise',
      'do not name what the viewer may not see',
      'finds by labels, which are asked for only then',
    ],
  },
  'FH-06': { tests: ['FH-06: what a node is or has, by every name'] },
  'FH-07': { tests: ['FH-07: healthy and its opposite leave out what cannot be judged'] },
  'FH-08': { tests: ['FH-08: a sidecar is a sidecar, and out of mesh is out of mesh'] },
  'FH-09': { tests: ['FH-09: texts of edges'] },
  'FH-10': { tests: ['FH-10: numbers of edges: rates, times, percent'] },
  'FH-11': { tests: ['FH-11: mutual TLS and traffic of edges'] },
  'FH-12': {
    tests: [
      'FH-12: response times',
      'FH-12: throughput',
      'FH-12: locks',
      'FH-12: routing badges',
      'FH-12: idle nodes',
      'FH-12: switches on what it looks at, and says so',
    ],
  },
  'FH-13': {
    tests: [
      'FH-13: Enter submits, and again goes through what was found',
      'FH-13: Tab completes, and leads on where nothing is begun',
      'FH-13: arrows choose from the list, Enter takes it',
      'FH-13: what is pasted is in force at once',
      'completes words, names and operators by Tab',
    ],
  },
  'FH-14': {
    tests: [
      'FH-14: reads what the page is to offer to find and to hide, from the file alone',
      'FH-14: offers what the administrator configured, and begins with what they chose',
      'FH-14: begins with nothing over what the address has, nor twice in a tab',
      'FH-14: refuses a preset with $desc, and says the way out',
    ],
  },
  'FH-15': {
    tests: [
      'FH-15: offers expressions that need not be written',
      'takes a preset, shows what it looks at, and keeps both over a reload',
    ],
  },
  'FH-16': {
    tests: [
      'FH-16: the edges of hidden nodes, and nodes that had no others',
      'FH-16: boxes that are empty then',
      'FH-16: nodes left without an edge by hidden edges, but idle ones',
      'FH-16: does not find what is hidden',
      'hides from picture and table alike, leaves the totals, and shows again',
    ],
  },
  'FH-17': {
    tests: [
      'FH-17: edges without a bad health, as part of hide',
      'FH-17: unhealthy edges and an expression together',
      'draws unhealthy edges alone, in the table too',
    ],
  },
  'FH-18': {
    tests: [
      'FH-18: reads every example of the checklist',
      'explains the language, and tries an example',
    ],
  },
  'FH-19': { tests: ['FH-19: explains the language in five tabs'] },
  'FH-20': {
    tests: [
      'FH-20: an operand that does not exist, with what may have been meant',
      'FH-20: nodes and edges joined by and',
      'FH-20: a rank out of its range',
      'FH-20: shows an error under its field, with the place, and takes a way out',
      'says under the field what it cannot read, where, and the way out',
    ],
  },
  'GR-18': {
    tests: [
      'GR-18: by all edges, ties alike',
      'GR-18: by inbound edges',
      'GR-18: by outbound edges',
      'GR-18: presses more than a hundred places into 1 to 100',
      'GR-18: writes ranks below names, and takes them away again',
      'GR-18: writes ranks wherever names are, other captions only where they can be read',
    ],
  },
  'GR-26': {
    tests: [
      'finds without a pointer, and lets go',
      'hides from picture and table alike, leaves the totals, and shows again',
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

/** The configuration's pages, rows IC-*. */
const configuration: Readonly<Record<string, Row>> = {
  'IC-01': { tests: ['lists objects with state, codes and age, and leads to each'] },
  'IC-02': {
    tests: [
      'keeps every choice in the address, and asks by it',
      'is cut and ordered by $desc',
      'counts for each choice what it would leave beside the other filters',
    ],
  },
  'IC-03': {
    tests: ['keeps every choice in the address, and asks by it', 'name, from the end'],
  },
  'IC-04': {
    tests: ['has custom resources, and objects of Kubernetes while something is said of them'],
  },
  'IC-05': { reason: 'What is wrong is always shown: it costs nothing more to ask for.' },
  'IC-07': { tests: ['leads from a row to the object, its lines and its repair, and back'] },
  'IC-09': {
    tests: [
      'puts each finding at the line of the text that it speaks of',
      'brings the line of a finding into sight, by keyboard too',
    ],
  },
  'IC-12': {
    tests: [
      'shows what is broken at its line while it is typed, and everywhere until the repair is saved',
      'leads from a row to the object, its lines and its repair, and back',
    ],
  },
  'IC-13': {
    reason: 'Conditions of the status are on the page of the object, not in a column of the list.',
  },
  'IC-14': { tests: ['says that an object is not there'] },
}

export const rows: Readonly<Record<string, Row>> = {
  ...ruleRows,
  ...languageRows,
  ...meshRows,
  ...messageRows,
  ...logRows,
  ...proxyRows,
  ...health,
  ...traps,
  ...scenarios,
  ...canvasRows,
  ...panelRows,
  ...shellRows,
  ...editorRows,
  ...listRows,
  ...timeRows,
  ...traceRows,
  ...metricsRows,
  ...findAndHide,
  ...configuration,
}

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)

/** The rows that the finished issues name. */
export const namedRows: readonly string[] = [
  ...numbered('LO', 15),
  ...numbered('EN', 10),
  ...numbered('ME', 18),
  ...numbered('CP', 11),
  ...['HE-29', 'SH-02'],
  ...numbered('HE', 28),
  ...numbered('FH', 20),
  ...numbered('IC', 14),
  ...numbered('VG', 4),
  ...numbered('VA', 9),
  ...numbered('VD', 12),
  ...numbered('VW', 10),
  ...numbered('VP', 4),
  ...numbered('VS', 3),
  ...numbered('VE', 2),
  ...numbered('VX', 3),
  ...numbered('VV', 10),
  ...numbered('VR', 6),
  ...numbered('VL', 10),
  ...numbered('VI', 62),
  ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T23', 'T24', 'T34'],
  ...['S01', 'S04'],
  ...numbered('GR', 53),
  ...numbered('GP', 16),
  ...numbered('RP', 7),
  ...numbered('MT', 10),
  ...numbered('RD', 14),
  ...numbered('OV', 8),
  ...numbered('NL', 10),
  ...numbered('ND', 6),
  ...numbered('LI', 21),
  ...numbered('AD', 4),
  ...numbered('SD', 7),
  ...numbered('WD', 9),
  ...numbered('OA', 4),
  ...['SH-01', 'SH-03', 'SH-04', 'SH-05', 'SH-06', 'SH-07', 'SH-08', 'SH-09', 'SH-10', 'SH-11'],
  ...['SH-13', 'SH-14', 'SH-15', 'SH-16', 'SH-17', 'SH-18', 'SH-19', 'SH-20', 'SH-21', 'SH-22'],
  ...['SH-23', 'SH-24', 'SH-25', 'SH-26'],
]
