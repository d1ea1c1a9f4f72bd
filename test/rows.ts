import { canvasRows } from './rows-of-canvas.ts'
import { editorRows } from './rows-of-editor.ts'
import { findRows } from './rows-of-find.ts'
import { healthRows } from './rows-of-health.ts'
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
  ...healthRows,
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
  ...findRows,
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
